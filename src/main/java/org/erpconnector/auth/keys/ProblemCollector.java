package org.erpconnector.auth.keys;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Problem;

/** Collects problems, so that all are reported at once. For one thread. */
final class ProblemCollector {
    private final List<Problem> problems = new ArrayList<>();
    private final List<ConfigurationException> refusals = new ArrayList<>();

    /** Something that may be refused. */
    interface Attempt<T> {
        T run() throws ConfigurationException;
    }

    /** Runs it; empty if it was refused. */
    <T> Optional<T> attempt(Attempt<T> attempt) {
        try {
            return Optional.of(attempt.run());
        } catch (ConfigurationException e) {
            problems.addAll(e.problems());
            refusals.add(e);
            return Optional.empty();
        }
    }

    void add(Problem problem) {
        problems.add(problem);
    }

    /** Throws one exception with every problem; the originals, with their causes, are kept as suppressed ones. */
    void throwIfAny() throws ConfigurationException {
        if (!problems.isEmpty()) {
            ConfigurationException all = new ConfigurationException(problems);
            refusals.forEach(all::addSuppressed);
            throw all;
        }
    }
}
