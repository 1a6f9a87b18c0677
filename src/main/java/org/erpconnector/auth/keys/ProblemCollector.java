package org.erpconnector.auth.keys;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Problem;

/** Gathers what several attempts refuse, so that all of it is reported at once. For one thread. */
final class ProblemCollector {
    private final List<ConfigurationException> refusals = new ArrayList<>();

    /** Something that may be refused. */
    interface Attempt<T> {
        T run() throws ConfigurationException;
    }

    <T> Optional<T> attempt(Attempt<T> attempt) {
        try {
            return Optional.of(attempt.run());
        } catch (ConfigurationException e) {
            refusals.add(e);
            return Optional.empty();
        }
    }

    void add(ConfigurationException refusal) {
        refusals.add(refusal);
    }

    /** Throws one exception with every problem; the originals, with their causes, are kept as suppressed ones. */
    void throwIfAny() throws ConfigurationException {
        if (refusals.isEmpty()) {
            return;
        }
        List<Problem> problems =
                refusals.stream().flatMap(e -> e.problems().stream()).toList();
        ConfigurationException all = new ConfigurationException(problems);
        refusals.forEach(all::addSuppressed);
        throw all;
    }
}
