package org.erpconnector.auth.simulator;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACVerifier;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.util.Base64URL;
import com.nimbusds.jose.util.JSONObjectUtils;
import com.nimbusds.jose.util.X509CertUtils;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.interfaces.RSAPublicKey;
import java.text.ParseException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.erpconnector.auth.simulator.FakeConnector.Response;

/** The token half of {@link StubConnector}. */
final class StubToken {

    private static final String CONTEXT = "http://schemes.superoffice.net/identity/ctx";
    private static final int LONGEST = 8192;
    private static final long SKEW = 60;

    private final Set<Fault> faults;
    private final String applicationId;
    private final RsaIdentity caller;
    private final RsaIdentity application;
    private final RsaIdentity foreign;
    private final Set<String> used = ConcurrentHashMap.newKeySet();

    StubToken(DemoKeys keys, Set<Fault> faults) throws UsageException {
        this.faults = faults;
        this.applicationId = keys.applicationId();
        this.caller = load(keys.caller());
        this.application = load(keys.application());
        this.foreign = load(keys.foreign());
    }

    private static RsaIdentity load(DemoKeys.StoredKey key) throws UsageException {
        return RsaIdentity.load(key.keystore(), key.password(), Optional.of(key.alias()));
    }

    /** A token that is not accepted, and why. */
    static final class Refused extends Exception {
        Refused(String message) {
            super(message);
        }
    }

    private boolean not(Fault fault) {
        return !faults.contains(fault);
    }

    private static void demand(boolean holds, String otherwise) throws Refused {
        if (!holds) {
            throw new Refused(otherwise);
        }
    }

    Map<String, Object> verify(String came) throws Refused {
        String text = not(Fault.STRIPS_WHITE_SPACE) ? came : came.replaceAll("\\s", "");
        text = not(Fault.STRIPS_BEARER) ? text : text.replaceFirst("^Bearer ", "");
        demand(text.length() <= LONGEST, "too long");
        String[] parts = text.split("\\.", -1);
        demand(parts.length == 3, "not three parts");
        String alphabet = "[0-9A-Za-z_-]+";
        String signature = not(Fault.LAX_SIGNATURE) ? parts[2] : parts[2].replaceAll("[^0-9A-Za-z_-]", "");
        demand(parts[0].matches(alphabet) && parts[1].matches(alphabet), "not base64url");
        Map<String, Object> header = object(parts[0]);
        boolean unsigned = "none".equals(header.get("alg")) && !not(Fault.ALG_NONE);
        demand(signature.matches(alphabet) || unsigned, "not base64url");
        header(header);
        if (!not(Fault.REMEMBERS_REFUSED)) {
            demand(used.add(String.valueOf(object(parts[1]).get("nonce"))), "used already");
        }
        demand(unsigned || isSigned(header, parts[0] + "." + parts[1], new Base64URL(signature)), "another key signed");
        boolean canonical =
                Base64URL.encode(new Base64URL(signature).decode()).toString().equals(signature);
        demand(unsigned || canonical || !not(Fault.REMEMBERS_TEXT), "not canonical");
        Map<String, Object> claims = object(parts[1]);
        parties(claims);
        times(claims);
        nonce(claims, text);
        return claims;
    }

    private Map<String, Object> object(String part) throws Refused {
        String json = StandardCharsets.UTF_8
                .decode(java.nio.ByteBuffer.wrap(new Base64URL(part).decode()))
                .toString();
        try {
            if (!not(Fault.FIRST_MEMBER_COUNTS)) {
                json = json.replaceFirst(",\"(alg|aud)\":\"(none|spn:another)\"}$", "}");
            }
            Map<String, Object> members = JSONObjectUtils.parse(json);
            demand(members != null, "no JSON");
            return members;
        } catch (ParseException e) {
            throw new Refused("no JSON");
        }
    }

