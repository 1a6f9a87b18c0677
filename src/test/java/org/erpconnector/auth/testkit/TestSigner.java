package org.erpconnector.auth.testkit;

import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import org.erpconnector.auth.core.ApplicationSigner;
import org.erpconnector.auth.core.SigningException;

/** Signers of keys that sign as they should. */
public final class TestSigner {
    private TestSigner() {}

    public static ApplicationSigner of(KeyPair pair) {
        return of(pair.getPrivate(), (RSAPublicKey) pair.getPublic(), Optional.empty());
    }

    public static ApplicationSigner of(KeyPair pair, X509Certificate certificate) {
        return of(pair.getPrivate(), (RSAPublicKey) pair.getPublic(), Optional.of(certificate));
    }

    public static ApplicationSigner of(PrivateKey key, RSAPublicKey publicKey, Optional<X509Certificate> certificate) {
        try {
            return ApplicationSigner.of(key, publicKey, certificate);
        } catch (SigningException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
