package org.erpconnector.auth.doctor;

import java.util.List;
import java.util.stream.Collectors;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Problem;

/**
 * Problems are worded for settings; a person at a command line reads its options instead.
 *
 * @param pairs setting and option, a longer setting name before the one that it begins with
 */
record OptionNames(List<Pair> pairs) {
    /** A setting's name, and the option that stands for it. */
    record Pair(String setting, String option) {}

    OptionNames {
        pairs = List.copyOf(pairs);
    }

    /** The same refusal in the words of the command line. */
    UsageException usage(ConfigurationException refusal) {
        return new UsageException(text(refusal.problems()), refusal);
    }

    String text(List<Problem> problems) {
        return problems.stream().map(this::sentence).collect(Collectors.joining(System.lineSeparator() + "  "));
    }

    private String sentence(Problem problem) {
        return new Problem(
                        options(problem.setting()),
                        problem.place(),
                        options(problem.fault()),
                        options(problem.remedy()))
                .toString();
    }

    private String options(String text) {
        String worded = text;
        for (Pair pair : pairs) {
            worded = worded.replace(pair.setting(), pair.option());
        }
        return worded;
    }
}
