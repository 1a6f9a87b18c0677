/**
 * Where keys lie and in what format: files, JNDI, the server's keystore; PKCS12, JKS, PEM, DER, RSA XML. And what makes an
 * RSA key or a certificate of SuperOffice's acceptable.
 *
 * <p>The way of a key: {@code KeyLocationParser} reads the text of a location, {@code KeyLocation} opens it, {@code KeyFormat}
 * decodes it, {@code ApplicationKey} and {@code CallerCertificates} pick from it. {@code KeySourceContext} goes along, and
 * words every refusal.
 */
@NullMarked
package org.erpconnector.auth.keys.source;

import org.jspecify.annotations.NullMarked;