    private void header(Map<String, Object> header) throws Refused {
        Set<String> known = Set.of("alg", "kid", "x5t", "typ");
        Stream<Fault> lax = Stream.of(Fault.IGNORES_CRIT, Fault.IGNORES_ZIP, Fault.TRUSTS_JWK, Fault.TRUSTS_X5C);
        demand(known.containsAll(header.keySet()) || lax.anyMatch(faults::contains), "what else the header says");
        demand(!header.containsKey("crit") || !not(Fault.IGNORES_CRIT), "crit");
        demand(!header.containsKey("zip") || !not(Fault.IGNORES_ZIP), "zip");
        demand(!header.containsKey("jku") && !header.containsKey("cty"), "jku or cty");
        String thumbprint = thumbprint();
        Object kid = header.getOrDefault("kid", thumbprint);
        String x5t = Base64URL.encode(HexFormat.of().parseHex(thumbprint)).toString();
        demand(kid instanceof String hex && hex.equalsIgnoreCase(thumbprint), "another key");
        demand(x5t.equals(header.getOrDefault("x5t", x5t)) || !not(Fault.KID_ALONE_COUNTS), "two keys");
    }

    private String thumbprint() {
        try {
            byte[] certificate = caller.certificate().getEncoded();
            return HexFormat.of()
                    .withUpperCase()
                    .formatHex(MessageDigest.getInstance("SHA-1").digest(certificate));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private boolean isSigned(Map<String, Object> header, String input, Base64URL signature) {
        byte[] bytes = input.getBytes(StandardCharsets.US_ASCII);
        Object algorithm = header.get("alg");
        RSAPublicKey key = TestIdentity.publicKey(caller);
        try {
            if ("HS256".equals(algorithm) && !not(Fault.PUBLIC_KEY_AS_SECRET)) {
                return new MACVerifier(key.getEncoded()).verify(new JWSHeader(JWSAlgorithm.HS256), bytes, signature);
            }
            if (header.containsKey("jwk") && !not(Fault.TRUSTS_JWK)) {
                key = RSAKey.parse(JSONObjectUtils.getJSONObject(header, "jwk")).toRSAPublicKey();
            }
            if (header.containsKey("x5c") && !not(Fault.TRUSTS_X5C)) {
                byte[] certificate = Base64.getDecoder()
                        .decode(((List<?>) header.get("x5c")).get(0).toString());
                key = (RSAPublicKey) X509CertUtils.parse(certificate).getPublicKey();
            }
            boolean any =
                    !not(Fault.ANY_RSA_ALGORITHM) && String.valueOf(algorithm).matches("[RP]S\\d+");
            return ("RS256".equals(algorithm) || any)
                    && new RSASSAVerifier(key)
                            .verify(new JWSHeader(JWSAlgorithm.parse(algorithm.toString())), bytes, signature);
        } catch (JOSEException | ParseException e) {
            return false;
        }
    }

    private void parties(Map<String, Object> claims) throws Refused {
        demand("SuperOffice AS".equals(claims.get("iss")) || !not(Fault.ANY_ISSUER), "another issuer");
        boolean begins = String.valueOf(claims.get("aud")).startsWith("spn:" + applicationId);
        demand(
                ("spn:" + applicationId).equals(claims.get("aud"))
                        || !not(Fault.ANY_AUDIENCE)
                        || (begins && !not(Fault.AUDIENCE_BEGINS)),
                "another audience");
        Object tenant = claims.get("sub");
        demand(
                tenant instanceof String name && name.matches("Cust\\d+") && name.equals(claims.get(CONTEXT)),
                "no tenant");
    }

    private void times(Map<String, Object> claims) throws Refused {
        long now = Instant.now().getEpochSecond();
        boolean numbers = claims.get("exp") instanceof Long && claims.get("nbf") instanceof Long;
        if (!numbers && !not(Fault.EXP_OPTIONAL) && !claims.containsKey("exp")) {
            return;
        }
        demand(numbers, "no times");
        long exp = (Long) claims.get("exp");
        long nbf = (Long) claims.get("nbf");
        demand(exp > now - SKEW || !not(Fault.NEVER_EXPIRES), "expired");
        demand(nbf <= now + SKEW || !not(Fault.NEVER_TOO_EARLY), "too early");
        demand(nbf < exp || !not(Fault.NEVER_TOO_EARLY), "never valid");
        demand(exp - nbf <= Duration.ofHours(1).toSeconds() || !not(Fault.ANY_LIFETIME), "too long");
    }

    private void nonce(Map<String, Object> claims, String text) throws Refused {
        Object nonce = claims.get("nonce");
        demand(nonce instanceof String || (nonce == null && !not(Fault.NONCE_OPTIONAL)), "no nonce");
        boolean good = String.valueOf(nonce).matches("[0-9A-Fa-f]{32}");
        demand(good || nonce == null || !not(Fault.ANY_NONCE), "a strange nonce");
        if (nonce != null && not(Fault.REPLAYS) && not(Fault.REMEMBERS_REFUSED)) {
            demand(used.add(not(Fault.REMEMBERS_TEXT) ? nonce.toString() : text), "used already");
        }
    }

    /** nonce.minute.signature. */
    String reply(Map<String, Object> claims) {
        Instant when = Instant.now().plus(not(Fault.LOCAL_TIME) ? Duration.ZERO : Duration.ofHours(2));
        String nonce = not(Fault.OTHER_NONCE) ? String.valueOf(claims.get("nonce")) : "0".repeat(32);
        String token = TestIdentity.applicationToken(not(Fault.OTHER_KEY) ? application : foreign, nonce, when);
        return not(Fault.URL_BASE64) ? token : url(token);
    }

    private static String url(String token) {
        int signature = token.lastIndexOf('.') + 1;
        return token.substring(0, signature)
                + Base64.getUrlEncoder().encodeToString(Base64.getDecoder().decode(token.substring(signature)));
    }

    Response overHttp(String type, String body) {
        try {
            return switch (type) {
                case "application/jwt" -> Response.of(200, "application/jwt", jwt(verify(body.strip())));
                case "application/json" ->
                    Response.of(
                            200,
                            not(Fault.JSON_AS_TEXT) ? "application/json" : "text/plain",
                            "{\"Succeeded\":true,\"SignedApplicationToken\":\"" + jwt(verify(inJson(body))) + "\"}");
                default -> Response.of(415, "text/plain", "application/jwt");
            };
        } catch (Refused e) {
            Map<String, String> headers = not(Fault.NO_CHALLENGE)
                    ? Map.of("Content-Type", "application/json", "WWW-Authenticate", "Bearer")
                    : Map.of("Content-Type", "application/json");
            return new Response(401, headers, "{\"Succeeded\":false,\"Reason\":\"" + e.getMessage() + "\"}");
        }
    }

    private String inJson(String body) throws Refused {
        try {
            if (!not(Fault.LAST_TOKEN_COUNTS)) {
                body = body.replaceFirst("\"SignedToken\":\"garbage\",", "");
            }
            Object token = JSONObjectUtils.parse(body).get("SignedToken");
            demand(token instanceof String, "no token");
            return String.valueOf(token);
        } catch (ParseException e) {
            throw new Refused("no JSON");
        }
    }

    private String jwt(Map<String, Object> claims) {
        Instant now = Instant.now();
        JWTClaimsSet reply = new JWTClaimsSet.Builder()
                .issuer("spn:" + applicationId)
                .audience(not(Fault.JWT_FOR_ITSELF) ? "SuperOffice AS" : "spn:" + applicationId)
                .subject(String.valueOf(claims.get("sub")))
                .claim("nonce", not(Fault.JWT_WITHOUT_NONCE) ? claims.get("nonce") : null)
                .notBeforeTime(Date.from(now))
                .expirationTime(Date.from(now.plusSeconds(300)))
                .build();
        try {
            SignedJWT signed = new SignedJWT(new JWSHeader(JWSAlgorithm.RS256), reply);
            signed.sign(new RSASSASigner(application.privateKey()));
            return signed.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
