package org.erpconnector.auth.keys.jwks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;

/**
 * The certificate of an entry: the first of its x5c (RFC 7517 section 4.7). Only its key and its
 * thumbprints are used. Issuer, validity and the rest of the list are ignored: the set is trusted for the server that it was
 * fetched from.
 */
final class JwkCertificate {
    private JwkCertificate() {}

    static Optional<X509Certificate> of(JsonNode entry) throws KeySetException {
        JsonNode chain = entry.path("x5c");
        if (KeySetJson.absent(chain)) {
            return Optional.empty();
        }
        String first = chain.path(0).textValue();
        if (!chain.isArray() || first == null) {
            throw JsonWebKey.refuse("its x5c is no list of certificates");
        }
        byte[] der = base64(first);
        try {
            X509Certificate certificate = (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
            // The JDK reads PEM, and a certificate with anything behind it, as well: one more thumbprint for one key.
            if (Arrays.equals(certificate.getEncoded(), der)) {
                return Optional.of(certificate);
            }
        } catch (CertificateException e) {
            throw new KeySetException("its x5c cannot be read", "Tell the issuer", e);
        }
        throw JsonWebKey.refuse("its x5c holds more than a certificate");
    }

    static RSAPublicKey key(X509Certificate certificate) throws KeySetException {
        // A key that its certificate reserves for RSASSA-PSS is an RSAPublicKey, too.
        if (certificate.getPublicKey() instanceof RSAPublicKey key
                && key.getAlgorithm().equals("RSA")) {
            return key;
        }
        throw JsonWebKey.refuse("its x5c has no RSA key for RS256");
    }

    private static byte[] base64(String text) throws KeySetException {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw new KeySetException("its x5c is not base64", "Tell the issuer", e);
        }
    }
}
