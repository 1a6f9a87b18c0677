package org.erpconnector.auth.core;

import static org.erpconnector.auth.testkit.TestTokens.APPLICATION_ID;
import static org.erpconnector.auth.testkit.TestTokens.CONTEXT;
import static org.erpconnector.auth.testkit.TestTokens.NONCE;
import static org.erpconnector.auth.testkit.TestTokens.NOW;
import static org.erpconnector.auth.testkit.TestTokens.claims;
import static org.erpconnector.auth.testkit.TestTokens.header;
import static org.erpconnector.auth.testkit.TestTokens.json;
import static org.erpconnector.auth.testkit.TestTokens.signed;
import static org.erpconnector.auth.testkit.TestTokens.signedBytes;
import static org.erpconnector.auth.testkit.TestTokens.signedText;
import static org.erpconnector.auth.testkit.TestTokens.valid;
import static org.erpconnector.auth.testkit.TestTokens.withAlgorithm;
import static org.erpconnector.auth.testkit.TestTokens.withClaim;
import static org.erpconnector.auth.testkit.TestTokens.withHeader;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.util.Map;
import org.erpconnector.auth.reason.Reason;
import org.erpconnector.auth.testkit.TestKeys;

/** A valid token but for one thing each, and the reason for which it must be refused. */
enum TokenFault {
    MISSING(Reason.TOKEN_MISSING, k -> ""),
    DOTS_ONLY(Reason.TOKEN_MALFORMED, k -> ".."),
    TWO_PARTS(Reason.TOKEN_MALFORMED, k -> {
        String token = valid(k.caller);
        return token.substring(0, token.lastIndexOf('.'));
    }),
    FOUR_PARTS(Reason.TOKEN_MALFORMED, k -> valid(k.caller) + ".AAAA"),
    FIVE_PARTS_AS_A_JWE(Reason.TOKEN_MALFORMED, k -> "e30.e30.e30.e30.e30"),
    JSON_SERIALIZATION(Reason.TOKEN_MALFORMED, k -> {
        String[] parts = valid(k.caller).split("\\.", -1);
        return "{\"protected\":\"" + parts[0] + "\",\"payload\":\"" + parts[1] + "\",\"signature\":\"" + parts[2]
                + "\"}";
    }),
    LONGER_THAN_8192(Reason.TOKEN_MALFORMED, k -> withClaim(k.caller, "x", "\"" + "x".repeat(6000) + "\"")),
    SIGNATURE_PADDED(Reason.TOKEN_MALFORMED, k -> valid(k.caller) + "=="),
    JUNK_BEFORE_SIGNATURE(Reason.TOKEN_MALFORMED, k -> {
        String token = valid(k.caller);
        int dot = token.lastIndexOf('.');
        return token.substring(0, dot + 1) + "?" + token.substring(dot + 1);
    }),
    JUNK_AFTER_SIGNATURE(Reason.TOKEN_MALFORMED, k -> valid(k.caller) + "!!!!"),
    UNUSED_BITS_OF_SIGNATURE(Reason.TOKEN_MALFORMED, k -> {
        String token = valid(k.caller);
        char last = token.charAt(token.length() - 1);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        return token.substring(0, token.length() - 1) + alphabet.charAt(alphabet.indexOf(last) + 1);
    }),
    STANDARD_BASE64(Reason.TOKEN_MALFORMED, k -> valid(k.caller).replaceFirst("[A-Za-z0-9_-](?=[^.]{20}$)", "+")),
    LINE_BREAK_INSIDE(
            Reason.TOKEN_MALFORMED,
            k -> new StringBuilder(valid(k.caller)).insert(40, "\n").toString()),
    BEARER_PREFIX(Reason.TOKEN_MALFORMED, k -> "Bearer " + valid(k.caller)),
    HEADER_NOT_JSON(Reason.TOKEN_MALFORMED, k -> signedText("alg=RS256", json(claims()), k.key())),
    HEADER_AN_ARRAY(Reason.TOKEN_MALFORMED, k -> signedText("[]", json(claims()), k.key())),
    HEADER_NULL(Reason.TOKEN_MALFORMED, k -> signedText("null", json(claims()), k.key())),
    CLAIMS_NOT_JSON(Reason.CLAIMS_MALFORMED, k -> signedText(json(header(k.caller.certificate())), "hello", k.key())),
    CLAIMS_NOT_UTF8(
            Reason.CLAIMS_MALFORMED,
            k -> signedBytes(
                    json(header(k.caller.certificate())).getBytes(StandardCharsets.UTF_8),
                    json(claims()).replace("Cust", "C\u00fcst").getBytes(StandardCharsets.ISO_8859_1),
                    k.key())),
    DUPLICATE_ALG(
            Reason.TOKEN_MALFORMED,
            k -> signedText(
                    json(header(k.caller.certificate())).replace("{", "{\"alg\":\"none\","), json(claims()), k.key())),
    DUPLICATE_NONCE_BY_ESCAPE(
            Reason.CLAIMS_MALFORMED,
            k -> signedText(
                    json(header(k.caller.certificate())),
                    json(claims()).replace("{", "{\"n\\u006fnce\":\"" + NONCE + "\","),
                    k.key())),
    DATA_AFTER_HEADER(
            Reason.TOKEN_MALFORMED,
            k -> signedText(json(header(k.caller.certificate())) + "{\"alg\":\"none\"}", json(claims()), k.key())),
    DATA_AFTER_CLAIMS(
            Reason.CLAIMS_MALFORMED,
            k -> signedText(json(header(k.caller.certificate())), json(claims()) + " ]", k.key())),
    DEEP_CLAIMS(Reason.CLAIMS_MALFORMED, k -> withClaim(k.caller, "x", "[".repeat(50) + "]".repeat(50))),
    LONG_NUMBER_IN_HEADER(Reason.TOKEN_MALFORMED, k -> withHeader(k.caller, "x", "9".repeat(1000))),

