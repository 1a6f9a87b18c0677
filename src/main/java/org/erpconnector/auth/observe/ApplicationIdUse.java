package org.erpconnector.auth.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * When each application id of a filter was last used. While a new id replaces an old one, the administrator has to know
 * when the old one is no longer used. Nothing outlives the web application, so the log says it once a day and at the
 * end. Safe for use by several threads.
 */
final class ApplicationIdUse {
    private static final Duration DAY = Duration.ofDays(1);

    private final FilterIdentity observed;
    private final Instant start;
    /** The ids are those of the settings: one or two. */
    private final Map<String, Instant> last = new ConcurrentHashMap<>();

    private volatile Instant said;

    /** @param start when recording begins */
    ApplicationIdUse(FilterIdentity observed, Instant start) {
        this.observed = observed;
        this.start = start;
        this.said = start;
    }

    /** A handshake for this id was accepted. */
    void used(String applicationId, Instant now) {
        last.put(applicationId, now);
    }

    /** The instant of the last use by id; an empty text if there was none. */
    Map<String, String> last() {
        Map<String, String> texts = new TreeMap<>();
        observed.applicationIds()
                .forEach(id -> texts.put(
                        id,
                        Optional.ofNullable(last.get(id)).map(Instant::toString).orElse("")));
        return texts;
    }

    /** The log line at the start; empty if the filter has one id only. */
    Optional<String> atTheStart() {
        return changing()
                .map(filter -> filter + "accepts two application ids, "
                        + String.join(" and its successor ", observed.applicationIds())
                        + "; the last use of each is said here once a day and at the end, and in JMX");
    }

    /** The daily log line; empty before a day has passed, or if the filter has one id only. */
    Optional<String> daily(Instant now) {
        if (now.isBefore(said.plus(DAY))) {
            return Optional.empty();
        }
        said = now;
        return atTheEnd();
    }

    /** The log line at the end; empty if the filter has one id only. */
    Optional<String> atTheEnd() {
        return changing()
                .map(filter -> filter
                        + observed.applicationIds().stream().map(this::use).collect(Collectors.joining(", "))
                        + ". When SuperOffice uses the first no more, set application-id to the"
                        + " second and remove next-application-id");
    }

    private String use(String id) {
        Instant used = last.get(id);
        return "application id " + id + (used == null ? " not used since the start " + start : " last used " + used);
    }

    private Optional<String> changing() {
        return observed.applicationIds().size() < 2
                ? Optional.empty()
                : Optional.of("filter " + observed.label() + ": ");
    }
}
