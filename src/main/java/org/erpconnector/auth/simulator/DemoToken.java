package org.erpconnector.auth.simulator;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Verifies callers' tokens for the demo connector, and signs its replies. */
final class DemoToken {

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("uuuuMMddHHmm", Locale.ROOT);
    private static final Set<String> HEADER = Set.of("alg", "kid", "x5t", "typ");
    private static final int LONGEST = 8192;
    private static final int SKEW_SECONDS = 60;
    private static final int LONGEST_LIFE_SECONDS = 3600;
    private static final int MOST_NONCES = 100_000;

    private final String applicationId;
    private final RsaIdentity key;
    private final RSAPublicKey caller;
    private final String thumbprint;
    private final Clock clock;
    // Nonces, each with the exp of its token.
    private final Map<String, Long> used = new LinkedHashMap<>();

    /**
     * The verdict on a token.
     *
     * @param reply the application token, if it is accepted
     * @param jwt the reply as a JWT, if it is accepted
     * @param reason why it is refused; empty if it is accepted
     */
    record Verdict(Optional<String> reply, Optional<String> jwt, String reason) {}

    /** The token is refused; the message says why. */
    private static final class Refused extends Exception {
        Refused(String reason) {
            super(reason);
        }
    }

    DemoToken(String applicationId, RsaIdentity key, X509Certificate caller, Clock clock) {
        this.applicationId = applicationId;
        this.key = key;
        this.caller = (RSAPublicKey) caller.getPublicKey();
        this.thumbprint = thumbprint(caller);
        this.clock = clock;
    }

    Verdict judge(String token) {
        try {
            Map<String, @Nullable Object> claims = verified(token);
            String nonce = String.valueOf(claims.get("nonce"));
            return new Verdict(Optional.of(applicationToken(nonce)), Optional.of(jwt(claims)), "");
        } catch (Refused e) {
            return new Verdict(Optional.empty(), Optional.empty(), String.valueOf(e.getMessage()));
        }
    }

    private Map<String, @Nullable Object> verified(String token) throws Refused {
        String unproven = "Failed to validate authentication request";
        demand(
                token.length() <= LONGEST && token.matches("[0-9A-Za-z_-]+\\.[0-9A-Za-z_-]+\\.[0-9A-Za-z_-]+"),
                unproven);
        String[] parts = token.split("\\.", -1);
        Map<String, @Nullable Object> header = members(parts[0], unproven);
        demand(
                "RS256".equals(header.get("alg"))
                        && HEADER.containsAll(header.keySet())
                        && names(header, "kid", thumbprint)
                        && names(
                                header,
                                "x5t",
                                Base64URL.encode(HexFormat.of().parseHex(thumbprint))
                                        .toString()),
                unproven);
        Base64URL signature = new Base64URL(parts[2]);
        demand(Base64URL.encode(signature.decode()).equals(signature), unproven);
        try {
            byte[] signed = (parts[0] + "." + parts[1]).getBytes(US_ASCII);
            demand(new RSASSAVerifier(caller).verify(new JWSHeader(JWSAlgorithm.RS256), signed, signature), unproven);
        } catch (JOSEException e) {
            throw new Refused(unproven);
        }
        Map<String, @Nullable Object> claims = members(parts[1], "The claims are no JSON object");
        judge(claims);
        return claims;
    }

    private static boolean names(Map<String, @Nullable Object> header, String hint, String expected) {
        Object given = header.getOrDefault(hint, expected);
        return given instanceof String text
                && (text.equals(expected) || (hint.equals("kid") && text.equalsIgnoreCase(expected)));
    }

    private void judge(Map<String, @Nullable Object> claims) throws Refused {
        demand(CallerToken.ISSUER.equals(claims.get("iss")), "Another issuer");
        demand(("spn:" + applicationId).equals(claims.get("aud")), "Wrong audience");
        Object tenant = claims.get("sub");
        demand(
                tenant instanceof String name
                        && name.matches("Cust[0-9]{1,10}")
                        && name.equals(claims.get(TokenDraft.CONTEXT_CLAIM)),
                "No tenant");
        long now = clock.instant().getEpochSecond();
        long exp = second(claims, "exp");
        long nbf = second(claims, "nbf");
        demand(exp > now - SKEW_SECONDS, "The token has expired");
        demand(nbf <= now + SKEW_SECONDS, "The token is not yet valid");
        // A difference of the two could overflow; nbf is at most the near future here.
        demand(nbf < exp && exp <= nbf + LONGEST_LIFE_SECONDS, "The token is valid for too long, or never");
        demand(
                claims.get("nonce") instanceof String nonce && nonce.matches("[0-9A-Fa-f]{32}"),
                "Failed to retrieve nonce");
        demand(isNew(String.valueOf(claims.get("nonce")), exp, now), "The token has been used before: a replay");
    }

    private static long second(Map<String, @Nullable Object> claims, String name) throws Refused {
        if (claims.get(name) instanceof Long second) {
            return second;
        }
        throw new Refused("The token has no " + name);
    }

    private synchronized boolean isNew(String nonce, long until, long now) {
        used.values().removeIf(end -> end < now - SKEW_SECONDS);
        return used.size() < MOST_NONCES && used.putIfAbsent(nonce, until) == null;
    }

    private static Map<String, @Nullable Object> members(String part, String otherwise) throws Refused {
        try {
            Map<String, @Nullable Object> members =
                    JSONObjectUtils.parse(new String(new Base64URL(part).decode(), UTF_8));
            demand(members != null, otherwise);
            return members == null ? Map.of() : members;
        } catch (ParseException e) {
            throw new Refused(otherwise);
        }
    }

    private static void demand(boolean holds, String otherwise) throws Refused {
        if (!holds) {
            throw new Refused(otherwise);
        }
    }

    private String applicationToken(String nonce) {
        String signed = nonce + "." + MINUTE.format(clock.instant().atOffset(ZoneOffset.UTC));
        // Standard base64 with padding, unlike a JWT's base64url.
        byte[] signature = signature(signed).decode();
        return signed + "." + Base64.getEncoder().encodeToString(signature);
    }

    private String jwt(Map<String, @Nullable Object> claims) {
        long now = clock.instant().getEpochSecond();
        Map<String, @Nullable Object> reply = new LinkedHashMap<>();
        reply.put("iss", "spn:" + applicationId);
        reply.put("aud", claims.get("iss"));
        reply.put("sub", claims.get("sub"));
        reply.put("nonce", claims.get("nonce"));
        reply.put("iat", now);
        reply.put("nbf", now);
        reply.put("exp", now + 300);
        String signed = Base64URL.encode("{\"alg\":\"RS256\",\"typ\":\"JWT\"}") + "."
                + Base64URL.encode(JSONObjectUtils.toJSONString(reply));
        return signed + "." + signature(signed);
    }

    private Base64URL signature(String text) {
        try {
            return new RSASSASigner(key.privateKey()).sign(new JWSHeader(JWSAlgorithm.RS256), text.getBytes(UTF_8));
        } catch (JOSEException e) {
            throw new IllegalStateException("this Java cannot sign with a key that it has made", e);
        }
    }

    private static String thumbprint(X509Certificate certificate) {
        try {
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded()));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }
}
