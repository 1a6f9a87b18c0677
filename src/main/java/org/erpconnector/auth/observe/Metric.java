package org.erpconnector.auth.observe;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Everything that is measured, declared once: JMX, MicroProfile Metrics and Micrometer are made of it, and a test compares
 * the manual's table with it. No value of a tag comes from a request: it would make a new time series each time.
 */
@SuppressWarnings("ImmutableEnumChecker") // its lists are
enum Metric {
    HANDSHAKES(
            Kind.COUNTER,
            "handshakes",
            "handshakes by what became of them: `accepted`, `refused`, `failed`, or `passed` on though they look like one",
            "outcome",
            "reason",
            "contract"),
    HANDSHAKE(Kind.TIMER, "handshake", "from a handshake that has been read to its answer"),
    ACCEPTED_BY_ID(
            Kind.COUNTER,
            "accepted_by_id",
            "handshakes that were accepted, by the application id that they were for",
            "application_id"),
    SINCE_ACCEPTED(
            Kind.GAUGE,
            "since_accepted_seconds",
            "since a handshake was last accepted, or since the start if none was"),
    CALLS(
            Kind.COUNTER,
            "calls",
            "calls that are no handshake, where the settings ask something of them; the reason names the guard",
            "outcome",
            "reason"),
    REPLAY_STORE(
            Kind.TIMER,
            "replay_store",
            "questions to the replay store: `first` use of a nonce, `used` before, or `failed`",
            "outcome"),
    KEY_DAYS_LEFT(
            Kind.GAUGE,
            "key_days_left",
            "days until the certificate of an `own`, `next` or `caller` key ends",
            "role",
            "key"),
    KEY_SIGNS(Kind.GAUGE, "key_signs", "1 for the key of ours that signs, 0 for the other", "key"),
    KEY_SET_AGE(Kind.GAUGE, "caller_key_set_age_seconds", "since the caller's key set was last fetched");

    /** What it is, and with which endings Prometheus has it. */
    enum Kind {
        COUNTER("_total"),
        /** In seconds, with a histogram where the server has one. */
        TIMER("_seconds_count", "_seconds_sum"),
        GAUGE("");

        private final List<String> endings;

        Kind(String... endings) {
            this.endings = List.of(endings);
        }
    }

    final Kind kind;
    /** Its name without the ending that its kind has in Prometheus: the server adds that. */
    final String label;

    final String sentence;
    final List<String> tags;

    Metric(Kind kind, String name, String sentence, String... tags) {
        this.kind = kind;
        this.label = "erp_auth_" + name;
        this.sentence = sentence;
        this.tags = List.of(tags);
    }

    /** Its names as Prometheus and JMX have them. */
    List<String> names() {
        return kind.endings.stream().map(label::concat).toList();
    }

    /** One of its series, as Prometheus writes it. */
    String series(String name, List<String> values) {
        return values.isEmpty()
                ? name
                : Meter.tags(this, values, (tag, value) -> tag + "=\"" + value + '"').stream()
                        .collect(Collectors.joining(",", name + "{", "}"));
    }
}
