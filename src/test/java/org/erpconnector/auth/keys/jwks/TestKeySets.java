package org.erpconnector.auth.keys.jwks;

import java.math.BigInteger;
import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.erpconnector.auth.core.Thumbprints;
import org.erpconnector.auth.keys.TestKeys;

/** Key sets as JSON, written by hand: one good entry, and every way to change one thing of it. */
public final class TestKeySets {
    private TestKeySets() {}

    /**
     * One entry, members as JSON values by name.
     *
     * @param members what it says
     */
    public record Entry(Map<String, String> members) {
        /** The same but for one member; null takes it out. */
        public Entry with(String name, String json) {
            Map<String, String> changed = new LinkedHashMap<>(members);
            changed.remove(name);
            if (json != null) {
                changed.put(name, json);
            }
            return new Entry(changed);
        }

        public Entry withText(String name, String text) {
            return with(name, "\"" + text + "\"");
        }

        public Entry without(String... names) {
            Entry entry = this;
            for (String name : names) {
                entry = entry.with(name, null);
            }
            return entry;
        }

        @Override
        public String toString() {
            return members.entrySet().stream()
                    .map(member -> "\"" + member.getKey() + "\":" + member.getValue())
                    .collect(Collectors.joining(",", "{", "}"));
        }
    }

    public static Entry bare(KeyPair pair, String kid) {
        RSAPublicKey key = (RSAPublicKey) pair.getPublic();
        return bare(key.getModulus(), key.getPublicExponent(), kid);
    }

    public static Entry bare(BigInteger n, BigInteger e, String kid) {
        return new Entry(new LinkedHashMap<>(Map.of("kty", "\"RSA\"")))
                .withText("use", "sig")
                .withText("alg", "RS256")
                .withText("kid", kid)
                .withText("n", number(n))
                .withText("e", number(e));
    }

    /** The shape of SuperOffice's set of 2022. */
    public static Entry certified() {
        return bare(TestKeys.OTHER, Thumbprints.sha1Hex(TestKeys.CALLER))
                .withText("x5t", Thumbprints.x5t(TestKeys.CALLER))
                .with("x5c", x5c(TestKeys.der(TestKeys.CALLER)));
    }

    public static String x5c(byte[] der) {
        return "[\"" + Base64.getEncoder().encodeToString(der) + "\"]";
    }

    public static String set(Entry... entries) {
        return Stream.of(entries).map(Entry::toString).collect(Collectors.joining(",", "{\"keys\":[", "]}"));
    }

    public static String configuration(String issuer, String jwksUri) {
        return "{\"issuer\":\"" + issuer + "\",\"jwks_uri\":\"" + jwksUri
                + "\",\"authorization_endpoint\":\"" + issuer
                + "/authorize\",\"response_types_supported\":[\"code\"],\"claims_parameter_supported\":false}";
    }

    public static byte[] unsigned(BigInteger number) {
        byte[] signed = number.toByteArray();
        return signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
    }

    public static String number(BigInteger number) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(unsigned(number));
    }
}
