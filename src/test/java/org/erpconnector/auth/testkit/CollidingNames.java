package org.erpconnector.auth.testkit;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Member names that Jackson's table of names holds in one place, whatever seed it has drawn: its hash is linear, h times
 * 33 plus the next character, so that a name of the characters a, b, c has the hash of a-i, b+33i-j, c+33j.
 */
public final class CollidingNames {
    private static final int SIDE = 18;

    private CollidingNames() {}

    /** So many of them, 324 at the most; none that a token of the caller has. */
    public static List<String> of(int count) {
        return IntStream.range(0, SIDE)
                .boxed()
                .flatMap(i -> IntStream.range(0, SIDE).mapToObj(j -> name(i, j)))
                .limit(count)
                .toList();
    }

    private static String name(int i, int j) {
        return new String(new char[] {'x', (char) ('s' - i), (char) ('u' + 33 * i - j), (char) ('b' + 33 * j)});
    }

    /** As members of an object, without its braces. */
    public static String members(Stream<String> names) {
        return names.map(name -> "\"" + name + "\":1").collect(Collectors.joining(","));
    }
}
