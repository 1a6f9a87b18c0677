package org.erpconnector.auth.keys;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/** Whether a private key is one with which SuperOffice can be answered. */
final class ApplicationKeyCheck {
    private static final String NEW_KEY =
            "Only another key helps: register the public half of an RSA key of 2048 bits or more with SuperOffice";
    private static final String AGAIN = "Export key and certificate again, together";

    private ApplicationKeyCheck() {}

    /** The first thing that is wrong; empty when the key signs and its public half verifies. */
    static Optional<Finding> fault(PrivateKey key, RSAPublicKey publicKey, Optional<X509Certificate> certificate) {
        if (!"RSA".equals(key.getAlgorithm())) {
            return Optional.of(new Finding("the key is of type " + key.getAlgorithm() + " and not RSA", NEW_KEY));
        }
        Optional<String> weak = RsaRules.fault(publicKey, RsaRules.LEAST_APPLICATION_BITS);
        if (weak.isPresent()) {
            return Optional.of(new Finding(weak.get(), NEW_KEY));
        }
        if (certificate.isPresent() && !belongs(publicKey, certificate.get())) {
            return Optional.of(new Finding(
                    "the certificate " + CertificateNames.subject(certificate.get()) + " belongs to another key",
                    AGAIN));
        }
        if (key instanceof RSAKey readable && !readable.getModulus().equals(publicKey.getModulus())) {
            return Optional.of(new Finding("the private key does not match its certificate or public half", AGAIN));
        }
        return selfTest(key, publicKey);
    }

    private static boolean belongs(RSAPublicKey publicKey, X509Certificate certificate) {
        return certificate.getPublicKey() instanceof RSAPublicKey certified
                && certified.getModulus().equals(publicKey.getModulus())
                && certified.getPublicExponent().equals(publicKey.getPublicExponent());
    }

    /**
     * Signs and verifies once. The JDK signs with a wrong D and never notices; every handshake would fail, at the
     * caller, with a sentence that blames nobody.
     */
    private static Optional<Finding> selfTest(PrivateKey key, RSAPublicKey publicKey) {
        byte[] data = new byte[32];
        new SecureRandom().nextBytes(data);
        byte[] signed;
        try {
            Signature signer = Signature.getInstance("SHA256withRSA");
            signer.initSign(key);
            signer.update(data);
            signed = signer.sign();
        } catch (GeneralSecurityException | RuntimeException e) {
            return Optional.of(new Finding(
                    "the key cannot sign (" + e.getClass().getSimpleName()
                            + "): its numbers do not belong together, or its security provider fails",
                    "Export the key again; for a key in hardware look at its provider"));
        }
        try {
            Signature verifier = Signature.getInstance("SHA256withRSA");
            verifier.initVerify(publicKey);
            verifier.update(data);
            if (verifier.verify(signed)) {
                return Optional.empty();
            }
        } catch (GeneralSecurityException | RuntimeException e) {
            return Optional.of(
                    new Finding("the public half cannot verify (" + e.getClass().getSimpleName() + ")", AGAIN));
        }
        return Optional.of(new Finding("the key signs, but its public half does not verify the signature", AGAIN));
    }
}