    /** Nobody's claims are parsed before the signature is proven. */
    CLAIMS_NOT_JSON_AND_WRONGLY_SIGNED(
            Reason.SIGNATURE_INVALID,
            k -> signedText(
                    json(header(k.caller.certificate())),
                    "hello",
                    k.foreign.pair().getPrivate())),

    ALG_NONE(Reason.ALGORITHM_NOT_ALLOWED, k -> withHeader(k.caller, "alg", "\"none\"")),
    ALG_MISSING(Reason.ALGORITHM_NOT_ALLOWED, k -> withHeader(k.caller, "alg", null)),
    ALG_NULL(Reason.ALGORITHM_NOT_ALLOWED, k -> withHeader(k.caller, "alg", "null")),
    ALG_LIST(Reason.ALGORITHM_NOT_ALLOWED, k -> withHeader(k.caller, "alg", "[\"RS256\"]")),
    ALG_LOWER_CASE(Reason.ALGORITHM_NOT_ALLOWED, k -> withHeader(k.caller, "alg", "\"rs256\"")),
    ALG_WITH_BLANK(Reason.ALGORITHM_NOT_ALLOWED, k -> withHeader(k.caller, "alg", "\"RS256 \"")),
    ALG_RS384_BY_THE_RIGHT_KEY(Reason.ALGORITHM_NOT_ALLOWED, k -> withAlgorithm(k.caller, JWSAlgorithm.RS384)),
    ALG_RS512_BY_THE_RIGHT_KEY(Reason.ALGORITHM_NOT_ALLOWED, k -> withAlgorithm(k.caller, JWSAlgorithm.RS512)),
    ALG_PS256_BY_THE_RIGHT_KEY(Reason.ALGORITHM_NOT_ALLOWED, k -> withAlgorithm(k.caller, JWSAlgorithm.PS256)),
    /** The public key as an HMAC secret (CVE-2015-9235); an HMAC is also too short to be an RSA signature. */
    ALG_HS256_WITH_THE_PUBLIC_KEY(Reason.TOKEN_MALFORMED, TokenFault::hmac),

