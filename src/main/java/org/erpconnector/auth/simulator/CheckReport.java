package org.erpconnector.auth.simulator;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The result of a check.
 *
 * @param stopped why not every case was tried; empty if all were
 */
record CheckReport(
        URI url, Set<Profile> profiles, String version, Instant at, List<Result> results, Exit exit, String stopped) {

    CheckReport {
        results = List.copyOf(results);
    }

    /** A case, its finding and its duration. */
    record Result(Case tried, Finding finding, Duration took) {
        boolean is(Finding.Verdict verdict) {
            return finding.verdict() == verdict;
        }
    }

    long count(Finding.Verdict verdict) {
        return results.stream().filter(result -> result.is(verdict)).count();
    }

    List<Result> of(Finding.Verdict verdict) {
        return results.stream().filter(result -> result.is(verdict)).toList();
    }

    List<Result> of(CaseGroup group) {
        return results.stream()
                .filter(result -> result.tried().group() == group)
                .toList();
    }

    /** The verdict in a few words. */
    String verdict() {
        return switch (exit) {
            case DONE -> "PASSED";
            case REFUSED -> "FAILED";
            case UNREACHABLE, USAGE -> "NOT JUDGED";
        };
    }

    String summary() {
        return count(Finding.Verdict.PASSED) + " passed, " + count(Finding.Verdict.FAILED) + " failed, "
                + count(Finding.Verdict.WARNING) + " warnings, " + count(Finding.Verdict.SKIPPED) + " skipped"
                + (stopped.isEmpty() ? "" : ". " + stopped);
    }

    String profilesInWords() {
        return profiles.stream().map(Profile::toString).collect(Collectors.joining(", "));
    }
}
