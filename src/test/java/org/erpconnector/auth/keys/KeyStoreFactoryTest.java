package org.erpconnector.auth.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.erpconnector.auth.keys.TestKeys.CALLER;
import static org.erpconnector.auth.keys.TestKeys.PASSWORD;
import static org.erpconnector.auth.keys.TestKeys.WRONG;

import java.nio.file.Path;
import java.security.KeyStore;
import java.util.Map;
import javax.naming.CompositeName;
import javax.naming.NamingException;
import javax.naming.Reference;
import javax.naming.StringRefAddr;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyStoreFactoryTest {
    @TempDir
    Path folder;

    @Test
    void opensAKeystoreAndIgnoresWhatServersAdd() throws Exception {
        Reference reference = reference("path", store(), "password", PASSWORD);
        reference.add(new StringRefAddr("singleton", "true"));
        reference.add(new StringRefAddr("auth", "Container"));
        KeyStore opened = (KeyStore) make(reference);
        assertThat(opened.getCertificate("superoffice")).isEqualTo(CALLER);
    }

    @Test
    void leavesOtherObjectsToOtherFactories() throws Exception {
        assertThat(new KeyStoreFactory().getObjectInstance("text", null, null, null))
                .isNull();
    }

    @Test
    void saysWhatIsWrongWithoutThePassword() {
        assertThatThrownBy(() -> make(reference("password", PASSWORD)))
                .isInstanceOf(NamingException.class)
                .hasMessageContaining("JNDI resource erp/keys")
                .hasMessageContaining("no property path");
        assertThatThrownBy(() -> make(reference("path", store(), "password", WRONG)))
                .hasMessageContaining("the password does not open the PKCS12 keystore")
                .hasMessageContaining("the property password of the JNDI resource")
                .message()
                .doesNotContain(WRONG);
        assertThatThrownBy(() -> make(reference("path", store(), "password", "${ALIAS=erp}")))
                .hasMessageContaining("did not resolve the alias or variable in the property password");
        assertThatThrownBy(() -> make(reference("path", "ldap://127.0.0.1/x"))).hasMessageContaining("never looked up");
        assertThatThrownBy(() -> make(reference("path", "java:comp/env/x")))
                .hasMessageContaining("no absolute file path");
        String pem = TestPlaces.write(folder, "caller.pem", TestKeys.pem(CALLER));
        assertThatThrownBy(() -> make(reference("path", pem))).hasMessageContaining("and no keystore");
    }

    private String store() {
        return TestPlaces.write(folder, "store.p12", TestKeys.store("PKCS12", Map.of("superoffice", CALLER)));
    }

    private static Object make(Reference reference) throws NamingException {
        return new KeyStoreFactory().getObjectInstance(reference, new CompositeName("erp/keys"), null, null);
    }

    private static Reference reference(String... pairs) {
        Reference reference = new Reference(KeyStore.class.getName());
        for (int i = 0; i < pairs.length; i += 2) {
            reference.add(new StringRefAddr(pairs[i], pairs[i + 1]));
        }
        return reference;
    }
}
