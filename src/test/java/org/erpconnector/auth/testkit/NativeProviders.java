package org.erpconnector.auth.testkit;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.util.List;
import java.util.Optional;
import org.conscrypt.Conscrypt;

/** The security providers with native code that recipes.md names, and a PKCS#11 module as Linux distributions have one. */
public final class NativeProviders {
    /** Where Debian, Fedora and others put Mozilla's module. */
    private static final List<Path> NSS = List.of(
            Path.of("/usr/lib/x86_64-linux-gnu"),
            Path.of("/usr/lib/aarch64-linux-gnu"),
            Path.of("/usr/lib64"),
            Path.of("/usr/lib"));

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
            case "SunPKCS11-NSS" -> {
                Optional<Path> library = NSS.stream()
                        .filter(folder -> Files.exists(folder.resolve("libsoftokn3.so")))
                        .findFirst();
                assumeTrue(library.isPresent(), "skipped on this machine: no libsoftokn3.so in any of " + NSS);
                return Security.getProvider("SunPKCS11")
                        .configure("--name=NSS\nnssLibraryDirectory=" + library.get() + "\nnssDbMode=noDb\n");
            }
            default -> throw new IllegalArgumentException(name);
        }
    }
}
