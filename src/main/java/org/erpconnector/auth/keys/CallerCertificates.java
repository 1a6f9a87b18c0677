package org.erpconnector.auth.keys;

import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.erpconnector.auth.config.ConfigurationException;

/** Picks SuperOffice's certificates from what a place holds; not yet judged. */
final class CallerCertificates {
    private static final String OWN_FILE =
            "Name SuperOffice's certificate files, or a truststore made with keytool -importcert";

    private CallerCertificates() {}

    /**
     * Picks the certificates, at least one.
     *
     * @throws ConfigurationException if there is none, or a private key where only certificates belong
     */
    static List<X509Certificate> pick(Opened opened) throws ConfigurationException {
        KeyQuery query = opened.query();
        if (opened.content() instanceof KeyContent.Store content) {
            return fromStore(query, content.store());
        }
        KeyContent.Parts parts = (KeyContent.Parts) opened.content();
        // The certificates beside a private key are our own chain: to pin them would trust whoever issued them.
        if (!parts.keys().isEmpty()) {
            throw query.refuse("a private key where only certificates belong", OWN_FILE);
        }
        if (parts.certificates().isEmpty()) {
            throw query.refuse("there is no certificate", OWN_FILE);
        }
        return parts.certificates();
    }

    private static List<X509Certificate> fromStore(KeyQuery query, KeyStore store) throws ConfigurationException {
        List<String> trusted = KeyStores.aliases(query, store, KeyStore.TrustedCertificateEntry.class);
        List<X509Certificate> certificates = new ArrayList<>();
        for (String alias : wanted(query, store, trusted)) {
            Certificate certificate = KeyStores.certificate(query, store, alias);
            if (!(certificate instanceof X509Certificate x509)) {
                throw query.refuse("the entry [" + alias + "] is not an X.509 certificate", OWN_FILE);
            }
            certificates.add(x509);
        }
        return Collections.unmodifiableList(certificates);
    }

    /** One keystore may hold our key and SuperOffice's certificates: the key's own entry is passed over. */
    private static List<String> wanted(KeyQuery query, KeyStore store, List<String> trusted)
            throws ConfigurationException {
        List<String> all = KeyStores.all(query, store);
        if (all.isEmpty()) {
            throw KeyStores.empty(query, store);
        }
        if (trusted.isEmpty()) {
            throw query.refuse("the keystore holds only keys " + all + " and no trusted certificate", OWN_FILE);
        }
        if (query.alias().isEmpty()) {
            return trusted;
        }
        List<String> named =
                trusted.stream().filter(query.alias().get()::equalsIgnoreCase).toList();
        if (named.isEmpty()) {
            throw query.refuseAlias(
                    "the keystore has no trusted certificate [" + query.alias().get() + "], only " + trusted,
                    "Set " + query.aliasPlace() + " to one of them, or leave it out to take all");
        }
        return named;
    }
}
