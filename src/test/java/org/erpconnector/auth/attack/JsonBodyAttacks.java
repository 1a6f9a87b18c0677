package org.erpconnector.auth.attack;

import static org.erpconnector.auth.attack.Expected.accepted;
import static org.erpconnector.auth.attack.Expected.passed;
import static org.erpconnector.auth.attack.Expected.refused;
import static org.erpconnector.auth.attack.Expected.unreadable;
import static org.erpconnector.auth.attack.Forms.AUTHENTICATE;
import static org.erpconnector.auth.attack.Forms.SERVICE;
import static org.erpconnector.auth.attack.Forms.post;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Group 13: the HTTP contract's JSON. */
final class JsonBodyAttacks {
    private static final String UNREADABLE = "json-unreadable";
    private static final String JSON = "Content-Type: application/json";

    private final AttackKeys keys;

    JsonBodyAttacks(AttackKeys keys) {
        this.keys = keys;
    }

    Stream<Attack> all() {
        return Stream.of(names(), values(), texts(), types(), elsewhere()).flatMap(group -> group);
    }

    private static Attack json(String row, String name, String body, Expected expected) {
        return post(row, name, "", AUTHENTICATE, JSON, body, expected);
    }

    private String member() {
        return "\"SignedToken\":\"" + keys.valid() + "\"";
    }

    private Stream<Attack> names() {
        String lower = "\"signedToken\":\"" + keys.valid() + "\"";
        Stream<Attack> wrong = Stream.of(
                        "{" + member() + "," + member() + "}",
                        "{" + lower + "}",
                        "{" + member() + "," + lower + "}",
                        "{\"x\":{" + member() + "}}")
                .map(body -> json("B01", body.length() + " characters", body, unreadable(UNREADABLE)));
        return Stream.concat(
                wrong, Stream.of(json("B01", "another member beside it", "{" + member() + ",\"x\":1}", accepted())));
    }

    private Stream<Attack> values() {
        return Stream.concat(
                Stream.of("5", "{}", "[]", "null", "true", "[\"" + keys.valid() + "\"]")
                        .map(value -> json(
                                "B02",
                                value.substring(0, Math.min(4, value.length())),
                                "{\"SignedToken\":" + value + "}",
                                unreadable(UNREADABLE))),
                Stream.of(
                        json(
                                "B02",
                                "1 MB",
                                "{\"SignedToken\":\"" + "x".repeat(1_000_000) + "\"}",
                                unreadable("message-too-large", 413)),
                        json("B02", "empty", "{\"SignedToken\":\"\"}", refused("token-missing")),
                        json(
                                "B02",
                                "50 KB",
                                "{\"SignedToken\":\"" + "x".repeat(50_000) + "\"}",
                                refused("token-malformed"))));
    }

    private Stream<Attack> texts() {
        String good = "{" + member() + "}";
        Stream<Attack> loose = Stream.of(
                        good + "x",
                        good + good,
                        good + " ]",
                        "\uFEFF" + good,
                        "/**/" + good,
                        good.replace('"', '\''),
                        good.replace("}", ",}"),
                        good.replace("}", ",\"x\":" + "9".repeat(20_000) + "}"),
                        good.replace("}", ",\"x\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}"),
                        "[" + good + "]",
                        "null",
                        "",
                        "[".repeat(60_000))
                .map(body -> json("B03", body.length() + " characters", body, unreadable(UNREADABLE)));
        byte[] wide = good.getBytes(StandardCharsets.UTF_16);
        return Stream.concat(
                loose, Stream.of(post("B03", "UTF-16", "", AUTHENTICATE, JSON, wide, unreadable(UNREADABLE))));
    }

    private Stream<Attack> types() {
        String good = "{" + member() + "}";
        Stream<Attack> others = Stream.of(
                        "Content-Type: text/plain", "Content-Type: application/x-www-form-urlencoded", "X: y")
                .map(type -> post("B04", type, "", AUTHENTICATE, type, good, passed()));
        String envelope = Forms.envelope("", Forms.question(keys.valid()));
        return Stream.concat(
                others,
                Stream.of(
                        post(
                                "B05",
                                "JSON as SOAP",
                                "",
                                SERVICE,
                                Forms.TEXT_XML,
                                good,
                                unreadable("envelope-unreadable")),
                        post("B05", "SOAP as JSON", "", AUTHENTICATE, JSON, envelope, unreadable(UNREADABLE))));
    }

    private Stream<Attack> elsewhere() {
        String token = keys.valid();
        String callback = post(
                        "", "", "", AUTHENTICATE + "?callback=steal", JSON + "\r\nAccept: text/html", "", accepted())
                .head();
        String body = "{" + member() + "}";
        return Stream.of(
                post(
                        "B06",
                        "in the query",
                        "",
                        SERVICE + "?SignedToken=" + token,
                        "Content-Type: text/plain",
                        "x",
                        passed()),
                post(
                        "B06",
                        "in Authorization",
                        "",
                        SERVICE,
                        "Content-Type: text/plain\r\nAuthorization: Bearer " + token,
                        "x",
                        passed()),
                Forms.raw(
                        "B07",
                        "callback",
                        callback.replace("Content-Length: 0", "Content-Length: " + body.length()),
                        body,
                        accepted()));
    }
}
