package org.erpconnector.auth.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.Provider;
import org.conscrypt.Conscrypt;

/** The security providers with native code that README names. */
public final class NativeProviders {
    private NativeProviders() {}

    /** One of them, not registered. Where it has no library for this machine the test is skipped. */
    public static Provider loaded(String name) {
        switch (name) {
            case "AmazonCorrettoCryptoProvider" -> {
                Throwable missing = AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError();
                assumeTrue(missing == null, () -> "skipped on this machine: " + missing);
                return AmazonCorrettoCryptoProvider.INSTANCE;
            }
            case "Conscrypt" -> {
                assumeTrue(Conscrypt.isAvailable(), "skipped on this machine: Conscrypt has no library for it");
                return Conscrypt.newProvider();
            }
            default -> throw new IllegalArgumentException(name);
        }
    }
}
