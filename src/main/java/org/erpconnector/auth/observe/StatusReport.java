package org.erpconnector.auth.observe;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.erpconnector.auth.reason.Reason;

/**
 * The content of the status page as one tree. HTML and JSON are made from it, so that they agree. Used for one
 * response.
 *
 * @param facts what does not change while the filter runs
 * @param observed the filter
 * @param ids when each application id was last used
 * @param metrics all metrics
 * @param keys the state of the keys
 * @param history the last verdicts and counts by hour
 * @param started when the filter started
 * @param now the instant of the page
 */
record StatusReport(
        StatusFacts facts,
        FilterIdentity observed,
        Map<String, String> ids,
        JmxMeter metrics,
        KeyReport keys,
        History history,
        Instant started,
        Instant now) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final double NANOS_PER_MILLI = 1e6;

    ObjectNode tree() {
        ObjectNode tree = NODES.objectNode();
        tree.put("product", "erp-connector-auth").put("version", facts.version());
        tree.put("filter", observed.filter())
                .put("context", observed.path())
                .put("environment", observed.environment());
        tree.set("state", StatusState.of(keys, history).tree());
        tree.put(
                "lastAccepted",
                history.accepted().map(verdict -> text(verdict.instant())).orElse(null));
        tree.put(
                "sinceAccepted",
                history.accepted()
                        .map(verdict -> span(Duration.between(verdict.instant(), now)))
                        .orElse(null));
        tree.put("startedAt", text(started));
        tree.put("uptimeSeconds", Duration.between(started, now).toSeconds())
                .put("uptime", span(Duration.between(started, now)));
        tree.set("clock", clock());
        tree.set("applicationIds", applicationIds());
        tree.set("signing", signing());
        tree.set("keys", keyViews());
        tree.set("callerKeys", callerKeys());
        tree.set("replayStore", replayStore());
        tree.set("handshakes", totals(Metric.HANDSHAKES, Outcome.values()));
        tree.set("calls", totals(Metric.CALLS, Outcome.ACCEPTED, Outcome.REFUSED, Outcome.FAILED));
        tree.set("hours", hours());
        tree.set("verdicts", verdicts(history.handshakes()));
        tree.set("refusedCalls", verdicts(history.calls()));
        tree.set("nearMisses", verdicts(history.nearMisses()));
        tree.set("settings", settings());
        ObjectNode counters = tree.putObject("counters");
        metrics.values().forEach(counters::put);
        return tree;
    }

    private ObjectNode clock() {
        ObjectNode clock = NODES.objectNode().put("utc", text(now)).put("allowedSkewSeconds", facts.clockSkew());
        Optional<History.Proven> proven = history.proven();
        if (proven.isPresent()) {
            History.Proven token = proven.get();
            long offset = Duration.between(token.notBefore(), token.at()).toSeconds();
            clock.putObject("lastProvenToken")
                    .put("at", text(token.at()))
                    .put("notBefore", text(token.notBefore()))
                    .put("expires", text(token.expires()))
                    .put("offsetSeconds", offset)
                    .put("offset", (offset < 0 ? "-" : "+") + span(Duration.ofSeconds(Math.abs(offset))))
                    .put(
                            "withinItsTimes",
                            !token.at().isBefore(token.notBefore())
                                    && token.at().isBefore(token.expires()));
        } else {
            clock.putNull("lastProvenToken");
        }
        return clock;
    }

    private ArrayNode applicationIds() {
        ArrayNode all = NODES.arrayNode();
        observed.applicationIds()
                .forEach(id -> all.addObject().put("id", id).put("lastAccepted", ids.getOrDefault(id, "")));
        return all;
    }

    private ObjectNode signing() {
        ObjectNode signing = NODES.objectNode().put("now", keys.signingKey());
        Optional<Instant> from = keys.nextKeyFrom();
        Optional<String> next = keys.keys().stream()
                .filter(key -> key.getRole().equals("next"))
                .map(KeyView::getId)
                .findFirst();
        return signing.put("next", next.orElse(null))
                .put("from", from.map(StatusReport::text).orElse(null));
    }

    private ArrayNode keyViews() {
        ArrayNode all = NODES.arrayNode();
        String signing = keys.signingKey();
        keys.keys()
                .forEach(key -> all.addObject()
                        .put("role", key.getRole())
                        .put("key", key.notation())
                        .put("id", key.getId())
                        .put("thumbprint", key.getThumbprint())
                        .put("bits", key.getBits())
                        .put("notAfter", key.getNotAfter())
                        .put("daysLeft", key.getDaysLeft())
                        .put("certificate", key.getNotAfter() != null)
                        .put("signs", signs(key, signing)));
        return all;
    }

    private String signs(KeyView key, String signing) {
        if (key.getRole().equals("caller")) {
            return "";
        }
        if (key.getId().equals(signing)) {
            return "now";
        }
        return key.getRole().equals("next")
                ? keys.nextKeyFrom().map(from -> "from " + text(from)).orElse("")
                : "no more";
    }

    private ObjectNode callerKeys() {
        // Since the last fetch of a key set, or the last reading of pinned certificates.
        Duration age = keys.callerKeySetAge().orElseGet(() -> Duration.between(keys.loadedAt(), now));
        return NODES.objectNode()
                .put("source", facts.callerKeys())
                .put("fetched", keys.callerKeySetAge().isPresent())
                .put("usable", keys.usable())
                .put("ageSeconds", age.toSeconds())
                .put("age", span(age));
    }

    private ObjectNode replayStore() {
        ObjectNode store = NODES.objectNode().put("store", facts.replayStore());
        Optional<History.Asked> asked = history.storeAsked();
        store.put(
                "health",
                asked.map(question -> question.outcome().equals("failed") ? "failing" : "working")
                        .orElse("not asked yet"));
        store.put("lastAsked", asked.map(question -> text(question.at())).orElse(null));
        store.put("lastFailed", history.storeFailed().map(StatusReport::text).orElse(null));
        Stream.of("first", "used", "failed")
                .forEach(outcome -> store.put(outcome, metrics.total(Metric.REPLAY_STORE, outcome)));
        return store;
    }

    private ObjectNode totals(Metric metric, Outcome... outcomes) {
        ObjectNode totals = NODES.objectNode();
        Stream.of(outcomes).forEach(outcome -> totals.put(outcome.label(), metrics.total(metric, outcome.label())));
        return totals;
    }

    private ArrayNode hours() {
        ArrayNode all = NODES.arrayNode();
        for (History.Shown hour : history.day(now)) {
            ObjectNode counted = all.addObject().put("from", text(hour.from()));
            for (Outcome outcome : Outcome.values()) {
                counted.put(outcome.label(), hour.counts().getOrDefault(outcome, 0L));
            }
        }
        return all;
    }

    private static ArrayNode verdicts(List<Verdict> verdicts) {
        ArrayNode all = NODES.arrayNode();
        for (Verdict verdict : verdicts) {
            ObjectNode one = all.addObject()
                    .put("at", text(verdict.instant()))
                    .put("outcome", verdict.outcome().label())
                    .put("reason", verdict.reason().map(Reason::code).orElse(null))
                    .put(
                            "meaning",
                            verdict.reason()
                                    .map(reason -> StatusState.plain(reason.meaning()))
                                    .orElse(null))
                    .put(
                            "who",
                            verdict.reason()
                                    .map(reason -> reason.actor().label())
                                    .orElse(null))
                    .put(
                            "remedy",
                            verdict.reason()
                                    .map(reason -> StatusState.plain(reason.remedy()))
                                    .orElse(null))
                    .put("contract", verdict.contract())
                    .put("tenant", verdict.tenant().orElse(null))
                    .put("from", verdict.from())
                    .put("path", verdict.path());
            if (verdict.nanos() == Verdict.UNMEASURED) {
                one.putNull("milliseconds");
            } else {
                one.put("milliseconds", Math.round(verdict.nanos() / NANOS_PER_MILLI * 100) / 100.0);
            }
        }
        return all;
    }

    private ArrayNode settings() {
        ArrayNode all = NODES.arrayNode();
        facts.settings()
                .forEach(setting -> all.addObject()
                        .put("name", setting.name())
                        .put("value", setting.value())
                        .put("source", setting.source()));
        return all;
    }

    /** ISO 8601 in UTC, in whole seconds. */
    static String text(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    /** A duration by its two largest units. */
    static String span(Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        long minutes = seconds / 60;
        long hours = minutes / 60;
        if (hours >= 24) {
            return hours / 24 + " d " + hours % 24 + " h";
        }
        if (hours > 0) {
            return hours + " h " + minutes % 60 + " min";
        }
        return minutes > 0 ? minutes + " min " + seconds % 60 + " s" : seconds + " s";
    }
}
