package org.erpconnector.auth.keys.source;

import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.List;
import java.util.Optional;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Secret;

/** Our key, its public half and its certificate, picked from what a place holds; not yet tested. Shows no key. */
public record ApplicationKey(PrivateKey key, RSAPublicKey publicKey, Optional<X509Certificate> certificate) {
    private static final String RSA_ONLY =
            "SuperOffice registers RSA keys only: name the one whose public half is registered. If there is none yet: keytool"
                    + " -genkeypair -keyalg RSA -keysize 2048";

    /**
     * Picks the key.
     *
     * @throws ConfigurationException if there is none, or several to choose from, or it does not open
     */
    public static ApplicationKey pick(LoadedKeyMaterial material) throws ConfigurationException {
        KeySourceContext context = material.context();
        if (material.content() instanceof KeyContent.Store content) {
            return fromStore(context, content.store());
        }
        KeyContent.Parts parts = (KeyContent.Parts) material.content();
        if (parts.keys().isEmpty()) {
            throw context.refuse(
                    "there are only certificates and no private key", "Name the place that holds the private key");
        }
        if (parts.keys().size() > 1) {
            throw context.refuse(
                    "there are " + parts.keys().size() + " private keys", "Leave one, or use a keystore with aliases");
        }
        PrivateKey key = parts.keys().get(0);
        return of(context, key, own(key, parts.certificates()));
    }

    private static ApplicationKey fromStore(KeySourceContext context, KeyStore store) throws ConfigurationException {
        String alias = alias(context, store);
        Key key = open(context, store, alias);
        if (!(key instanceof PrivateKey privateKey)) {
            throw context.refuseAlias(
                    "the entry [" + alias + "] is a secret key and no private key", "Name an entry with a private key");
        }
        return of(
                context,
                privateKey,
                KeyStores.certificate(context, store, alias) instanceof X509Certificate certificate
                        ? Optional.of(certificate)
                        : Optional.empty());
    }

    private static String alias(KeySourceContext context, KeyStore store) throws ConfigurationException {
        List<String> all = KeyStores.all(context, store);
        List<String> keys = KeyStores.aliases(context, store, KeyStore.PrivateKeyEntry.class);
        if (all.isEmpty()) {
            throw KeyStores.empty(context, store);
        }
        if (context.alias().isPresent()) {
            return named(context, store, context.alias().get(), all);
        }
        if (keys.isEmpty()) {
            throw context.refuse(
                    "the keystore holds only certificates " + all + " and no private key",
                    "Name the keystore that holds the private key");
        }
        if (keys.size() > 1) {
            throw context.refuseAlias(
                    "the keystore holds several keys " + keys, "Set " + context.aliasPlace() + " to one of them");
        }
        return keys.get(0);
    }

    private static String named(KeySourceContext context, KeyStore store, String alias, List<String> all)
            throws ConfigurationException {
        try {
            // The store decides about letters' case: JKS and PKCS12 ignore it, others do not.
            if (!store.containsAlias(alias)) {
                Optional<String> similar =
                        all.stream().filter(alias::equalsIgnoreCase).findFirst();
                throw context.refuseAlias(
                        "the keystore has no entry [" + alias + "], only " + all,
                        similar.isPresent()
                                ? "Write [" + similar.get() + "]: this keystore tells upper from lower case"
                                : "Set " + context.aliasPlace() + " to one of them");
            }
            if (!store.isKeyEntry(alias)) {
                throw context.refuseAlias(
                        "the entry [" + alias + "] is a certificate and no private key",
                        "Set " + context.aliasPlace()
                                + " to an entry with a private key, or import the key under this one");
            }
            return alias;
        } catch (KeyStoreException e) {
            throw KeyStores.notLoaded(context, e);
        }
    }

