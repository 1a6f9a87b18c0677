package org.erpconnector.auth.observe;

import java.util.List;
import java.util.stream.Collectors;

/**
 * All metrics, declared once for JMX, MicroProfile Metrics and Micrometer; a test compares the manual's table with
 * them. No tag has a value from a request: each new value would make a new time series.
 */
@SuppressWarnings("ImmutableEnumChecker") // its lists are immutable
enum Metric {
    HANDSHAKES(
            Kind.COUNTER,
            "handshakes",
            "handshakes by outcome: `accepted`, `refused`, `failed`, or `passed` on to the connector though they look like one",
            "outcome",
            "reason",
            "contract"),
    HANDSHAKE(Kind.TIMER, "handshake", "time from a complete request to its answer"),
    ACCEPTED_BY_ID(Kind.COUNTER, "accepted_by_id", "accepted handshakes by application id", "application_id"),
    SINCE_ACCEPTED(
            Kind.GAUGE,
            "since_accepted_seconds",
            "time since a handshake was last accepted, or since the start if none was"),
    CALLS(
            Kind.COUNTER,
            "calls",
            "other calls, if the settings configure a guard; the reason names the guard",
            "outcome",
            "reason"),
    REPLAY_STORE(
            Kind.TIMER,
            "replay_store",
            "look-ups in the replay store: `first` use of a nonce, `used` before, or `failed`",
            "outcome"),
    KEY_DAYS_LEFT(
            Kind.GAUGE,
            "key_days_left",
            "days until the certificate of an `own`, `next` or `caller` key ends",
            "role",
            "key"),
    KEY_SIGNS(Kind.GAUGE, "key_signs", "1 for the key that signs, 0 for the other", "key"),
    KEY_SET_AGE(Kind.GAUGE, "caller_key_set_age_seconds", "time since the caller's key set was last fetched");

    /** The type of a metric, with the suffixes of its names in Prometheus. */
    enum Kind {
        COUNTER("_total"),
        /** In seconds, with a histogram if the metrics system has one. */
        TIMER("_seconds_count", "_seconds_sum"),
        GAUGE("");

        private final List<String> endings;

        Kind(String... endings) {
            this.endings = List.of(endings);
        }
    }

    final Kind kind;
    /** Its name without the suffix, which the metrics system adds. */
    final String label;

    final String sentence;
    final List<String> tags;

    Metric(Kind kind, String name, String sentence, String... tags) {
        this.kind = kind;
        this.label = "erp_auth_" + name;
        this.sentence = sentence;
        this.tags = List.of(tags);
    }

    /** Its names in Prometheus and JMX. */
    List<String> names() {
        return kind.endings.stream().map(label::concat).toList();
    }

    /** One of its series in the notation of Prometheus. */
    String series(String name, List<String> values) {
        return values.isEmpty()
                ? name
                : Meter.tags(this, values, (tag, value) -> tag + "=\"" + value + '"').stream()
                        .collect(Collectors.joining(",", name + "{", "}"));
    }
}
