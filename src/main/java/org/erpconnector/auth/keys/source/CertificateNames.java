package org.erpconnector.auth.keys.source;

import java.security.cert.X509Certificate;
import java.util.Map;

/** How messages name a certificate. Stateless. */
public final class CertificateNames {
    /** SuperOffice's certificates have this attribute; RFC 2253 has no keyword for it and would print it as bytes. */
    private static final Map<String, String> WORDS = Map.of("1.2.840.113549.1.9.1", "EMAILADDRESS");

    private CertificateNames() {}

    /** The subject as RFC 2253 writes it, such as {@code CN=SuperOffice Online, O=SuperOffice AS}. */
    public static String subject(X509Certificate certificate) {
        return certificate.getSubjectX500Principal().getName("RFC2253", WORDS);
    }
}