    JWK_IN_HEADER(Reason.HEADER_NOT_ALLOWED, k -> withHeader(k.caller, "jwk", "{\"kty\":\"RSA\"}")),
    JKU_IN_HEADER(Reason.HEADER_NOT_ALLOWED, k -> withHeader(k.caller, "jku", "\"http://127.0.0.1:1/keys\"")),
    X5U_IN_HEADER(Reason.HEADER_NOT_ALLOWED, k -> withHeader(k.caller, "x5u", "\"file:///etc/passwd\"")),
    X5C_IN_HEADER(Reason.HEADER_NOT_ALLOWED, k -> withHeader(k.caller, "x5c", "[\"AAAA\"]")),
    CRIT_EMPTY(Reason.HEADER_NOT_ALLOWED, k -> withHeader(k.caller, "crit", "[]")),
    CRIT_OF_NULL(Reason.HEADER_NOT_ALLOWED, k -> withHeader(k.caller, "crit", "[null]")),
    CRIT_UNKNOWN(Reason.HEADER_NOT_ALLOWED, k -> withHeader(k.caller, "crit", "[\"exp\"]")),
    B64_FALSE(Reason.HEADER_NOT_ALLOWED, k -> withHeader(k.caller, "b64", "false")),
    ZIP(Reason.HEADER_NOT_ALLOWED, k -> withHeader(k.caller, "zip", "\"DEF\"")),
    CTY(Reason.HEADER_NOT_ALLOWED, k -> withHeader(k.caller, "cty", "\"JWT\"")),
    TYP_OF_AN_ACCESS_TOKEN(Reason.HEADER_NOT_ALLOWED, k -> withHeader(k.caller, "typ", "\"at+jwt\"")),
    TYP_A_NUMBER(Reason.HEADER_NOT_ALLOWED, k -> withHeader(k.caller, "typ", "5")),
    KID_AN_OBJECT(Reason.HEADER_NOT_ALLOWED, k -> withHeader(k.caller, "kid", "{}")),
    KID_EMPTY(Reason.HEADER_NOT_ALLOWED, k -> withHeader(k.caller, "kid", "\"\"")),

    KID_UNKNOWN(Reason.KEY_UNKNOWN, k -> {
        Map<String, String> header = header(k.foreign.certificate());
        return signed(header, claims(), k.key());
    }),
    KID_A_PATH(Reason.KEY_UNKNOWN, k -> {
        Map<String, String> header = header(k.caller.certificate());
        header.put("kid", "\"../../../../dev/null\"");
        header.remove("x5t");
        return signed(header, claims(), k.key());
    }),
    KID_AND_X5T_OF_TWO_CERTIFICATES(
            Reason.KEY_HINTS_DISAGREE,
            k -> withHeader(k.caller, "x5t", header(k.second.certificate()).get("x5t"))),
    NO_HINT_AND_TWO_PINNED(Reason.KEY_HINT_MISSING, k -> {
        Map<String, String> header = header(k.caller.certificate());
        header.remove("kid");
        header.remove("x5t");
        return signed(header, claims(), k.key());
    }),

    SIGNED_BY_A_FOREIGN_KEY(
            Reason.SIGNATURE_INVALID,
            k -> signed(
                    header(k.caller.certificate()), claims(), k.foreign.pair().getPrivate())),
    SIGNED_BY_THE_OTHER_PINNED_KEY(
            Reason.SIGNATURE_INVALID,
            k -> signed(
                    header(k.caller.certificate()), claims(), k.second.pair().getPrivate())),
    SIGNATURE_OF_ANOTHER_TOKEN(Reason.SIGNATURE_INVALID, k -> {
        String token = valid(k.caller);
        String other = withClaim(k.caller, "sub", "\"Cust99999\"");
        return token.substring(0, token.lastIndexOf('.')) + other.substring(other.lastIndexOf('.'));
    }),
    SIGNATURE_ZERO(Reason.SIGNATURE_INVALID, k -> {
        String token = valid(k.caller);
        return token.substring(0, token.lastIndexOf('.') + 1) + Base64URL.encode(new byte[256]);
    }),
    EXPIRED_AND_WRONGLY_SIGNED(Reason.SIGNATURE_INVALID, k -> {
        Map<String, String> claims = claims();
        claims.put("exp", "1000");
        return signed(header(k.caller.certificate()), claims, k.foreign.pair().getPrivate());
    }),

    ISSUER_MISSING(Reason.ISSUER_WRONG, k -> withClaim(k.caller, "iss", null)),
    ISSUER_IN_LOWER_CASE(Reason.ISSUER_WRONG, k -> withClaim(k.caller, "iss", "\"superoffice as\"")),
    ISSUER_WITH_BLANK(Reason.ISSUER_WRONG, k -> withClaim(k.caller, "iss", "\"SuperOffice AS \"")),
    ISSUER_OF_AN_ID_TOKEN(Reason.ISSUER_WRONG, k -> withClaim(k.caller, "iss", "\"https://sod.superoffice.com\"")),

