package org.erpconnector.auth.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.erpconnector.auth.config.Problem;

/** What an administrator is told of a faulty input: it goes to a log line as it is. */
public final class Sentences {
    private static final int LONGEST = 1500;

    private Sentences() {}

    /** Each must be one line, of a length that somebody reads, whatever the input was. */
    public static void check(List<Problem> problems) {
        assertThat(problems).isNotEmpty();
        problems.forEach(problem -> check(problem.toString()));
    }

    /** One of them. */
    public static void check(String sentence) {
        assertThat(sentence).hasSizeLessThan(LONGEST).doesNotContainPattern("[\\p{Cc}\\u2028\\u2029]");
    }
}
