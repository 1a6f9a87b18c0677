package org.erpconnector.auth.http;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.erpconnector.auth.keys.ConnectorKeys;
import org.erpconnector.auth.keys.KeyProvider;
import org.erpconnector.auth.keys.KeySettings;
import org.erpconnector.auth.testkit.WatchedKey;

/** Inside a WAR: keys that a test has left for it in this virtual machine, of which the private one counts its uses. */
@ApplicationScoped
public class AttackedKeys implements KeyProvider {
    @Override
    public ConnectorKeys load(KeySettings places) {
        @SuppressWarnings("unchecked")
        Map<String, byte[]> keys = (Map<String, byte[]>) System.getProperties().get("attack.keys");
        try {
            RSAPrivateKey key = (RSAPrivateKey)
                    KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(keys.get("application")));
            WatchedKey watched = new WatchedKey(key, false);
            System.getProperties().put("attack.signatures", (IntSupplier) watched::uses);
            RSAPublicKey publicKey = (RSAPublicKey)
                    certificate(keys.get("applicationCertificate")).getPublicKey();
            return new ConnectorKeys(
                    watched,
                    publicKey,
                    Optional.empty(),
                    List.of(certificate(keys.get("caller")), certificate(keys.get("second"))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static X509Certificate certificate(byte[] der) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }
}
