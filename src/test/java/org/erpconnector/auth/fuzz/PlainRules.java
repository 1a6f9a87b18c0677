package org.erpconnector.auth.fuzz;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.erpconnector.auth.testkit.TestTokens;

/**
 * The rules of a caller token once more, in the plainest words, on JSON as an ordinary reader takes it: for whatever the
 * verifier accepts they must hold.
 */
final class PlainRules {
    private static final Set<String> HEADER = Set.of("alg", "kid", "x5t", "typ");
    private static final long NOW = TestTokens.NOW.getEpochSecond();
    private static final long SKEW = 60;

    private PlainRules() {}

    static boolean headerHolds(String json, JsonNode genuine) {
        JsonNode header = tree(json);
        return names(header).allMatch(HEADER::contains)
                && header.path("alg").asText().equals("RS256")
                && (!header.has("typ") || lower(header, "typ").equals("jwt"))
                && (!header.has("kid")
                        || lower(header, "kid").equals(lower(genuine, "kid"))
                        || header.path("kid").equals(genuine.path("x5t")))
                && (!header.has("x5t") || header.path("x5t").equals(genuine.path("x5t")));
    }

    static boolean claimsHold(String json) {
        JsonNode claims = tree(json);
        long notBefore = claims.path("nbf").asLong();
        long expiry = claims.path("exp").asLong();
        return claims.path("iss").asText().equals("SuperOffice AS")
                && lower(claims, "aud").equals("spn:" + TestTokens.APPLICATION_ID)
                && claims.path("nbf").isIntegralNumber()
                && claims.path("exp").isIntegralNumber()
                && notBefore > 0
                && notBefore <= NOW + SKEW
                && expiry + SKEW >= NOW
                && expiry > notBefore
                && expiry - notBefore <= 3600
                && (!claims.has("iat") || claims.path("iat").asLong() <= NOW + SKEW)
                && nonce(json).matches("[0-9A-Fa-f]{32}")
                && List.of(TestTokens.CONTEXT, "sub").stream()
                        .filter(claims::has)
                        .map(name -> claims.path(name).textValue())
                        .allMatch(Predicate.isEqual(tenant(json)));
    }

    static String nonce(String json) {
        return tree(json).path("nonce").asText();
    }

    static String tenant(String json) {
        JsonNode claims = tree(json);
        return claims.path(claims.has(TestTokens.CONTEXT) ? TestTokens.CONTEXT : "sub")
                .asText();
    }

    /** JSON whose bytes are the characters of a text. */
    static JsonNode tree(String latin) {
        try {
            return new ObjectMapper()
                    .readTree(new String(latin.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8));
        } catch (JsonProcessingException e) {
            throw new AssertionError("accepted, and no JSON", e);
        }
    }

    private static Stream<String> names(JsonNode object) {
        return StreamSupport.stream(((Iterable<String>) object::fieldNames).spliterator(), false);
    }

    private static String lower(JsonNode object, String name) {
        return object.path(name).asText().toLowerCase(Locale.ROOT);
    }
}
