package org.erpconnector.auth.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PublicKey;
import java.security.Signature;
import java.util.Base64;
import org.erpconnector.auth.it.deployed.MirrorService;
import org.erpconnector.auth.simulator.DemoKeys;
import org.erpconnector.auth.testkit.ReferenceSamples;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A client of the published mirroring WSDL, made by JAX-WS, finds the filter's answers to be those of the contract. */
@EnabledIfSystemProperty(
        named = ReferenceSamples.PROPERTY,
        matches = ".+",
        disabledReason = "needs SuperOffice's published WSDL: -Dreference.samples=<folder>")
@ExtendWith(ArquillianExtension.class)
class MirroringClientIT {
    private static final DemoKeys KEYS = DemoKeySets.administrators();
    private static final Caller TRUSTED = Caller.trusted(KEYS);
    private static final Connector MIRROR = Connector.named("mirror");
    private static final String SERVICE = "/MirroringClientService.svc";

    @TempDir
    static Path folder;

    private static GeneratedClient client;

    @Deployment(testable = false)
    static WebArchive mirror() {
        String servlet = "<servlet><servlet-name>mirror</servlet-name><servlet-class>" + MirrorService.class.getName()
                + "</servlet-class></servlet><servlet-mapping><servlet-name>mirror</servlet-name><url-pattern>"
                + SERVICE + "</url-pattern></servlet-mapping></web-app>";
        return ExampleWar.with("mirror", WebXml.ofExample().replace("</web-app>", servlet))
                .addClass(MirrorService.class);
    }

    @BeforeAll
    static void generate() throws IOException {
        client = GeneratedClient.of(ReferenceSamples.path("wsdl/MirroringClientService_Full.xml"), folder);
    }

    @AfterAll
    static void unload() throws IOException {
        client.close();
    }

    @Test
    void aHandshakeSucceedsAndTheReplyTokenVerifies() throws ReflectiveOperationException, GeneralSecurityException {
        String nonce = Caller.nonce();
        GeneratedClient.Reply reply = call("Authenticate", "state", TRUSTED.token(nonce, 300));
        assertThat(reply.successful()).isTrue();
        assertThat(reply.text("ErrorMessage")).isEmpty();
        assertThat(reply.text("SupportedInterfaces")).isEqualTo("1");
        assertThat(reply.text("SuperOfficeMirroringBuild")).isEqualTo("4.0.0.0/Release_1");
        String[] token = reply.text("SignedApplicationToken").split("\\.");
        assertThat(token).hasSize(3);
        assertThat(token[0]).isEqualTo(nonce);
        assertThat(signed(token[0] + "." + token[1], token[2])).isTrue();
    }

    @Test
    void aStrangersHandshakeFailsWithAMessage() throws ReflectiveOperationException {
        GeneratedClient.Reply reply =
                call("Authenticate", "state", Caller.foreign(KEYS).token());
        assertThat(reply.successful()).isFalse();
        assertThat(reply.text("ErrorMessage")).isEqualTo("Failed to validate authentication request");
        assertThat(reply.text("SignedApplicationToken")).isNull();
    }

    @Test
    void otherOperationsReachTheServiceWithTheirToken() throws ReflectiveOperationException {
        String token = TRUSTED.token();
        GeneratedClient.Reply reply = call("Wipe", "state", token);
        assertThat(reply.successful()).isTrue();
        assertThat(reply.text("ErrorMessage")).isEqualTo("state null " + token);
    }

    private static GeneratedClient.Reply call(String operation, String state, String token)
            throws ReflectiveOperationException {
        return client.call(MIRROR.at(SERVICE), operation, state, token);
    }

    private static boolean signed(String text, String signature) throws GeneralSecurityException {
        Signature verifier = Signature.getInstance("SHA256withRSA");
        verifier.initVerify(applicationKey());
        verifier.update(text.getBytes(StandardCharsets.UTF_8));
        return verifier.verify(Base64.getDecoder().decode(signature));
    }

    private static PublicKey applicationKey() throws GeneralSecurityException {
        DemoKeys.StoredKey stored = KEYS.application();
        try {
            return KeyStore.getInstance(
                            stored.keystore().toFile(), stored.password().toCharArray())
                    .getCertificate(stored.alias())
                    .getPublicKey();
        } catch (IOException e) {
            throw new GeneralSecurityException(e);
        }
    }
}
