package org.erpconnector.auth.simulator;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Turns the progress of a walk into events for the page, with the messages as they are on the wire. */
final class BenchNarrator extends Narrator implements Wire {

    /** Messages are truncated to so many characters. */
    private static final int MOST_SHOWN = 20_000;

    private final BenchLog log;
    private int step;
    private boolean failed;
    private int calls;
    private int polls;
    private Optional<HttpMessage> handshake = Optional.empty();
    private Optional<HttpMessage> asked = Optional.empty();
    private Optional<HttpReply> reply = Optional.empty();

    BenchNarrator(BenchLog log) {
        super(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
        this.log = log;
    }

    /** The last request of step 2. */
    synchronized Optional<HttpMessage> handshake() {
        return handshake;
    }

    /** The reply to the last request. */
    synchronized Optional<HttpReply> reply() {
        return reply;
    }

    @Override
    void title(String text) {}

    @Override
    synchronized void step(int number, String who, String what) {
        close();
        step = number;
        failed = false;
        log.add("step", Map.of("n", number, "state", "running", "who", who, "what", what));
    }

    @Override
    synchronized void failed(int number, String who, String what) {
        step(number, who, what);
        failed = true;
    }

    @Override
    synchronized void skipped(int number, String who, String what) {
        close();
        step = 0;
        log.add("step", Map.of("n", number, "state", "skipped", "who", who, "what", what));
    }

    /** Ends the current step. */
    synchronized void close() {
        if (step > 0) {
            log.add("step", Map.of("n", step, "state", failed ? "failed" : "ok"));
            step = 0;
        }
    }

    @Override
    synchronized void detail(String text) {
        log.add("detail", Map.of("n", step, "text", text));
    }

    @Override
    synchronized void check(Check check) {
        failed |= !check.passed();
        log.add("check", Map.of("n", step, "rule", check.rule(), "passed", check.passed(), "finding", check.finding()));
    }

    @Override
    synchronized void operation(int number, String name, String outcome) {
        Map<String, Object> event = new LinkedHashMap<>(Map.of("number", number, "name", name, "outcome", outcome));
        event.put("state", "ok");
        wire(event);
        if (name.equals(ErpOperation.GET_ACTORS_BY_TIMESTAMP.wireName()) && polls > 0) {
            event.put("number", polls++);
            log.add("poll", event);
        } else {
            log.add("operation", event);
        }
    }

    /** From now on polls are events of their own type. */
    synchronized void polling() {
        polls = 1;
    }

    /** The last operation failed. */
    synchronized void broken(String name, String sentence) {
        Map<String, Object> event = new LinkedHashMap<>(Map.of("number", calls, "name", name, "outcome", sentence));
        event.put("state", "failed");
        wire(event);
        log.add("operation", event);
    }

    private void wire(Map<String, Object> event) {
        asked.ifPresent(message -> event.put("request", request(message)));
        reply.ifPresent(answer -> event.put("reply", reply(answer)));
    }

    @Override
    synchronized void note(String text) {
        log.add("note", Map.of("text", text));
    }

    /** Not shown: the verdict has it. */
    @Override
    void result(String text) {}

    @Override
    public synchronized void sent(HttpMessage message) {
        asked = Optional.of(message);
        handshake = step == 2 ? asked : handshake;
        reply = Optional.empty();
        calls++;
        String action = message.headers().getOrDefault("SOAPAction", "").replace("\"", "");
        String name = action.substring(action.lastIndexOf('/') + 1);
        if (step == 0 && polls == 0) {
            log.add("operation", Map.of("number", calls, "name", name, "outcome", "", "state", "running"));
        } else if (step > 0) {
            log.add("request", Map.of("n", step, "request", request(message)));
        }
    }

    @Override
    public synchronized void came(HttpReply answer) {
        reply = Optional.of(answer);
        if (step > 0) {
            log.add("reply", Map.of("n", step, "reply", reply(answer)));
        }
    }

    private static Map<String, Object> request(HttpMessage message) {
        String body = message.text();
        return Map.of(
                "method",
                message.method(),
                "headers",
                message.headers(),
                "body",
                shortened(body),
                "whole",
                body.length() <= MOST_SHOWN);
    }

    private static Map<String, Object> reply(HttpReply answer) {
        return Map.of(
                "status",
                answer.status(),
                "headers",
                Map.of("Content-Type", answer.contentType()),
                "millis",
                answer.millis(),
                "body",
                shortened(ReplyFacts.text(answer)) + (answer.truncated() ? "\n(more was not read)" : ""));
    }

    private static String shortened(String text) {
        return text.length() <= MOST_SHOWN
                ? text
                : text.substring(0, MOST_SHOWN) + "\n(and " + (text.length() - MOST_SHOWN) + " characters more)";
    }
}
