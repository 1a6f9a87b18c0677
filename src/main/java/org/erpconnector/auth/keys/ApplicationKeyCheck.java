package org.erpconnector.auth.keys;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import java.util.function.Function;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Fault;
import org.erpconnector.auth.core.ApplicationSigner;
import org.erpconnector.auth.core.SigningException;
import org.erpconnector.auth.keys.source.CertificateNames;
import org.erpconnector.auth.keys.source.RsaRules;

/** Whether a private key is one with which SuperOffice can be answered. */
final class ApplicationKeyCheck {
    private static final String NEW_KEY =
            "Only another key helps: register the public half of an RSA key of 2048 bits or more with SuperOffice";
    private static final String AGAIN = "Export key and certificate again, together";

    private ApplicationKeyCheck() {}

    /**
     * Makes a signer of a key.
     *
     * @param refusal says where the key lies
     * @throws ConfigurationException with the first thing that is wrong with it
     */
    static ApplicationSigner signer(
            PrivateKey key,
            RSAPublicKey publicKey,
            Optional<X509Certificate> certificate,
            Function<Fault, ConfigurationException> refusal)
            throws ConfigurationException {
        Optional<Fault> fault = fault(key, publicKey, certificate);
        if (fault.isPresent()) {
            throw refusal.apply(fault.get());
        }
        try {
            return ApplicationSigner.of(key, publicKey, certificate);
        } catch (SigningException e) {
            ConfigurationException refused = refusal.apply(
                    e.getCause() == null
                            ? new Fault("the key signs, but its public half does not verify the signature", AGAIN)
                            : new Fault(
                                    "the key cannot sign ("
                                            + e.getCause().getClass().getSimpleName()
                                            + "): its numbers do not belong together, or its security provider fails",
                                    "Export the key again; for a key in hardware look at its provider"));
            refused.addSuppressed(e);
            throw refused;
        }
    }

    private static Optional<Fault> fault(
            PrivateKey key, RSAPublicKey publicKey, Optional<X509Certificate> certificate) {
        if (!"RSA".equals(key.getAlgorithm())) {
            return Optional.of(new Fault("the key is of type " + key.getAlgorithm() + " and not RSA", NEW_KEY));
        }
        Optional<String> weak = RsaRules.fault(publicKey, RsaRules.LEAST_APPLICATION_BITS);
        if (weak.isPresent()) {
            return Optional.of(new Fault(weak.get(), NEW_KEY));
        }
        if (certificate.isPresent() && !belongs(publicKey, certificate.get())) {
            return Optional.of(new Fault(
                    "the certificate " + CertificateNames.subject(certificate.get()) + " belongs to another key",
                    AGAIN));
        }
        return key instanceof RSAKey readable && !readable.getModulus().equals(publicKey.getModulus())
                ? Optional.of(new Fault("the private key does not match its certificate or public half", AGAIN))
                : Optional.empty();
    }

    private static boolean belongs(RSAPublicKey publicKey, X509Certificate certificate) {
        return certificate.getPublicKey() instanceof RSAPublicKey certified
                && certified.getModulus().equals(publicKey.getModulus())
                && certified.getPublicExponent().equals(publicKey.getPublicExponent());
    }
}
