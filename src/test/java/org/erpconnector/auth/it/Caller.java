package org.erpconnector.auth.it;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.erpconnector.auth.simulator.DemoKeys;
import org.erpconnector.auth.testkit.TestTokens;

/** Plays SuperOffice by hand, where a test has to see or to change what goes over the wire. */
public record Caller(String applicationId, PrivateKey key, X509Certificate certificate) {
    public static final String SOAP_11 = "text/xml; charset=utf-8";
    static final String SOAP_12 = "application/soap+xml; charset=utf-8";
    static final String MIRRORING = "http://www.superoffice.com/online/mirroring/0.1";

    private static final String SOAP_11_ENVELOPE = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String SOAP_12_ENVELOPE = "http://www.w3.org/2003/05/soap-envelope";

    public static Caller trusted(DemoKeys keys) {
        return of(keys, keys.caller());
    }

    /** Of the same name as the trusted one, with a key that nobody knows. */
    static Caller foreign(DemoKeys keys) {
        return of(keys, keys.foreign());
    }

    private static Caller of(DemoKeys keys, DemoKeys.StoredKey stored) {
        char[] password = stored.password().toCharArray();
        try (InputStream in = Files.newInputStream(stored.keystore())) {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(in, password);
            return new Caller(
                    keys.applicationId(), (PrivateKey) store.getKey(stored.alias(), password), (X509Certificate)
                            store.getCertificate(stored.alias()));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A token with a fresh nonce, as it comes from SuperOffice. */
    public String token() {
        return token(nonce(), 300);
    }

    public static String nonce() {
        return UUID.randomUUID().toString().replace("-", "");
    }

    /** A token of 360 seconds that expires so many seconds from now; less than 0: it has expired. */
    public String token(String nonce, int expiresIn) {
        long expires = Instant.now().getEpochSecond() + expiresIn;
        Map<String, String> claims = TestTokens.claims();
        claims.put("nonce", "\"" + nonce + "\"");
        claims.put("nbf", Long.toString(expires - 360));
        claims.put("exp", Long.toString(expires));
        claims.put("aud", "\"spn:" + applicationId + "\"");
        return TestTokens.signed(TestTokens.header(certificate), claims, key);
    }

    /** The connector contract in parameter style, SOAP 1.1. */
    public static String connectorMessage(String token) {
        return connectorMessage(SOAP_11_ENVELOPE, token);
    }

    static String connectorMessage12(String token) {
        return connectorMessage(SOAP_12_ENVELOPE, token);
    }

    public static String mirroringMessage(String token) {
        return "<s:Envelope xmlns:s=\"" + SOAP_11_ENVELOPE + "\"><s:Header>"
                + "<h:SignedToken s:mustUnderstand=\"1\" xmlns:h=\"" + MIRRORING + "\">" + token + "</h:SignedToken>"
                + "</s:Header><s:Body><AuthenticateRequest xmlns=\"" + MIRRORING + "\"/></s:Body></s:Envelope>";
    }

    private static String connectorMessage(String envelope, String token) {
        return "<s:Envelope xmlns:s=\"" + envelope + "\"><s:Body><Authenticate xmlns=\"urn:it\"><request>"
                + "<SignedToken>" + token + "</SignedToken></request></Authenticate></s:Body></s:Envelope>";
    }
}
