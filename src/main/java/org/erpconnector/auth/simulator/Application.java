package org.erpconnector.auth.simulator;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertificateFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** An application as registered in the Developer Portal: its client id and its public key. */
record Application(String id, RSAPublicKey key) {

    private static final int LONGEST_ID = 100;

    /** Checks what a user typed and pasted. */
    static Application register(String id, String publicKey) throws UsageException {
        String name = id.strip();
        if (!name.matches("[0-9A-Za-z_-]{1," + LONGEST_ID + "}")) {
            throw new UsageException("A client id has letters, digits, - and _, not [" + Shown.text(name) + "].");
        }
        return new Application(name, key(publicKey.strip()));
    }

    private static RSAPublicKey key(String text) throws UsageException {
        if (text.contains("PRIVATE KEY") || text.contains("<D>")) {
            throw new UsageException("This is a private key. It stays where it is: paste its public half.");
        }
        try {
            if (text.startsWith("<")) {
                return RsaKeyValue.readPublic(text.getBytes(UTF_8));
            }
            if (text.startsWith("-----BEGIN CERTIFICATE-----")) {
                return (RSAPublicKey) CertificateFactory.getInstance("X.509")
                        .generateCertificate(new ByteArrayInputStream(text.getBytes(US_ASCII)))
                        .getPublicKey();
            }
            if (text.startsWith("-----BEGIN PUBLIC KEY-----")) {
                byte[] der = Base64.getMimeDecoder().decode(text.replaceAll("-----[A-Z ]+-----", ""));
                return (RSAPublicKey) KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(der));
            }
        } catch (MalformedException | GeneralSecurityException | IllegalArgumentException | ClassCastException e) {
            throw new UsageException("The public key cannot be read: " + Shown.cause(e) + ".", e);
        }
        throw new UsageException("A public key is <RSAKeyValue> XML, as the portal shows it, or PEM.");
    }

    /**
     * Resolves the connector URL that an administrator types, as the authorization service does: scheme {@code app} and
     * a client id, not case-sensitive.
     */
    void resolve(String url) throws UsageException {
        URI target;
        try {
            target = new URI(url.strip());
        } catch (URISyntaxException e) {
            throw new UsageException("[" + Shown.text(url) + "] is no URL: " + Shown.text(e.getReason()) + ".", e);
        }
        if (!"app".equalsIgnoreCase(target.getScheme())) {
            throw new UsageException("Online takes app://CLIENT-ID and no other URL, not [" + Shown.text(url) + "].");
        }
        String named = target.getRawSchemeSpecificPart().replaceAll("^/+|/+$", "");
        if (!named.equalsIgnoreCase(id)) {
            throw new UsageException("No application has the client id [" + Shown.text(named) + "].");
        }
    }

    String publicKey() {
        return RsaKeyValue.ofPublic(key).strip();
    }
}
