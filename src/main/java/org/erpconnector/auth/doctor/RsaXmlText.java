package org.erpconnector.auth.doctor;

import java.math.BigInteger;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;

/**
 * Writes RSA keys as .NET's {@code RSA.ToXmlString} does: elements in its order, each number unsigned and padded to its
 * full length (RFC 8017 section 3.2 names the parts), since .NET refuses shorter ones.
 */
final class RsaXmlText {
    private RsaXmlText() {}

    /** The half that SuperOffice registers. */
    static String publicHalf(RSAPublicKey key) {
        return "<RSAKeyValue>" + publicParts(key.getModulus(), key.getPublicExponent()) + "</RSAKeyValue>";
    }

    /** The whole key: a secret. */
    static String whole(RSAPrivateCrtKey key) {
        int bytes = bytes(key.getModulus());
        int half = (bytes + 1) / 2;
        return "<RSAKeyValue>"
                + publicParts(key.getModulus(), key.getPublicExponent())
                + part("P", key.getPrimeP(), half)
                + part("Q", key.getPrimeQ(), half)
                + part("DP", key.getPrimeExponentP(), half)
                + part("DQ", key.getPrimeExponentQ(), half)
                + part("InverseQ", key.getCrtCoefficient(), half)
                + part("D", key.getPrivateExponent(), bytes)
                + "</RSAKeyValue>";
    }

    private static String publicParts(BigInteger modulus, BigInteger exponent) {
        return part("Modulus", modulus, bytes(modulus)) + part("Exponent", exponent, bytes(exponent));
    }

    private static String part(String name, BigInteger number, int length) {
        byte[] signed = number.toByteArray();
        // One byte more than the number needs where its top bit is set; a prime may be longer than half the modulus.
        byte[] digits = signed[0] == 0 ? Arrays.copyOfRange(signed, 1, signed.length) : signed;
        byte[] padded = new byte[Math.max(length, digits.length)];
        System.arraycopy(digits, 0, padded, padded.length - digits.length, digits.length);
        return "<" + name + ">" + Base64.getEncoder().encodeToString(padded) + "</" + name + ">";
    }

    private static int bytes(BigInteger number) {
        return (number.bitLength() + 7) / 8;
    }
}
