package org.erpconnector.auth.core;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.erpconnector.auth.reason.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What a JOSE header may say, and which of the caller's keys it points at. A header is the sender's word before anything
 * is proven: it may select among keys that we have, never bring one (jwk, x5c), name a place of one (jku, x5u), or
 * change how the token is read (crit, b64, zip, cty).
 */
final class HeaderRules {
    private static final Set<String> ALLOWED = Set.of("alg", "kid", "x5t", "x5t#S256", "typ");
    private static final List<String> HINTS = List.of("kid", "x5t", "x5t#S256");
    private static final int LONGEST_SHOWN = 64;

    private HeaderRules() {}

    static CallerKey select(JsonNode header, CallerKeys callers, VerificationObserver observer)
            throws TokenRejectedException {
        checkMembers(header);
        observer.holds(
                TokenRule.HEADER,
                () -> header.properties().stream().map(Map.Entry::getKey).collect(Collectors.joining(", ")));
        // RFC 8725 section 3.1: the algorithm is ours to choose, the header may only agree. Case matters (RFC 7515
        // 4.1.1).
        if (!"RS256".equals(text(header, "alg"))) {
            throw new TokenRejectedException(Reason.ALGORITHM_NOT_ALLOWED, "alg is not RS256");
        }
        observer.holds(TokenRule.ALGORITHM, () -> "RS256");
        CallerKey key = callers.select(text(header, "kid"), text(header, "x5t"), text(header, "x5t#S256"));
        observer.holds(TokenRule.KEY, () -> hints(header) + " key " + key.id());
        return key;
    }

    private static void checkMembers(JsonNode header) throws TokenRejectedException {
        for (Map.Entry<String, JsonNode> member : header.properties()) {
            if (!ALLOWED.contains(member.getKey())) {
                throw new TokenRejectedException(
                        Reason.HEADER_NOT_ALLOWED, "header member [" + shown(member.getKey()) + "]");
            }
            // Libraries take an object, an empty array or null as if the member were absent. alg has a rule of its own.
            boolean text = member.getValue().isTextual()
                    && !member.getValue().textValue().isEmpty();
            if (!text && !member.getKey().equals("alg")) {
                throw new TokenRejectedException(
                        Reason.HEADER_NOT_ALLOWED, "header member [" + member.getKey() + "] is no text");
            }
        }
        String type = text(header, "typ");
        if (!(type == null || Ascii.equalsIgnoreCase(type, "JWT"))) {
            throw new TokenRejectedException(Reason.HEADER_NOT_ALLOWED, "typ is not JWT");
        }
    }

    private static String hints(JsonNode header) {
        List<String> given = HINTS.stream().filter(header::has).toList();
        return switch (given.size()) {
            case 0 -> "none, and there is one key alone:";
            case 1 -> given.get(0) + " names";
            default -> String.join(" and ", given) + " name";
        };
    }

    private static @Nullable String text(JsonNode header, String name) {
        JsonNode value = header.get(name);
        return value == null ? null : value.textValue();
    }

    static String shown(@Nullable String value) {
        if (value == null) {
            return "-";
        }
        return value.length() <= LONGEST_SHOWN ? value : value.substring(0, LONGEST_SHOWN) + "...";
    }
}
