package org.erpconnector.auth.simulator;

import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * RSA keys in the XML format of .NET ({@code RSA.ToXmlString}), in which SuperOffice issues application keys. The
 * public key is the {@code RSAKeyValue} of XML Signature (section 4.4.2.2). The private key has the members of RFC
 * 8017, appendix A.1.2, each padded to its full length, as .NET requires.
 */
final class RsaKeyValue {

    private RsaKeyValue() {}

    static String ofPublic(RSAPublicKey key) {
        return "<RSAKeyValue>" + publicMembers(key.getModulus(), key.getPublicExponent()) + "</RSAKeyValue>\n";
    }

    static String ofPrivate(RSAPrivateCrtKey key) {
        int whole = (key.getModulus().bitLength() + 7) / 8;
        int half = (whole + 1) / 2;
        return "<RSAKeyValue>"
                + publicMembers(key.getModulus(), key.getPublicExponent())
                + member("P", key.getPrimeP(), half)
                + member("Q", key.getPrimeQ(), half)
                + member("DP", key.getPrimeExponentP(), half)
                + member("DQ", key.getPrimeExponentQ(), half)
                + member("InverseQ", key.getCrtCoefficient(), half)
                + member("D", key.getPrivateExponent(), whole)
                + "</RSAKeyValue>\n";
    }

    /** @throws MalformedException if the text is not an RSAKeyValue with modulus and exponent */
    static RSAPublicKey readPublic(byte[] xml) throws MalformedException, GeneralSecurityException {
        XmlElement root = XmlElement.parse(xml);
        if (!root.name().equals("RSAKeyValue")) {
            throw new MalformedException("it begins with <" + Shown.text(root.name()) + ">, not <RSAKeyValue>");
        }
        return (RSAPublicKey) KeyFactory.getInstance("RSA")
                .generatePublic(new RSAPublicKeySpec(number(root, "Modulus"), number(root, "Exponent")));
    }

    private static String publicMembers(BigInteger modulus, BigInteger exponent) {
        return member("Modulus", modulus, (modulus.bitLength() + 7) / 8)
                + member("Exponent", exponent, (exponent.bitLength() + 7) / 8);
    }

    private static String member(String name, BigInteger value, int length) {
        byte[] bytes = value.toByteArray();
        byte[] padded = new byte[length];
        // Two's complement may add a leading zero byte; small values have fewer bytes.
        byte[] digits = bytes.length > length ? Arrays.copyOfRange(bytes, bytes.length - length, bytes.length) : bytes;
        System.arraycopy(digits, 0, padded, length - digits.length, digits.length);
        return "<" + name + ">" + Base64.getEncoder().encodeToString(padded) + "</" + name + ">";
    }

    private static BigInteger number(XmlElement root, String name) throws MalformedException {
        String text = root.child(name)
                .orElseThrow(() -> new MalformedException("it has no <" + name + ">"))
                .text();
        try {
            return new BigInteger(1, Base64.getDecoder().decode(text.replaceAll("\\s", "")));
        } catch (IllegalArgumentException e) {
            throw new MalformedException("its <" + name + "> is not base64", e);
        }
    }
}