    private static Key open(KeySourceContext context, KeyStore store, String alias) throws ConfigurationException {
        Optional<Secret> password = context.entryPassword().or(context::password);
        try {
            Key key = store.getKey(alias, password.map(Secret::reveal).orElse(null));
            if (key == null) {
                throw context.refuseAlias("the entry [" + alias + "] has no key", "Name an entry with a private key");
            }
            return key;
        } catch (UnrecoverableKeyException | RuntimeException e) {
            if (password.isEmpty()) {
                throw context.refusePassword(
                        "the entry [" + alias + "] needs a password", "Set " + context.passwordPlace(), e);
            }
            if (KeyStores.beyondAscii(password.get()) && !store.getType().equals("JKS")) {
                throw context.refuseEntryPassword(
                        "the keystore opens, but the entry [" + alias + "] does not: with a password of letters outside"
                                + " ASCII, as this one, not each Java ("
                                + System.getProperty("java.specification.version")
                                + " here) opens an entry of a " + store.getType() + " keystore",
                        KeyStores.AS_PEM,
                        e);
            }
            throw context.refuseEntryPassword(
                    "the keystore opens, but the entry [" + alias + "] does not open with this password",
                    "Set " + context.entryPasswordPlace() + " to the entry's own password",
                    e);
        } catch (NoSuchAlgorithmException | KeyStoreException e) {
            throw context.refuse(
                    "this Java lacks the algorithm that protects the entry [" + alias + "]",
                    "Import it into a new PKCS12 keystore with keytool -importkeystore of the Java that made it",
                    e);
        }
    }

    private static ApplicationKey of(KeySourceContext context, PrivateKey key, Optional<X509Certificate> certificate)
            throws ConfigurationException {
        if (!key.getAlgorithm().equals("RSA")) {
            throw context.refuse("the key is of type " + key.getAlgorithm() + " and not RSA", RSA_ONLY);
        }
        if (certificate.isPresent()) {
            PublicKey half = certificate.get().getPublicKey();
            if (half instanceof RSAPublicKey publicKey) {
                return new ApplicationKey(key, publicKey, certificate);
            }
            throw context.refuse(
                    "the certificate beside the key is for a key of type " + half.getAlgorithm(),
                    "Put the certificate of this very key there, or none");
        }
        if (!(key instanceof RSAPrivateCrtKey readable)) {
            throw context.refuse(
                    "the key does not show its public half, and there is no certificate beside it",
                    "Give a keystore that holds the key together with its certificate");
        }
        try {
            PublicKey half = KeyFactory.getInstance("RSA")
                    .generatePublic(new RSAPublicKeySpec(readable.getModulus(), readable.getPublicExponent()));
            return new ApplicationKey(key, (RSAPublicKey) half, Optional.empty());
        } catch (GeneralSecurityException | RuntimeException e) {
            throw context.refuse("the key's public half is not an RSA key that Java accepts", RSA_ONLY, e);
        }
    }

    /** A warning of certificates beside the key that nobody reads: neither its own nor of those that issued it. */
    public Optional<String> unused(LoadedKeyMaterial material) {
        if (!(material.content() instanceof KeyContent.Parts parts)) {
            return Optional.empty();
        }
        List<String> names = parts.certificates().stream()
                .filter(one -> !certificate.equals(Optional.of(one)))
                .filter(one -> parts.certificates().stream()
                        .noneMatch(other -> !other.equals(one)
                                && other.getIssuerX500Principal().equals(one.getSubjectX500Principal())))
                .map(CallerCertificateCheck::name)
                .distinct()
                .toList();
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(material.context()
                        .problem(
                                "beside the key it holds certificates that are not used: " + String.join("; ", names),
                                "Take them out; those of SuperOffice belong to caller-keys")
                        .toString());
    }

    /** The certificate of this key among a chain; if none is, the first, so that the check names the mismatch. */
    private static Optional<X509Certificate> own(PrivateKey key, List<X509Certificate> chain) {
        return chain.stream()
                .filter(certificate -> key instanceof RSAKey own
                        && certificate.getPublicKey() instanceof RSAKey other
                        && own.getModulus().equals(other.getModulus()))
                .findFirst()
                .or(() -> chain.stream().findFirst());
    }

    @Override
    public String toString() {
        return "ApplicationKey[" + publicKey.getModulus().bitLength() + " bits]";
    }
}
