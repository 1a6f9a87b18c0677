package org.erpconnector.auth.keys.source;

import java.math.BigInteger;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import java.util.stream.IntStream;

/** Which RSA public keys are accepted, ours and the caller's. Stateless. */
public final class RsaRules {
    /** The JDK itself makes and signs with these; nobody should. */
    static final int LEAST_JDK_BITS = 512;
    /** SuperOffice's own samples have application keys of this size. */
    public static final int LEAST_APPLICATION_BITS = 1024;
    /** RFC 7518 section 3.3 for RS256, and every token-signing certificate of SuperOffice. */
    public static final int LEAST_JWT_BITS = 2048;
    /** Above it one verification takes long enough to be an attack. */
    static final int MOST_BITS = 8192;

    private static final BigInteger THREE = BigInteger.valueOf(3);

    private RsaRules() {}

    /** What is wrong with the key, as part of a sentence; empty when nothing is. */
    public static Optional<String> fault(RSAPublicKey key, int leastBits) {
        BigInteger n = key.getModulus();
        BigInteger e = key.getPublicExponent();
        if (n.bitLength() < leastBits || n.bitLength() > MOST_BITS) {
            return Optional.of("an RSA key of " + n.bitLength() + " bits, but " + leastBits + " to " + MOST_BITS
                    + " are accepted");
        }
        if (!n.testBit(0)) {
            return Optional.of("an RSA key with an even modulus, which anybody can factor");
        }
        // e = 1 makes every message its own signature; an even e has no private half.
        if (e.compareTo(THREE) < 0 || !e.testBit(0)) {
            return Optional.of(
                    "an RSA key with the public exponent " + e.min(THREE) + ", but an odd one from 3 is needed");
        }
        return roca(n)
                ? Optional.of("an RSA key from a chip with the ROCA fault (CVE-2017-15361), which can be factored")
                : Optional.empty();
    }

    /**
     * The fingerprint of keys from Infineon's faulty generator (Nemec et al., "The Return of Coppersmith's Attack", 2017,
     * section 2.3): modulo every small prime the modulus is a power of 65537. A random modulus looks so once in some
     * hundred million times.
     */
    public static boolean roca(BigInteger modulus) {
        return IntStream.rangeClosed(3, 167)
                .filter(number -> BigInteger.valueOf(number).isProbablePrime(20))
                .allMatch(prime -> {
                    int wanted = modulus.mod(BigInteger.valueOf(prime)).intValue();
                    return IntStream.iterate(1, power -> power * (65537 % prime) % prime)
                            .limit(prime)
                            .anyMatch(power -> power == wanted);
                });
    }
}
