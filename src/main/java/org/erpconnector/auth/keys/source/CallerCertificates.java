package org.erpconnector.auth.keys.source;

import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.erpconnector.auth.config.ConfigurationException;

/** Picks SuperOffice's certificates from what a place holds; not yet judged. */
public final class CallerCertificates {
    private static final String OWN_FILE =
            "Name SuperOffice's certificate files, or a truststore made with keytool -importcert";

    private CallerCertificates() {}

    /**
     * Picks the certificates, at least one.
     *
     * @throws ConfigurationException if there is none, or a private key where only certificates belong
     */
    public static List<X509Certificate> pick(LoadedKeyMaterial material) throws ConfigurationException {
        KeySourceContext context = material.context();
        if (material.content() instanceof KeyContent.Store content) {
            return fromStore(context, content.store());
        }
        KeyContent.Parts parts = (KeyContent.Parts) material.content();
        // Certificates beside a private key are our own chain: pinning them would trust our own issuer as the caller.
        if (!parts.keys().isEmpty()) {
            throw context.refuse("a private key where only certificates belong", OWN_FILE);
        }
        if (parts.certificates().isEmpty()) {
            throw context.refuse("there is no certificate", OWN_FILE);
        }
        return parts.certificates();
    }

    private static List<X509Certificate> fromStore(KeySourceContext context, KeyStore store)
            throws ConfigurationException {
        List<String> trusted = KeyStores.aliases(context, store, KeyStore.TrustedCertificateEntry.class);
        List<X509Certificate> certificates = new ArrayList<>();
        for (String alias : wanted(context, store, trusted)) {
            Certificate certificate = KeyStores.certificate(context, store, alias);
            if (!(certificate instanceof X509Certificate x509)) {
                throw context.refuse("the entry [" + alias + "] is not an X.509 certificate", OWN_FILE);
            }
            certificates.add(x509);
        }
        return Collections.unmodifiableList(certificates);
    }

    /** One keystore may hold our key and SuperOffice's certificates: the key's own entry is passed over. */
    private static List<String> wanted(KeySourceContext context, KeyStore store, List<String> trusted)
            throws ConfigurationException {
        List<String> all = KeyStores.all(context, store);
        if (all.isEmpty()) {
            throw KeyStores.empty(context, store);
        }
        if (trusted.isEmpty()) {
            throw context.refuse("the keystore holds only keys " + all + " and no trusted certificate", OWN_FILE);
        }
        if (context.alias().isEmpty()) {
            return trusted;
        }
        List<String> named =
                trusted.stream().filter(context.alias().get()::equalsIgnoreCase).toList();
        if (named.isEmpty()) {
            throw context.refuseAlias(
                    "the keystore has no trusted certificate ["
                            + context.alias().get() + "], only " + trusted,
                    "Set " + context.aliasPlace() + " to one of them, or leave it out to take all");
        }
        return named;
    }
}
