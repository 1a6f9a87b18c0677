package org.erpconnector.auth.simulator;

import java.math.BigDecimal;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Judges a reply that is a signed JWT (RFC 7519 in compact JWS, RFC 7515): RS256 with the application's key, made by the
 * application for the issuer of our token, about our tenant, with our nonce, and valid now.
 */
final class SignedJwtJudge implements ReplyJudge {

    /** What .NET's token validation allows unless told otherwise. */
    private static final Duration CLOCKS_MAY_DIFFER = Duration.ofMinutes(5);

    private final RSAPublicKey applicationKey;
    private final String applicationId;

    SignedJwtJudge(RSAPublicKey applicationKey, String applicationId) {
        this.applicationKey = applicationKey;
        this.applicationId = applicationId;
    }

    @Override
    public List<Check> judge(String replyToken, CallerToken sent, Instant now) {
        String form = "the reply is a signed JWT of three parts";
        String[] parts = replyToken.split("\\.", -1);
        if (parts.length != 3) {
            return List.of(Check.failed(form, "it has " + parts.length + " parts"));
        }
        if (parts[1].matches("[0-9]{12}")) {
            return List.of(
                    Check.failed(form, "it is an application token; if that is meant, say --reply application-token"));
        }
        try {
            return judge(form, replyToken.substring(0, replyToken.lastIndexOf('.')), new Parts(parts), sent, now);
        } catch (MalformedException e) {
            return List.of(Check.failed(form, Shown.cause(e)));
        }
    }

    private List<Check> judge(String form, String signed, Parts parts, CallerToken sent, Instant now) {
        List<Check> checks = new ArrayList<>();
        checks.add(Check.ok(form));
        Object algorithm = parts.header.get("alg");
        checks.add(Check.of("its algorithm is RS256", "RS256".equals(algorithm), "it is " + shown(algorithm)));
        checks.add(Check.of(
                "it demands no extension",
                !parts.header.containsKey("crit"),
                "its header has crit (RFC 7515, 4.1.11)"));
        checks.add(ReplyJudge.signature(applicationKey, signed, parts.signature));
        checks.add(claim(parts, "iss", "spn:" + applicationId, "the application"));
        checks.add(audience(parts, sent.issuer()));
        checks.add(claim(parts, "sub", sent.tenant(), "the tenant"));
        checks.add(Check.of(
                "nonce is the one sent", sent.nonce().equals(parts.claims.get("nonce")), "it is another one, or none"));
        long tolerance = CLOCKS_MAY_DIFFER.toSeconds();
        long second = now.getEpochSecond();
        checks.add(time(parts, "nbf", "is not in the future", nbf -> nbf <= second + tolerance, second));
        checks.add(time(parts, "exp", "is not in the past", exp -> exp > second - tolerance, second));
        return List.copyOf(checks);
    }

    private static Check claim(Parts parts, String name, String expected, String meaning) {
        Object value = parts.claims.get(name);
        return Check.of(
                name + " is " + Shown.text(expected) + ", " + meaning, expected.equals(value), "it is " + shown(value));
    }

    /** RFC 7519, section 4.1.3: one string, or an array that holds it. */
    private static Check audience(Parts parts, String issuer) {
        Object value = parts.claims.get("aud");
        boolean ours = issuer.equals(value) || (value instanceof List<?> several && several.contains(issuer));
        return Check.of("aud is " + Shown.text(issuer) + ", the issuer of our token", ours, "it is " + shown(value));
    }

    private static Check time(Parts parts, String name, String rule, Predicate<Long> holds, long now) {
        Object value = parts.claims.get(name);
        if (!(value instanceof BigDecimal number)) {
            return Check.failed(name + " " + rule, value == null ? "it is missing" : "it is no number");
        }
        long second = number.longValue();
        return Check.of(
                name + " " + rule, holds.test(second), "it is " + Math.abs(second - now) + " s away: wrong clock");
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "missing" : "[" + Shown.text(value.toString()) + "]";
    }

    /** The three parts, decoded. */
    private static final class Parts {
        final Map<String, @Nullable Object> header;
        final Map<String, @Nullable Object> claims;
        final byte[] signature;

        Parts(String[] parts) throws MalformedException {
            header = Json.object(decoded(parts[0]));
            claims = Json.object(decoded(parts[1]));
            signature = decoded(parts[2]);
        }

        private static byte[] decoded(String part) throws MalformedException {
            // RFC 7515, section 2: base64url without padding
            if (!part.matches("[0-9A-Za-z_-]*")) {
                throw new MalformedException("a part of it is not base64url without padding");
            }
            try {
                return Base64.getUrlDecoder().decode(part);
            } catch (IllegalArgumentException e) {
                throw new MalformedException("a part of it is not base64url", e);
            }
        }
    }
}