    AUDIENCE_MISSING(Reason.AUDIENCE_WRONG, k -> withClaim(k.caller, "aud", null)),
    AUDIENCE_OF_ANOTHER_APPLICATION(
            Reason.AUDIENCE_WRONG, k -> withClaim(k.caller, "aud", "\"spn:00000000000000000000000000000000\"")),
    AUDIENCE_WITHOUT_SPN(Reason.AUDIENCE_WRONG, k -> withClaim(k.caller, "aud", "\"" + APPLICATION_ID + "\"")),
    AUDIENCE_WITH_TAIL(Reason.AUDIENCE_WRONG, k -> withClaim(k.caller, "aud", "\"spn:" + APPLICATION_ID + "/\"")),
    AUDIENCE_WITH_LONG_S(Reason.AUDIENCE_WRONG, k -> withClaim(k.caller, "aud", "\"\u017fpn:" + APPLICATION_ID + "\"")),
    AUDIENCE_A_LIST_WITH_OURS(
            Reason.CLAIMS_MALFORMED, k -> withClaim(k.caller, "aud", "[\"spn:x\",\"spn:" + APPLICATION_ID + "\"]")),
    AUDIENCE_A_LIST_OF_OURS(
            Reason.CLAIMS_MALFORMED, k -> withClaim(k.caller, "aud", "[\"spn:" + APPLICATION_ID + "\"]")),
    /** With requireAudience, jjwt throws ClassCastException on it. */
    AUDIENCE_A_LIST_WITH_NULL(
            Reason.CLAIMS_MALFORMED, k -> withClaim(k.caller, "aud", "[null,\"spn:" + APPLICATION_ID + "\"]")),

    EXP_MISSING(Reason.CLAIMS_MALFORMED, k -> withClaim(k.caller, "exp", null)),
    EXP_NULL(Reason.CLAIMS_MALFORMED, k -> withClaim(k.caller, "exp", "null")),
    EXP_EMPTY_TEXT(Reason.CLAIMS_MALFORMED, k -> withClaim(k.caller, "exp", "\"\"")),
    EXP_AS_TEXT(Reason.CLAIMS_MALFORMED, k -> withClaim(k.caller, "exp", "\"" + (NOW.getEpochSecond() + 300) + "\"")),
    EXP_FRACTIONAL(Reason.CLAIMS_MALFORMED, k -> withClaim(k.caller, "exp", (NOW.getEpochSecond() + 300) + ".5")),
    EXP_SCIENTIFIC(Reason.CLAIMS_MALFORMED, k -> withClaim(k.caller, "exp", "1.9e9")),
    EXP_IN_MILLISECONDS(Reason.CLAIMS_MALFORMED, k -> withClaim(k.caller, "exp", (NOW.getEpochSecond() + 300) + "000")),
    EXP_OVERFLOWING(Reason.CLAIMS_MALFORMED, k -> withClaim(k.caller, "exp", "1000000000000000000")),
    EXP_A_TRUTH(Reason.CLAIMS_MALFORMED, k -> withClaim(k.caller, "exp", "true")),
    ISSUER_A_NUMBER(Reason.CLAIMS_MALFORMED, k -> withClaim(k.caller, "iss", "1")),
    EXP_A_TRUTH_AND_WRONGLY_SIGNED(Reason.SIGNATURE_INVALID, k -> {
        Map<String, String> claims = claims();
        claims.put("exp", "true");
        return signed(header(k.caller.certificate()), claims, k.foreign.pair().getPrivate());
    }),
    /** 2^64 seconds more than a good one: cut to 64 bits, it is the good one. */
    EXP_WRAPPING_TO_NOW(
            Reason.CLAIMS_MALFORMED,
            k -> withClaim(
                    k.caller,
                    "exp",
                    BigInteger.TWO
                            .pow(64)
                            .add(BigInteger.valueOf(NOW.getEpochSecond() + 300))
                            .toString())),
    EXP_IN_THE_YEAR_10000(Reason.CLAIMS_MALFORMED, k -> withClaim(k.caller, "exp", "253402300800")),
    NBF_MISSING(Reason.CLAIMS_MALFORMED, k -> withClaim(k.caller, "nbf", null)),
    NBF_ZERO(Reason.CLAIMS_MALFORMED, k -> withClaim(k.caller, "nbf", "0")),
    NBF_OVERFLOWING(Reason.CLAIMS_MALFORMED, k -> withClaim(k.caller, "nbf", "9223372036854775807")),
    EXPIRED(Reason.TOKEN_EXPIRED, k -> times(k, -400, -60)),
    NOT_YET_VALID(Reason.TOKEN_NOT_YET_VALID, k -> times(k, 62, 300)),
    ISSUED_IN_THE_FUTURE(
            Reason.TOKEN_NOT_YET_VALID, k -> withClaim(k.caller, "iat", Long.toString(NOW.getEpochSecond() + 3000))),
    TOKEN_ID_A_NUMBER(Reason.CLAIMS_MALFORMED, k -> withClaim(k.caller, "jti", "1")),
    LIFETIME_OVER_AN_HOUR(Reason.LIFETIME_NOT_ALLOWED, k -> times(k, -60, 3541)),
    LIFETIME_UNTIL_THE_YEAR_9999(Reason.LIFETIME_NOT_ALLOWED, k -> withClaim(k.caller, "exp", "253402300799")),
    LIFETIME_SINCE_1970(Reason.LIFETIME_NOT_ALLOWED, k -> withClaim(k.caller, "nbf", "1")),
    LIFETIME_NEGATIVE(Reason.LIFETIME_NOT_ALLOWED, k -> times(k, 10, 10)),

