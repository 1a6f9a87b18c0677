package org.erpconnector.auth.keys.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Secret;
import org.jspecify.annotations.Nullable;

/** Opens keystores and lists their entries, with sentences in place of what the JDK throws. */
final class KeyStores {
    static final String AS_PEM = "If it is the right one, make a PEM file, which opens with such a password, too:"
            + " openssl pkcs12 -in <file> -out keys.pem, with -nokeys for certificates alone, with -legacy for an old file";

    private KeyStores() {}

    /**
     * Opens a keystore. Without a password the JDK skips the integrity check, and the encrypted part of a PKCS12 file:
     * such a store looks empty, or its key does not open, and the refusal then says so.
     */
    static KeyContent load(KeySourceContext context, String type, byte @Nullable [] bytes)
            throws ConfigurationException {
        try {
            KeyStore store = KeyStore.getInstance(type);
            char[] password = context.password().map(Secret::reveal).orElse(null);
            store.load(bytes == null ? null : new ByteArrayInputStream(bytes), password);
            return new KeyContent.Store(store);
        } catch (KeyStoreException e) {
            throw context.refuse(
                    "this Java reads no keystores of type " + type,
                    "Write the type as the security provider that reads it does, and register that provider in the"
                            + " server's java.security",
                    e);
        } catch (IOException e) {
            // KeyStore.load promises this cause, and only this one, for a wrong password.
            if (e.getCause() instanceof UnrecoverableKeyException) {
                throw wrongPassword(context, type, e);
            }
            throw damaged(context, type, e);
        } catch (GeneralSecurityException | RuntimeException e) {
            throw damaged(context, type, e);
        }
    }

    private static ConfigurationException wrongPassword(KeySourceContext context, String type, IOException cause) {
        if (context.password().isPresent()
                && !type.equals("JKS")
                && beyondAscii(context.password().get())) {
            return context.refusePassword(
                    "the password does not open the " + type + " keystore, or this Java ("
                            + System.getProperty("java.specification.version")
                            + ") does not: the password has letters outside ASCII, which " + type
                            + " keystores do not take on each Java",
                    AS_PEM,
                    cause);
        }
        return context.refusePassword(
                context.password().isPresent()
                        ? "the password does not open the " + type + " keystore"
                        : "the " + type + " keystore needs a password",
                "Set " + context.passwordPlace() + " to the keystore's password",
                cause);
    }

    /**
     * True for a password that the JDK's password-based algorithms refuse (Java 17) or narrow to seven bits (later ones,
     * in the PKCS#12 algorithms of old files).
     */
    static boolean beyondAscii(Secret password) {
        return !new String(password.reveal()).chars().allMatch(c -> c >= ' ' && c <= '~');
    }

    /**
     * The aliases of all entries.
     *
     * @throws ConfigurationException if the keystore was never loaded, as a JNDI factory may forget
     */
    static List<String> all(KeySourceContext context, KeyStore store) throws ConfigurationException {
        try {
            return Collections.list(store.aliases());
        } catch (KeyStoreException e) {
            throw notLoaded(context, e);
        }
    }

    /** The aliases of all entries of a kind; refuses as {@link #all} does. */
    static List<String> aliases(KeySourceContext context, KeyStore store, Class<? extends KeyStore.Entry> kind)
            throws ConfigurationException {
        try {
            List<String> aliases = new ArrayList<>();
            for (String alias : all(context, store)) {
                if (store.entryInstanceOf(alias, kind)) {
                    aliases.add(alias);
                }
            }
            return Collections.unmodifiableList(aliases);
        } catch (KeyStoreException e) {
            throw notLoaded(context, e);
        }
    }

    /** The certificate of an entry, first of its chain; null when it has none. */
    static @Nullable Certificate certificate(KeySourceContext context, KeyStore store, String alias)
            throws ConfigurationException {
        try {
            return store.getCertificate(alias);
        } catch (KeyStoreException e) {
            throw notLoaded(context, e);
        }
    }

    /** Says why a store shows no entry at all. */
    static ConfigurationException empty(KeySourceContext context, KeyStore store) {
        boolean pkcs12 = store.getType().equalsIgnoreCase("PKCS12");
        if (pkcs12 && context.password().isEmpty()) {
            return context.refusePassword(
                    "without a password Java sees no entry in a PKCS12 keystore",
                    "Set " + context.passwordPlace() + " to the keystore's password",
                    new KeyStoreException("no entry"));
        }
        if (pkcs12 && !context.wantsPrivateKey()) {
            return context.refuse(
                    "Java sees no trusted certificate in it, as in every PKCS12 file that openssl pkcs12 -nokeys made",
                    "Name the certificate's own file (PEM or DER), or import it with keytool -importcert -alias superoffice"
                            + " -file <certificate> -keystore callers.p12");
        }
        return context.refuse("the keystore has no entry", "Export the key again, or name another keystore");
    }

    static ConfigurationException notLoaded(KeySourceContext context, KeyStoreException cause) {
        return context.refuse(
                "the keystore was not loaded before it was bound",
                "Call KeyStore.load in the factory that makes it",
                cause);
    }

    private static ConfigurationException damaged(KeySourceContext context, String type, Exception cause) {
        if (context.storeType().isPresent()) {
            return context.refuse(
                    "does not open as a keystore of type " + type + ", which was asked for",
                    "Correct the type (property type of the JNDI resource, or system property"
                            + " javax.net.ssl.keyStoreType), or leave it out: PKCS12, JKS and JCEKS are told by content",
                    cause);
        }
        return context.refuse(
                "looks like a " + type + " keystore, but is truncated, damaged or protected with an algorithm that this"
                        + " Java lacks",
                "Copy the file again; if keytool -list -keystore <file> of this Java cannot read it either, export the key again,"
                        + " or update Java 8, which reads what later ones write from 8u301 on",
                cause);
    }
}
