package org.erpconnector.auth.keys.source;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.RSAPrivateCrtKeySpec;
import java.util.Optional;
import org.erpconnector.auth.config.ConfigurationException;

/**
 * An RSA private key from its numbers. The result always has its CRT parts (RFC 8017 section 3.2): without them the JDK
 * signs four times slower, and does not check its own result, so that a computing fault would give the key away.
 *
 * @param context for the words of a refusal
 * @param n the modulus
 * @param e the public exponent
 * @param d the private exponent
 */
public record RsaNumbers(KeySourceContext context, BigInteger n, BigInteger e, BigInteger d) {
    private static final String AGAIN = "Export the key again; its numbers do not belong together";
    private static final int MOST_BASES = 100;

    /** Builds the key; what is missing is computed. Wrong CRT parts that are given are left to the self-test. */
    PrivateKey key(
            Optional<BigInteger> givenP,
            Optional<BigInteger> givenQ,
            Optional<BigInteger> dp,
            Optional<BigInteger> dq,
            Optional<BigInteger> inverseQ)
            throws ConfigurationException {
        if (n.bitLength() < RsaRules.LEAST_JDK_BITS || n.bitLength() > RsaRules.MOST_BITS || !n.testBit(0)) {
            throw context.refuse("not a usable RSA modulus (" + n.bitLength() + " bits)", AGAIN);
        }
        if (d.compareTo(n) >= 0 || e.compareTo(n) >= 0) {
            throw context.refuse("an exponent of the key is larger than its modulus", AGAIN);
        }
        try {
            BigInteger p = givenP.orElseGet(() -> givenQ.map(n::divide).orElseGet(this::factor));
            BigInteger q = givenQ.orElseGet(() -> n.divide(p));
            requirePair(p, q);
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new RSAPrivateCrtKeySpec(
                            n,
                            e,
                            d,
                            p,
                            q,
                            dp.orElseGet(() -> d.mod(p.subtract(BigInteger.ONE))),
                            dq.orElseGet(() -> d.mod(q.subtract(BigInteger.ONE))),
                            inverseQ.orElseGet(() -> q.modInverse(p))));
        } catch (GeneralSecurityException | ArithmeticException wrong) {
            throw context.refuse("the numbers of the private key do not belong together", AGAIN, wrong);
        }
    }

    /**
     * The JDK signs with the CRT parts and never looks at a wrong d; another security provider may use d (RFC 8017
     * section 3.2: e times d is 1 modulo each prime minus 1).
     */
    private void requirePair(BigInteger p, BigInteger q) {
        BigInteger product = d.multiply(e);
        if (!p.multiply(q).equals(n)
                || !product.mod(p.subtract(BigInteger.ONE)).equals(BigInteger.ONE)
                || !product.mod(q.subtract(BigInteger.ONE)).equals(BigInteger.ONE)) {
            throw new ArithmeticException("n, e, d, p and q are no key");
        }
    }

    /**
     * The larger prime, which .NET and most others call P, from e and d (NIST SP 800-56B rev. 2, appendix C.1): de - 1 is
     * a multiple of the order of every number modulo n, so halving it finds a square root of 1 that is neither 1 nor -1.
     * Each base finds one with a chance of one half; the bases are fixed, so that one key always gives one answer.
     *
     * @throws ArithmeticException if no base finds one, because d does not belong to n and e
     */
    private BigInteger factor() {
        BigInteger multiple = d.multiply(e).subtract(BigInteger.ONE);
        int halvings = multiple.getLowestSetBit();
        for (int base = 2; base < 2 + MOST_BASES && halvings > 0; base++) {
            BigInteger root = BigInteger.valueOf(base).modPow(multiple.shiftRight(halvings), n);
            for (int i = 0; i < halvings; i++) {
                BigInteger factor = root.subtract(BigInteger.ONE).gcd(n);
                if (!factor.equals(BigInteger.ONE) && !factor.equals(n)) {
                    return factor.max(n.divide(factor));
                }
                root = root.multiply(root).mod(n);
            }
        }
        throw new ArithmeticException("d does not belong to n and e");
    }

    /** Shows no number: these are the key. */
    @Override
    public String toString() {
        return "RsaNumbers[" + n.bitLength() + " bits]";
    }
}
