package org.erpconnector.auth.observe;

import java.util.List;

/** The result of a dry run, as JMX shows it. Its getters are the items of the composite value. Immutable; no secret. */
public final class SettingsReport {
    private final List<String> problems;
    private final List<String> warnings;
    private final List<KeyView> keys;

    /**
     * @param problems what would prevent a start
     * @param warnings what would be logged, but not prevent a start
     * @param keys the keys that a start would use; empty if one of them is a problem
     */
    public SettingsReport(List<String> problems, List<String> warnings, List<KeyView> keys) {
        this.problems = List.copyOf(problems);
        this.warnings = List.copyOf(warnings);
        this.keys = List.copyOf(keys);
    }

    /** True if a start would succeed. */
    public boolean isHealthy() {
        return problems.isEmpty();
    }

    /** What would prevent a start: sentences that name setting, source and remedy. */
    public List<String> getProblems() {
        return problems;
    }

    /** What would be logged, but not prevent a start. */
    public List<String> getWarnings() {
        return warnings;
    }

    /** The keys that a start would use. */
    public List<KeyView> getKeys() {
        return keys;
    }
}
