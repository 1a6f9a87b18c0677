package org.erpconnector.auth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.logging.Logger;
import org.erpconnector.auth.config.SettingValues;
import org.erpconnector.auth.message.Contract;
import org.erpconnector.auth.message.HandshakeReply;
import org.erpconnector.auth.message.HandshakeRequest;
import org.erpconnector.auth.message.Inspection;
import org.erpconnector.auth.message.MessageReader;
import org.erpconnector.auth.testkit.OpenIdProvider;
import org.erpconnector.auth.testkit.TestKeys;
import org.erpconnector.auth.testkit.TestTokens;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Discovery against an OpenID provider that none of us wrote, from its configuration to an answered handshake. */
class OpenIdProviderTest {
    private static final Logger LOGGER = Logger.getLogger("test");

    @TempDir
    Path folder;

    @Test
    void aTokenOfTheProvidersIsAnsweredWithTheKeysThatItPublishes() throws Exception {
        String key = Base64.getMimeEncoder()
                .encodeToString(TestKeys.ofBits(2048).pair().getPrivate().getEncoded());
        Path application = Files.writeString(
                folder.resolve("application.pem"),
                "-----BEGIN PRIVATE KEY-----\n" + key + "\n-----END PRIVATE KEY-----\n");
        try (OpenIdProvider provider = OpenIdProvider.start(folder.resolve("provider.log"))) {
            Map<String, String> settings = new HashMap<>();
            settings.put("application-id", TestTokens.APPLICATION_ID);
            settings.put("environment", "custom");
            settings.put("application-key", application.toAbsolutePath().toString());
            settings.put("caller-keys", "discovery");
            settings.put("discovery-url", provider.configuration());
            settings.put("issuer", provider.issuer());
            settings.put("authenticate-path", "/authenticate");
            FilterComponents filter = FilterComponents.of(
                    SettingValues.read(settings, attribute -> null),
                    Clock.systemUTC(),
                    TestParts.everyLine(LOGGER, "filter"),
                    new KeyLog(LOGGER, "filter"));

            assertThat(filter.keys().callerKeySet().orElseThrow().fault()).isEmpty();
            String token = provider.token();
            int last = token.lastIndexOf('.');
            String forged = token.substring(0, last + 1) + "AAAA" + token.substring(last + 5);
            assertThat(ask(filter, forged).status()).isEqualTo(401);
            HandshakeReply reply = ask(filter, token);
            assertThat(reply.status()).isEqualTo(200);
            assertThat(reply.text()).matches("[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+\\.[A-Za-z0-9_-]+");
        }
    }

    private static HandshakeReply ask(FilterComponents filter, String token) {
        Inspection reading = new MessageReader()
                .read(
                        Inspection.Unread.http(Contract.HTTP_JWT, "application/jwt"),
                        token.getBytes(StandardCharsets.US_ASCII));
        return filter.handshake().answer((HandshakeRequest) reading, new Caller("127.0.0.1", "192.0.2.1", "/x"));
    }
}
