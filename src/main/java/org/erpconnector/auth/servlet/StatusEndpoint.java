package org.erpconnector.auth.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.erpconnector.auth.config.Secret;
import org.erpconnector.auth.config.Setting;
import org.erpconnector.auth.config.SettingShown;
import org.erpconnector.auth.config.SettingValues;
import org.erpconnector.auth.message.HandshakeReply;
import org.erpconnector.auth.observe.Observation;
import org.erpconnector.auth.observe.SettingView;
import org.erpconnector.auth.observe.StatusFacts;
import org.erpconnector.auth.observe.StatusPage;
import org.jspecify.annotations.Nullable;

/**
 * Answers requests for the status page. What is asked of calls is not asked of it: it is no call of SuperOffice's, and has
 * its own lock. Its path is the whole one, without the secret segment of the registered URL, which has no place in a browser's
 * history. Safe for use by several threads.
 *
 * @param path where it is, inside the web application
 * @param access who may see it
 * @param page makes it; empty before the filter has begun
 * @param contentSecurityPolicy of the page
 */
record StatusEndpoint(
        String path, StatusAccess access, Supplier<Optional<StatusPage>> page, String contentSecurityPolicy) {
    private static final String TEXT = "text/plain; charset=utf-8";
    private static final String JSON = "application/json";
    private static final String UNKNOWN_VERSION = "unknown: it does not run from its jar";

    /** What every answer has: nothing of it is kept, guessed at or shown inside a page of somebody else's. */
    private static final Map<String, String> HEADERS = Map.of(
            "Cache-Control",
            "no-store",
            "X-Content-Type-Options",
            "nosniff",
            "Content-Security-Policy",
            "default-src 'none'; frame-ancestors 'none'",
            "Cross-Origin-Resource-Policy",
            "same-origin",
            "Referrer-Policy",
            "no-referrer",
            "Vary",
            "Accept, Authorization, Cookie");

    /**
     * What the settings ask for.
     *
     * @return null: there is no status page, and nothing is remembered for it
     */
    static @Nullable StatusEndpoint of(SettingValues settings, Observation observation, HandshakeLog log) {
        Optional<String> path = settings.get(Setting.STATUS_PATH);
        if (path.isEmpty()) {
            return null;
        }
        observation.remember();
        StatusFacts facts = facts(settings);
        return new StatusEndpoint(
                path.get(),
                new StatusAccess(
                        settings.get(Setting.STATUS_ROLE),
                        settings.get(Setting.STATUS_PASSWORD).map(Secret::reveal),
                        log,
                        System::nanoTime),
                () -> observation.status(facts),
                // Now, so that a jar without the page is a fault of the start.
                StatusPage.contentSecurityPolicy());
    }

    private static StatusFacts facts(SettingValues settings) {
        return new StatusFacts(
                Optional.ofNullable(StatusEndpoint.class.getPackage().getImplementationVersion())
                        .orElse(UNKNOWN_VERSION),
                settings.shown().stream()
                        .filter(setting -> setting.name().equals(Setting.CALLER_KEYS.key()))
                        .map(SettingShown::value)
                        .findFirst()
                        .orElse(""),
                settings.get(Setting.REPLAY_STORE).label(),
                settings.get(Setting.CLOCK_SKEW),
                settings.shown().stream()
                        .map(setting -> new SettingView(setting.name(), setting.value(), setting.source()))
                        .toList());
    }

    /** Whether a request is for it; one that the server or the connector has dispatched is not. */
    boolean isAt(ServletHead head) {
        return head.wholePath().equals(path) && head.request().getDispatcherType() == DispatcherType.REQUEST;
    }

    /**
     * Answers.
     *
     * @return empty: the connector is to answer, as if there was nothing here
     */
    Optional<HandshakeReply> answer(HttpServletRequest request) {
        return switch (access.judge(request)) {
            case SHOWN -> Optional.of(shown(request));
            case CHALLENGED ->
                Optional.of(refusal(
                        401,
                        "The status page needs its password.",
                        "WWW-Authenticate",
                        "Basic realm=\"erp-connector-auth status\", charset=\"UTF-8\""));
            case NOT_PRIVATE ->
                Optional.of(
                        new HandshakeReply(
                                403,
                                TEXT,
                                HEADERS,
                                "The status page is shown over HTTPS, or to this machine itself without a proxy in between.\n"));
            case TOO_MANY_GUESSES ->
                Optional.of(refusal(429, "Too many wrong passwords. Come again in a minute.", "Retry-After", "60"));
            case PASSED -> Optional.empty();
        };
    }

    private HandshakeReply shown(HttpServletRequest request) {
        String method = request.getMethod();
        if (!method.equals("GET") && !method.equals("HEAD")) {
            return refusal(405, "The status page has GET and HEAD only.", "Allow", "GET, HEAD");
        }
        Optional<StatusPage> made = page.get();
        if (made.isEmpty()) {
            return refusal(503, "The filter has not begun, or has ended.", "Retry-After", "30");
        }
        if (asksForJson(request)) {
            return new HandshakeReply(200, JSON, HEADERS, made.get().json());
        }
        return new HandshakeReply(
                200,
                "text/html; charset=utf-8",
                with("Content-Security-Policy", contentSecurityPolicy),
                made.get().html());
    }

    private static boolean asksForJson(HttpServletRequest request) {
        String accept = request.getHeader("Accept");
        return "format=json".equals(request.getQueryString())
                || (accept != null && accept.contains(JSON) && !accept.contains("text/html"));
    }

    private static HandshakeReply refusal(int status, String sentence, String header, String value) {
        return new HandshakeReply(status, TEXT, with(header, value), sentence + "\n");
    }

    private static Map<String, String> with(String header, String value) {
        Map<String, String> headers = new HashMap<>(HEADERS);
        headers.put(header, value);
        return headers;
    }
}
