package org.erpconnector.auth.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Keys in any state. */
record KeyReportFake(boolean usable, Optional<String> problem) implements KeyReport {
    static final Instant LOADED = Instant.parse("2026-03-01T12:00:00Z");
    static final Instant END = Instant.parse("2026-03-31T11:59:59Z");

    static KeyReportFake good() {
        return new KeyReportFake(true, Optional.empty());
    }

    @Override
    public List<KeyView> keys() {
        return List.of(
                new KeyView("own", "AB", "ab", 2048, null, LOADED),
                new KeyView("caller", "CD", "cd", 2048, END, LOADED),
                new KeyView("caller", "EF", "ef", 2048, LOADED.minusSeconds(1), LOADED));
    }

    @Override
    public String signingKey() {
        return "AB";
    }

    @Override
    public Optional<Instant> nextKeyFrom() {
        return Optional.empty();
    }

    @Override
    public String cryptoProvider() {
        return "Fast";
    }

    @Override
    public Instant loadedAt() {
        return LOADED;
    }

    @Override
    public Optional<Duration> callerKeySetAge() {
        return usable ? Optional.of(Duration.ofSeconds(90)) : Optional.empty();
    }

    @Override
    public void reload() {
        if (problem.isPresent()) {
            throw new IllegalStateException(problem.get());
        }
    }

    @Override
    public SettingsReport check(Optional<Map<String, String>> initParams) {
        return new SettingsReport(problem.stream().toList(), List.of(initParams.toString()), keys());
    }
}
