package org.erpconnector.auth.keys;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One consistent set of keys. Immutable; its text shows no key.
 *
 * @param applicationKey our RSA private key; it may live in hardware, then it has no readable parts
 * @param applicationPublicKey its public half, the one that SuperOffice holds
 * @param applicationCertificate the certificate of that key, where there is one; it names the key in a signed JWT reply
 * @param callerCertificates SuperOffice's token-signing certificates, pinned: their issuers are not looked at. At least
 *     one; none where {@code caller-keys} is {@code discovery}
 */
public record ConnectorKeys(
        PrivateKey applicationKey,
        RSAPublicKey applicationPublicKey,
        Optional<X509Certificate> applicationCertificate,
        List<X509Certificate> callerCertificates) {
    /** Throws NullPointerException for a null, inside the provider that made it. */
    public ConnectorKeys {
        Objects.requireNonNull(applicationKey, "applicationKey");
        Objects.requireNonNull(applicationPublicKey, "applicationPublicKey");
        Objects.requireNonNull(applicationCertificate, "applicationCertificate");
        callerCertificates = List.copyOf(callerCertificates);
    }

    /** Size of the application key in bits, such as 2048. */
    public int applicationKeyBits() {
        return applicationPublicKey.getModulus().bitLength();
    }

    @Override
    public String toString() {
        return "ConnectorKeys[application key of " + applicationKeyBits() + " bits, " + callerCertificates.size()
                + " caller certificates]";
    }
}
