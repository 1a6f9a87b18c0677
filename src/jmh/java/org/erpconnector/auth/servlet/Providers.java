package org.erpconnector.auth.servlet;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Provider;
import java.security.Security;
import java.util.Optional;
import org.conscrypt.Conscrypt;

/** Of RSA keys and signatures. */
final class Providers {
    static final String JDK = "SunRsaSign";
    static final String CORRETTO = "AmazonCorrettoCryptoProvider";
    static final String CONSCRYPT = "Conscrypt";

    private Providers() {}

    /** Not registered: nothing else in the JVM may change. */
    static Provider of(String name) {
        return switch (name) {
            case CORRETTO -> AmazonCorrettoCryptoProvider.INSTANCE;
            case CONSCRYPT -> Conscrypt.newProvider();
            default -> Security.getProvider(name);
        };
    }

    /** As the setting of that name has it; the JDK's own needs none. */
    static Optional<Provider> named(String name) {
        return name.equals(JDK) ? Optional.empty() : Optional.of(of(name));
    }
}