    NONCE_MISSING(Reason.NONCE_NOT_ALLOWED, k -> withClaim(k.caller, "nonce", null)),
    NONCE_EMPTY(Reason.NONCE_NOT_ALLOWED, k -> withClaim(k.caller, "nonce", "\"\"")),
    /** Signed, it would be a credential of a system user: the same key, the same dotted form. */
    NONCE_A_SYSTEM_USER_TOKEN(Reason.NONCE_NOT_ALLOWED, k -> withClaim(k.caller, "nonce", "\"My App-pzqc70604i\"")),
    NONCE_WITH_A_DOT(Reason.NONCE_NOT_ALLOWED, k -> withClaim(k.caller, "nonce", "\"" + NONCE.substring(1) + ".\"")),
    NONCE_TOO_SHORT(Reason.NONCE_NOT_ALLOWED, k -> withClaim(k.caller, "nonce", "\"" + NONCE.substring(1) + "\"")),
    NONCE_TOO_LONG(Reason.NONCE_NOT_ALLOWED, k -> withClaim(k.caller, "nonce", "\"" + NONCE + "0\"")),
    NONCE_WITH_LINE_BREAK(Reason.NONCE_NOT_ALLOWED, k -> withClaim(k.caller, "nonce", "\"" + NONCE + "\\n\"")),
    NONCE_IN_FULL_WIDTH(
            Reason.NONCE_NOT_ALLOWED, k -> withClaim(k.caller, "nonce", "\"" + NONCE.substring(1) + "\uff11\"")),
    NONCE_A_NUMBER(Reason.CLAIMS_MALFORMED, k -> withClaim(k.caller, "nonce", "12345678901234567890")),
    NONCE_NULL(Reason.CLAIMS_MALFORMED, k -> withClaim(k.caller, "nonce", "null")),

    TENANT_MISSING(Reason.TENANT_NOT_ALLOWED, k -> {
        Map<String, String> claims = claims();
        claims.remove("sub");
        claims.remove(CONTEXT);
        return signed(header(k.caller.certificate()), claims, k.key());
    }),
    TENANTS_TWO(Reason.TENANT_NOT_ALLOWED, k -> withClaim(k.caller, "sub", "\"Cust99999\"")),
    TENANT_WITH_SQL(Reason.TENANT_NOT_ALLOWED, k -> {
        Map<String, String> claims = claims();
        claims.put("sub", "\"Cust1'; drop table x\"");
        claims.put(CONTEXT, "\"Cust1'; drop table x\"");
        return signed(header(k.caller.certificate()), claims, k.key());
    });

    final Reason reason;

    @SuppressWarnings("ImmutableEnumChecker") // functions without state
    private final Maker maker;

    TokenFault(Reason reason, Maker maker) {
        this.reason = reason;
        this.maker = maker;
    }

    String token(Keys keys) {
        return maker.make(keys);
    }

    /** Two pinned keys and one that is not. */
    record Keys(TestKeys caller, TestKeys second, TestKeys foreign) {
        /** Made once for every test of the room: to make three keys takes longer than to judge all faults. */
        static final Keys MADE = new Keys(TestKeys.ofBits(2048), TestKeys.ofBits(2048), TestKeys.ofBits(2048));

        PrivateKey key() {
            return caller.pair().getPrivate();
        }
    }

    private interface Maker {
        String make(Keys keys);
    }

    private static String times(Keys keys, long notBefore, long expiry) {
        Map<String, String> claims = claims();
        claims.put("nbf", Long.toString(NOW.getEpochSecond() + notBefore));
        claims.put("exp", Long.toString(NOW.getEpochSecond() + expiry));
        return signed(header(keys.caller.certificate()), claims, keys.key());
    }

    private static String hmac(Keys keys) {
        try {
            JWSObject jws = new JWSObject(new JWSHeader(JWSAlgorithm.HS256), new Payload(json(claims())));
            jws.sign(new MACSigner(keys.caller.publicKey().getEncoded()));
            return jws.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
