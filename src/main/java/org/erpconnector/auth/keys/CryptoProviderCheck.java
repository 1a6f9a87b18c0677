package org.erpconnector.auth.keys;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.Security;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.erpconnector.auth.config.Problem;
import org.erpconnector.auth.config.Setting;
import org.erpconnector.auth.core.ApplicationSigner;
import org.erpconnector.auth.core.Credentials;
import org.erpconnector.auth.core.JcaKey;
import org.erpconnector.auth.core.SigningException;
import org.erpconnector.auth.keys.source.RsaRules;

/**
 * Lets the security provider that the deployer names sign and verify, if it does so exactly as the JDK does, tried with a
 * key pair of the check's own. One that is missing or fails is warned of and not used: to be answered at all is worth more
 * to the caller than to be answered fast. Stateless.
 */
final class CryptoProviderCheck {
    private static final String INSTEAD = ", so that signatures are made and verified without it";
    private static final String INSTALL = "Put its jar on the server's own class path, never into WEB-INF/lib, and list"
            + " it in the server's java.security; or remove this setting";
    private static final String LOOK =
            "See that its native library is made for this machine and can be loaded; or remove this setting";
    /** By its name, since the provider under test may be the first of the list. */
    private static final String JDK = "SunRsaSign";

    private CryptoProviderCheck() {}

    /** The same keys, to be computed with by the provider of this name, or with a warning that says why not. */
    static LoadedKeys choose(String name, LoadedKeys keys) {
        // Anew for each snapshot: the server may register it later than it deploys this web application.
        Provider provider = Security.getProvider(name);
        if (provider == null) {
            return keys.warning(List.of(warning(
                    name, "no security provider of this name is registered, only " + registered() + INSTEAD, INSTALL)));
        }
        try {
            Optional<String> fault = fault(provider);
            return fault.isPresent()
                    ? keys.warning(List.of(warning(name, fault.get() + INSTEAD, LOOK)))
                    : computedBy(provider, keys);
        } catch (SigningException e) {
            return keys.warning(List.of(warning(name, "with it " + e.getMessage() + INSTEAD, LOOK)));
        } catch (GeneralSecurityException | RuntimeException | Error e) {
            // Native code that cannot be loaded throws Errors of many kinds. No message: it may quote a key.
            return keys.warning(List.of(
                    warning(name, "its self-test ended in " + e.getClass().getName() + INSTEAD, LOOK)));
        }
    }

    private static LoadedKeys computedBy(Provider provider, LoadedKeys keys) throws SigningException {
        List<String> warnings = new ArrayList<>(keys.warnings());
        ApplicationSigner own = keys.application().by(provider);
        unreadable(provider, Setting.APPLICATION_KEY, own).ifPresent(warnings::add);
        Optional<Credentials.Next> next = Optional.empty();
        if (keys.next().isPresent()) {
            ApplicationSigner following = keys.next().get().signer().by(provider);
            unreadable(provider, Setting.NEXT_APPLICATION_KEY, following).ifPresent(warnings::add);
            next = Optional.of(new Credentials.Next(following, keys.next().get().from()));
        }
        return new LoadedKeys(
                own, next, keys.callers(), warnings, keys.provider(), keys.files(), Optional.of(provider));
    }

    private static Optional<String> unreadable(Provider provider, Setting<?> setting, ApplicationSigner signer) {
        return signer.provider().isPresent()
                ? Optional.empty()
                : Optional.of(warning(
                        provider.getName(),
                        "it cannot read " + setting.key() + ", which signs without it",
                        "Give a key that can be read; or remove this setting"));
    }

    /** The first thing that it does in another way than the JDK. */
    private static Optional<String> fault(Provider provider) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA", JDK);
        generator.initialize(RsaRules.LEAST_JWT_BITS);
        KeyPair pair = generator.generateKeyPair();
        // For what it throws, which names the fault.
        KeyFactory.getInstance("RSA", provider).translateKey(pair.getPublic());
        JcaKey<RSAPublicKey> verifying = JcaKey.verifying((RSAPublicKey) pair.getPublic(), Optional.of(provider));
        if (verifying.provider().isEmpty()) {
            return Optional.of("its KeyFactory makes another key of a public key");
        }
        byte[] data = pair.getPublic().getEncoded();
        byte[] expected = sign(new JcaKey<>(pair.getPrivate(), Optional.of(Security.getProvider(JDK))), data);
        JcaKey<PrivateKey> signing = JcaKey.signing(pair.getPrivate(), Optional.of(provider));
        // PKCS#1 v1.5 has one signature for each text (RFC 8017 section 8.2).
        if (signing.provider().isPresent() && !Arrays.equals(sign(signing, data), expected)) {
            return Optional.of("its signature is not the one that the JDK makes");
        }
        if (!verify(verifying, data, expected)) {
            return Optional.of("it does not verify a good signature");
        }
        byte[] damaged = expected.clone();
        damaged[damaged.length - 1] ^= 1;
        return verify(verifying, data, damaged) || verify(verifying, data, Arrays.copyOf(expected, damaged.length - 1))
                ? Optional.of("it accepts a damaged signature")
                : Optional.empty();
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

    private static String registered() {
        return Stream.of(Security.getProviders()).map(Provider::getName).collect(Collectors.joining(", "));
    }

    private static String warning(String name, String fault, String remedy) {
        return new Problem(Setting.CRYPTO_PROVIDER.key(), name, fault, remedy).toString();
    }
}
