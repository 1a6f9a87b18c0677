package org.erpconnector.auth.keys.source;

import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/** What a place holds, decoded, before anybody asks whether it is what was wanted. */
public sealed interface KeyContent {
    /** What a person calls the format, such as {@code PKCS12 keystore}. */
    String format();

    /** A keystore, already opened; its entries may need a password of their own. */
    record Store(KeyStore store) implements KeyContent {
        @Override
        public String format() {
            return store.getType() + " keystore";
        }
    }

    /** Single keys and certificates, in the order of the file. */
    record Parts(String format, List<PrivateKey> keys, List<X509Certificate> certificates) implements KeyContent {
        public Parts {
            keys = List.copyOf(keys);
            certificates = List.copyOf(certificates);
        }
    }
}
