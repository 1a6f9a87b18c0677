package org.erpconnector.auth.testkit;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The mother of caller tokens: one valid token, as SuperOffice makes it, and every way to change one thing of it. Signs
 * with nimbus or by hand, never with the library under test.
 */
public final class TestTokens {
    public static final String APPLICATION_ID = "6cf25376616343b38d14ddcd804f2891";
    public static final String NONCE = "0123456789ABCDEF0123456789ABCDEF";
    public static final String TENANT = "Cust12345";
    public static final Instant NOW = Instant.parse("2026-03-01T12:00:30Z");
    public static final String CONTEXT = "http://schemes.superoffice.net/identity/ctx";

    private TestTokens() {}

    /** The header of a valid token of this certificate, as JSON values by name. */
    public static Map<String, String> header(X509Certificate certificate) {
        Map<String, String> header = new LinkedHashMap<>();
        header.put("alg", "\"RS256\"");
        header.put("kid", "\"" + HexFormat.of().withUpperCase().formatHex(sha1(certificate)) + "\"");
        header.put("x5t", "\"" + Base64URL.encode(sha1(certificate)) + "\"");
        header.put("typ", "\"JWT\"");
        return header;
    }

    /** The claims of a valid token at {@link #NOW}, as JSON values by name. */
    public static Map<String, String> claims() {
        Map<String, String> claims = new LinkedHashMap<>();
        claims.put("sub", "\"" + TENANT + "\"");
        claims.put("nonce", "\"" + NONCE + "\"");
        claims.put(CONTEXT, "\"" + TENANT + "\"");
        claims.put("nbf", Long.toString(NOW.getEpochSecond() - 60));
        claims.put("exp", Long.toString(NOW.getEpochSecond() + 300));
        claims.put("iss", "\"SuperOffice AS\"");
        claims.put("aud", "\"spn:" + APPLICATION_ID + "\"");
        return claims;
    }

    /** A valid token. */
    public static String valid(TestKeys caller) {
        return signed(header(caller.certificate()), claims(), caller.pair().getPrivate());
    }

    /** A valid token with a nonce that no other one has, for whoever is asked more than once. */
    public static String fresh(TestKeys caller) {
        return withClaim(caller, "nonce", "\"" + freshNonce() + "\"");
    }

    /** 32 upper-case hexadecimal digits, as SuperOffice makes them. */
    public static String freshNonce() {
        return UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
    }

    /** A valid token but for one claim; null takes the claim out. */
    public static String withClaim(TestKeys caller, String name, String json) {
        Map<String, String> claims = claims();
        put(claims, name, json);
        return signed(header(caller.certificate()), claims, caller.pair().getPrivate());
    }

    /** A valid token but for one header member; null takes the member out. */
    public static String withHeader(TestKeys caller, String name, String json) {
        Map<String, String> header = header(caller.certificate());
        put(header, name, json);
        return signed(header, claims(), caller.pair().getPrivate());
    }

    /** Any header and claims, signed with SHA256withRSA whatever the header says. */
    public static String signed(Map<String, String> header, Map<String, String> claims, PrivateKey key) {
        return signedText(json(header), json(claims), key);
    }

    /** Any texts as header and claims. */
    public static String signedText(String header, String claims, PrivateKey key) {
        return signedBytes(header.getBytes(StandardCharsets.UTF_8), claims.getBytes(StandardCharsets.UTF_8), key);
    }

    /** Any bytes as header and claims. */
    public static String signedBytes(byte[] header, byte[] claims, PrivateKey key) {
        String input = Base64URL.encode(header) + "." + Base64URL.encode(claims);
        return input + "." + Base64URL.encode(rs256(input, key));
    }

    /** A valid token, signed correctly with another RSA algorithm of JOSE. */
    public static String withAlgorithm(TestKeys caller, JWSAlgorithm algorithm) {
        try {
            JWSHeader header = new JWSHeader.Builder(algorithm)
                    .keyID(HexFormat.of().withUpperCase().formatHex(sha1(caller.certificate())))
                    .build();
            String input = header.toBase64URL() + "." + Base64URL.encode(json(claims()));
            Base64URL signature =
                    new RSASSASigner(caller.pair().getPrivate()).sign(header, input.getBytes(StandardCharsets.UTF_8));
            return input + "." + signature;
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    public static byte[] rs256(String input, PrivateKey key) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update(input.getBytes(StandardCharsets.UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    public static String json(Map<String, String> members) {
        return members.entrySet().stream()
                .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static void put(Map<String, String> members, String name, String json) {
        if (json == null) {
            members.remove(name);
        } else {
            members.put(name, json);
        }
    }

    private static byte[] sha1(X509Certificate certificate) {
        try {
            return MessageDigest.getInstance("SHA-1").digest(certificate.getEncoded());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
