package org.erpconnector.auth.keys;

import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.SecureRandom;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.erpconnector.auth.config.Problem;
import org.erpconnector.auth.config.Setting;

/**
 * Lets the security provider that the deployer names sign and verify, if it does so exactly as the JDK does. One that
 * is missing or fails is warned of and not used: to be answered at all is worth more to the caller than to be answered
 * fast. Stateless.
 */
public final class CryptoProviderCheck {
    private static final String INSTEAD = ", so that signatures are made and verified without it";
    private static final String INSTALL = "Put its jar on the server's own class path, never into WEB-INF/lib, and list"
            + " it in the server's java.security; or remove this setting";
    private static final String LOOK =
            "See that its native library is made for this machine and can be loaded; or remove this setting";

    private CryptoProviderCheck() {}

    /** The same keys, to be computed with by the provider of this name, or with a warning that says why not. */
    public static LoadedKeys choose(String name, LoadedKeys keys) {
        // Anew for each snapshot: the server may register it later than it deploys this web application.
        Optional<Provider> named = Optional.ofNullable(Security.getProvider(name));
        if (named.isEmpty()) {
            return keys.computedBy(
                    CryptoProvider.DEFAULT,
                    List.of(warning(
                            name,
                            "no security provider of this name is registered, only " + registered() + INSTEAD,
                            INSTALL)));
        }
        Optional<String> fault = fault(named.get(), keys);
        if (fault.isPresent()) {
            return keys.computedBy(CryptoProvider.DEFAULT, List.of(warning(name, fault.get() + INSTEAD, LOOK)));
        }
        CryptoProvider proven = new CryptoProvider(named);
        return keys.computedBy(
                proven,
                own(keys)
                        .filter(own -> proven.signing(own.key()).provider().isEmpty())
                        .map(own -> warning(
                                name,
                                "it cannot read " + own.setting().key() + ", which signs without it",
                                "Give a key that can be read; or remove this setting"))
                        .toList());
    }

    private record Own(Setting<?> setting, PrivateKey key, RSAPublicKey publicKey) {}

    private static Stream<Own> own(LoadedKeys keys) {
        List<Own> all = new ArrayList<>();
        all.add(new Own(
                Setting.APPLICATION_KEY,
                keys.keys().applicationKey(),
                keys.keys().applicationPublicKey()));
        keys.next().ifPresent(next -> all.add(new Own(Setting.NEXT_APPLICATION_KEY, next.key(), next.publicKey())));
        return all.stream();
    }

    private static Optional<String> fault(Provider provider, LoadedKeys keys) {
        try {
            for (Own own : own(keys).toList()) {
                Optional<String> fault = fault(provider, own);
                if (fault.isPresent()) {
                    return fault;
                }
            }
            return Optional.empty();
        } catch (GeneralSecurityException | RuntimeException | Error e) {
            // Native code that cannot be loaded throws Errors of many kinds. No message: it may quote a key.
            return Optional.of("its self-test ended in " + e.getClass().getName());
        }
    }

    /** The first thing that it does in another way than the JDK. */
    private static Optional<String> fault(Provider provider, Own own) throws GeneralSecurityException {
        // For what it throws, which names the fault.
        CryptoProvider.translated(provider, own.publicKey());
        CryptoProvider tested = new CryptoProvider(Optional.of(provider));
        JcaKey<RSAPublicKey> verifying = tested.verifying(own.publicKey());
        if (verifying.provider().isEmpty()) {
            return Optional.of("its KeyFactory makes another key of the public half of "
                    + own.setting().key());
        }
        byte[] data = new byte[32];
        new SecureRandom().nextBytes(data);
        byte[] expected = sign(jdks(own.key()), data);
        if (!verify(jdks(own.publicKey()), data, expected)) {
            return Optional.of("the JDK does not verify what " + own.setting().key() + " signs");
        }
        JcaKey<PrivateKey> signing = tested.signing(own.key());
        // PKCS#1 v1.5 has one signature for each text (RFC 8017 section 8.2).
        if (signing.provider().isPresent() && !Arrays.equals(sign(signing, data), expected)) {
            return Optional.of("its signature is not the one that the JDK makes");
        }
        if (!verify(verifying, data, expected)) {
            return Optional.of("it does not verify a good signature");
        }
        byte[] damaged = expected.clone();
        damaged[damaged.length - 1] ^= 1;
        if (verify(verifying, data, damaged) || verify(verifying, data, Arrays.copyOf(expected, damaged.length - 1))) {
            return Optional.of("it accepts a damaged signature");
        }
        return Optional.empty();
    }

    private static byte[] sign(JcaKey<PrivateKey> key, byte[] data) throws GeneralSecurityException {
        Signature signature = key.signature();
        signature.initSign(key.key());
        signature.update(data);
        return signature.sign();
    }

    private static boolean verify(JcaKey<RSAPublicKey> key, byte[] data, byte[] signed)
            throws GeneralSecurityException {
        Signature signature = key.signature();
        signature.initVerify(key.key());
        signature.update(data);
        try {
            return signature.verify(signed);
        } catch (SignatureException e) {
            // How some providers say no to a signature of the wrong length.
            return false;
        }
    }

    /** A key that cannot be read is computed with by whoever holds it. */
    private static JcaKey<PrivateKey> jdks(PrivateKey key) {
        return key instanceof RSAPrivateKey ? new JcaKey<>(key, jdk()) : JcaKey.of(key);
    }

    private static JcaKey<RSAPublicKey> jdks(RSAPublicKey key) {
        return new JcaKey<>(key, jdk());
    }

    /** By its name, since the provider under test may be the first of the list. */
    private static Optional<Provider> jdk() {
        return Optional.ofNullable(Security.getProvider("SunRsaSign"));
    }

    private static String registered() {
        return Stream.of(Security.getProviders()).map(Provider::getName).collect(Collectors.joining(", "));
    }

    private static String warning(String name, String fault, String remedy) {
        return new Problem(Setting.CRYPTO_PROVIDER.key(), name, fault, remedy).toString();
    }
}
