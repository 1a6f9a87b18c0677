package org.erpconnector.auth.simulator;

import com.nimbusds.jose.JWSObject;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Judges a reply that is a signed JWT (RFC 7519, compact JWS of RFC 7515): signed with RS256 by the application's key,
 * iss the application, aud the issuer of our token, sub our tenant, our nonce, valid now.
 */
final class SignedJwtJudge implements ReplyJudge {

    /** The default of .NET's token validation. */
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
        if (!replyToken.matches("[0-9A-Za-z_.-]*")) {
            // RFC 7515, section 2. The library ignores other characters.
            return List.of(Check.failed(form, "a part of it is not base64url without padding"));
        }
        try {
            // The signing input is the text as it came, whatever the header says (RFC 7797).
            byte[] signed = replyToken.substring(0, replyToken.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
            return judge(form, signed, JWSObject.parse(replyToken), sent, now);
        } catch (ParseException e) {
            return List.of(Check.failed(form, Shown.cause(e)));
        }
    }

    private List<Check> judge(String form, byte[] signed, JWSObject reply, CallerToken sent, Instant now) {
        Map<String, @Nullable Object> claims = reply.getPayload().toJSONObject();
        if (claims == null) {
            return List.of(Check.failed(form, "its payload is no JSON object"));
        }
        List<Check> checks = new ArrayList<>();
        checks.add(Check.ok(form));
        String algorithm = reply.getHeader().getAlgorithm().getName();
        checks.add(Check.of("its algorithm is RS256", "RS256".equals(algorithm), "it is " + shown(algorithm)));
        checks.add(Check.of(
                "it demands no extension",
                reply.getHeader().getCriticalParams() == null,
                "its header has crit (RFC 7515, 4.1.11)"));
        checks.add(ReplyJudge.signature(
                applicationKey, signed, reply.getSignature().decode()));
        checks.add(claim(claims, "iss", "spn:" + applicationId, "the application"));
        checks.add(audience(claims, sent.issuer()));
        checks.add(claim(claims, "sub", sent.tenant(), "the tenant"));
        checks.add(Check.of(
                "nonce is the one sent", sent.nonce().equals(claims.get("nonce")), "it is another one, or none"));
        long tolerance = CLOCKS_MAY_DIFFER.toSeconds();
        long second = now.getEpochSecond();
        checks.add(time(claims, "nbf", "is not in the future", nbf -> nbf <= second + tolerance, second));
        checks.add(time(claims, "exp", "is not in the past", exp -> exp > second - tolerance, second));
        return List.copyOf(checks);
    }

    private static Check claim(Map<String, @Nullable Object> claims, String name, String expected, String meaning) {
        Object value = claims.get(name);
        return Check.of(
                name + " is " + Shown.text(expected) + ", " + meaning, expected.equals(value), "it is " + shown(value));
    }

    /** RFC 7519, section 4.1.3: one string, or an array that holds it. */
    private static Check audience(Map<String, @Nullable Object> claims, String issuer) {
        Object value = claims.get("aud");
        boolean ours = issuer.equals(value) || (value instanceof List<?> several && several.contains(issuer));
        return Check.of("aud is " + Shown.text(issuer) + ", the issuer of our token", ours, "it is " + shown(value));
    }

    private static Check time(
            Map<String, @Nullable Object> claims, String name, String rule, Predicate<Long> holds, long now) {
        Object value = claims.get(name);
        if (!(value instanceof Number number)) {
            return Check.failed(name + " " + rule, value == null ? "it is missing" : "it is no number");
        }
        long second = number.longValue();
        return Check.of(
                name + " " + rule, holds.test(second), "it is " + Math.abs(second - now) + " s away: wrong clock");
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "missing" : "[" + Shown.text(value.toString()) + "]";
    }
}
