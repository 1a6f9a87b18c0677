package org.erpconnector.auth.config;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The deployer's fault: the filter does not start, or keeps its last good keys. The message lists every problem that
 * was found, so that one restart is enough. It never contains a secret.
 */
public final class ConfigurationException extends Exception {
    private final transient List<Problem> problems;

    /**
     * @param problems at least one
     * @throws IllegalArgumentException if there is none: a refusal must say why
     */
    public ConfigurationException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator() + "  - ")));
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("no problem to report");
        }
        this.problems = List.copyOf(problems);
    }

    public ConfigurationException(Problem problem) {
        this(List.of(problem));
    }

    /** Every problem, in the order in which it was found; never empty. */
    public List<Problem> problems() {
        return problems;
    }
}
