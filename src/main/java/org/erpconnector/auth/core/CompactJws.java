package org.erpconnector.auth.core;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import org.erpconnector.auth.json.MalformedJsonException;
import org.erpconnector.auth.json.StrictJson;
import org.erpconnector.auth.reason.Reason;

/**
 * A JWS in compact serialization (RFC 7515 section 7.1), read so strictly that one token has one text: usual
 * readers accept padding, junk around the signature and changed unused bits, so that anybody could make a thousand texts
 * of one token. Nothing in it is proven, so nothing but the header is parsed, which names the key that may prove it.
 *
 * @param text the token as it came
 * @param header the JOSE header, a JSON object
 */
record CompactJws(String text, JsonNode header) {
    /** Real headers have four members, real claims seven. */
    static final StrictJson.Limits LIMITS = new StrictJson.Limits(6000, 8, 128);

    private static final int LONGEST = 8192;
    private static final int LONGEST_HEADER = 2048;
    private static final int LONGEST_CLAIMS = 6000;
    private static final int SHORTEST_SIGNATURE = base64UrlLength(CallerKey.LEAST_BITS / 8);
    private static final int LONGEST_SIGNATURE = base64UrlLength(CallerKey.MOST_BITS / 8);

    static CompactJws parse(String text, StrictJson json) throws TokenRejectedException {
        if (text.isEmpty()) {
            throw new TokenRejectedException(Reason.TOKEN_MISSING, "no token");
        }
        // Before anything is decoded: an unsigned megabyte costs a library seconds and 15 bytes of heap a character.
        if (text.length() > LONGEST) {
            throw malformed("longer than " + LONGEST + " characters");
        }
        int first = text.indexOf('.');
        int second = text.indexOf('.', first + 1);
        int signature = text.length() - second - 1;
        if (first < 1
                || second < first + 2
                || first > LONGEST_HEADER
                || second - first - 1 > LONGEST_CLAIMS
                || signature < SHORTEST_SIGNATURE
                || signature > LONGEST_SIGNATURE) {
            throw malformed("not three base64url parts with an RSA signature");
        }
        // A third dot is no base64url, and refused with the rest of what is none.
        decode(text.substring(second + 1), "signature");
        decode(text.substring(first + 1, second), "claims");
        byte[] header = decode(text.substring(0, first), "header");
        return new CompactJws(text, object(header, "header", json, Reason.TOKEN_MALFORMED));
    }

    /**
     * The claims set, a JSON object. To be asked for only once the signature is proven: no stranger's claims are parsed.
     *
     * @throws TokenRejectedException if the caller has signed anything else
     */
    JsonNode claims(StrictJson json) throws TokenRejectedException {
        String claims = text.substring(text.indexOf('.') + 1, text.lastIndexOf('.'));
        return object(Base64.getUrlDecoder().decode(claims), "claims", json, Reason.CLAIMS_MALFORMED);
    }

    /** The JWS signing input: header and claims as they came, with the dot between. */
    byte[] signed() {
        return text.substring(0, text.lastIndexOf('.')).getBytes(StandardCharsets.US_ASCII);
    }

    /** The JWS signature, decoded. */
    byte[] signature() {
        return Base64.getUrlDecoder().decode(text.substring(text.lastIndexOf('.') + 1));
    }

    /** Whether a key has signed it, RS256. Tells why a token is refused; none is accepted for it. */
    boolean signedBy(RSAPublicKey key) {
        try {
            Signature signature = JcaKey.of(key).signature();
            signature.initVerify(key);
            signature.update(signed());
            return signature.verify(signature());
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    /** Without padding. */
    private static int base64UrlLength(int bytes) {
        return (bytes * 4 + 2) / 3;
    }

    /** RFC 4648 section 3.5: the unused bits of the last character must be zero, or two texts mean the same bytes. */
    private static byte[] decode(String part, String name) throws TokenRejectedException {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(part);
        } catch (IllegalArgumentException e) {
            throw malformed(name + " is not base64url");
        }
        if (!Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(part)) {
            throw malformed(name + " is not canonical base64url");
        }
        return bytes;
    }

    private static JsonNode object(byte[] bytes, String name, StrictJson json, Reason otherwise)
            throws TokenRejectedException {
        try {
            // RFC 8725 section 3.7: strict UTF-8; a decoder that replaces bad bytes makes two tokens look alike.
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            return json.object(text);
        } catch (CharacterCodingException e) {
            throw new TokenRejectedException(otherwise, name + " is not UTF-8");
        } catch (MalformedJsonException e) {
            throw new TokenRejectedException(otherwise, name + " is " + e.fault());
        }
    }

    private static TokenRejectedException malformed(String detail) {
        return new TokenRejectedException(Reason.TOKEN_MALFORMED, detail);
    }

    /** Never shows the token. */
    @Override
    public String toString() {
        return "CompactJws[" + text.length() + " characters]";
    }
}
