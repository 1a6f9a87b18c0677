package org.erpconnector.auth.testkit;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What {@code mvn verify} tries of a suite on a second server, when it has tried the whole on the first. {@code mvn
 * -Pservers verify} tries the whole on all.
 */
public final class OneOfEach {
    /** Of the tests that {@code mvn verify} makes on every embedded server. */
    public static final String TAG = "one-of-each";

    private static final boolean WHOLE = Boolean.getBoolean("whole.suites");

    private OneOfEach() {}

    /** The first of each group; in profile servers all. */
    public static <T> Stream<T> of(Stream<T> all, Function<T, String> group) {
        if (WHOLE) {
            return all;
        }
        Set<String> had = new HashSet<>();
        return all.filter(each -> had.add(group.apply(each)));
    }
}
