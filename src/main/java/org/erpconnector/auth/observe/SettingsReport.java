package org.erpconnector.auth.observe;

import java.util.List;

/** What a start would find, as JMX shows it. Its getters are the items of the composite value. Immutable; no secret. */
public final class SettingsReport {
    private final List<String> problems;
    private final List<String> warnings;
    private final List<KeyView> keys;

    /**
     * @param problems what would keep the filter from starting
     * @param warnings what it would start in spite of
     * @param keys what it would start with; none while a key is among the problems
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

    /** What would keep the filter from starting: whole sentences that name setting, place and remedy. */
    public List<String> getProblems() {
        return problems;
    }

    /** What it would start in spite of, likewise. */
    public List<String> getWarnings() {
        return warnings;
    }

    /** What it would start with. */
    public List<KeyView> getKeys() {
        return keys;
    }
}
