package org.erpconnector.auth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.erpconnector.auth.message.Contract;
import org.erpconnector.auth.message.Form;
import org.erpconnector.auth.message.HandshakeRequest;
import org.erpconnector.auth.message.Shape;
import org.erpconnector.auth.testkit.TestKeys;
import org.erpconnector.auth.testkit.TestNaming;
import org.erpconnector.auth.testkit.TestTokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The naming service is asked for settings and keys when the administrator says so, and never because of a token. */
class LookupTest {
    private static final List<String> NAMES = List.of(
            "ldap://127.0.0.1:1/x", "java:comp/env/other", "rmi://127.0.0.1:1/x", "${jndi:ldap://127.0.0.1:1/x}");

    @TempDir
    Path folder;

    @BeforeEach
    void startNaming() {
        TestNaming.start();
    }

    @AfterEach
    void stopNaming() {
        TestNaming.stop();
    }

    @Test
    @Tag("K20")
    void noPartOfATokenIsEverLookedUp() throws Exception {
        TestKeys caller = TestKeys.ofBits(2048);
        FilterComponents parts = start(caller);
        TestNaming.ASKED.clear();
        assertThat(answer(parts, TestTokens.valid(caller))).isEqualTo(200);
        for (String name : NAMES) {
            String json = "\"" + name + "\"";
            for (String member : List.of("kid", "x5t", "x5t#S256", "jku", "x5u", "typ", "alg")) {
                assertThat(answer(parts, TestTokens.withHeader(caller, member, json)))
                        .as(member)
                        .isEqualTo(401);
            }
            for (String member : List.of("aud", "iss", "nonce")) {
                assertThat(answer(parts, TestTokens.withClaim(caller, member, json)))
                        .as(member)
                        .isEqualTo(401);
            }
            answer(parts, TestTokens.withClaim(caller, "sub", json));
            answer(parts, TestTokens.withClaim(caller, TestTokens.CONTEXT, json));
            answer(parts, name);
        }
        assertThat(TestNaming.ASKED).isEmpty();
    }

    private FilterComponents start(TestKeys caller) throws Exception {
        String key = Base64.getMimeEncoder()
                .encodeToString(TestKeys.ofBits(2048).pair().getPrivate().getEncoded());
        Path own = Files.writeString(
                folder.resolve("own.pem"), "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n");
        Path pinned =
                Files.write(folder.resolve("caller.crt"), caller.certificate().getEncoded());
        Map<String, String> settings = Map.of(
                "application-id",
                TestTokens.APPLICATION_ID,
                "environment",
                "custom",
                "application-key",
                own.toString(),
                "caller-keys",
                pinned.toString());
        return FilterLifecycle.start("erp", settings, attribute -> null, Clock.fixed(TestTokens.NOW, ZoneOffset.UTC))
                .parts();
    }

    private static int answer(FilterComponents parts, String token) {
        HandshakeRequest request = new HandshakeRequest(new Shape.Http(Contract.HTTP_JWT), token, false, Form.TOKEN);
        return parts.handshake()
                .answer(request, new Caller("127.0.0.1", "192.0.2.1", "/x"))
                .status();
    }
}
