package org.erpconnector.auth.keys.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.erpconnector.auth.keys.TestKeys.CALLER;
import static org.erpconnector.auth.keys.TestKeys.OWN;
import static org.erpconnector.auth.keys.TestKeys.PASSWORD;

import java.math.BigInteger;
import java.nio.file.Path;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.erpconnector.auth.config.Secret;
import org.erpconnector.auth.core.Credentials;
import org.erpconnector.auth.keys.KeySettings;
import org.erpconnector.auth.keys.TestKeys;
import org.erpconnector.auth.keys.TestPlaces;
import org.erpconnector.auth.testkit.TestSigner;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever holds a key or a password may end up in a log, a debugger's list or a message: its text shows neither. */
@Tag("K22")
class SecretsInTextTest {
    private static final RSAPrivateCrtKey KEY = (RSAPrivateCrtKey) OWN.getPrivate();

    @TempDir
    Path folder;

    @Test
    void noTextOfWhatHoldsAKeyOrAPasswordShowsIt() throws Exception {
        String file = TestPlaces.write(folder, "own.p12", TestKeys.store("PKCS12", Map.of("app", OWN)));
        String callers = TestPlaces.write(folder, "caller", TestKeys.der(CALLER));
        KeySettings places = TestPlaces.of(file, callers)
                .password(PASSWORD)
                .entryPassword(PASSWORD)
                .callerPassword(PASSWORD)
                .places();
        KeySourceContext query = KeySourceContext.privateKey(
                        KeySourceContext.Role.APPLICATION_KEY, Optional.empty(), secret(), secret())
                .seenAt(file);
        LoadedKeyMaterial store = new KeyLocation.FileLocation(Path.of(file)).open(query);
        Instant now = Instant.parse("2026-03-01T12:00:30Z");
        for (Object holder : List.of(
                places,
                query,
                store,
                ApplicationKey.pick(store),
                opened(query, TestKeys.pkcs8Pem(OWN)),
                opened(query, TestKeys.xml(TestKeys.xmlParts(OWN))),
                new RsaNumbers(query, KEY.getModulus(), KEY.getPublicExponent(), KEY.getPrivateExponent()),
                new Pem.Block("PRIVATE KEY", TestKeys.pkcs8Pem(OWN)),
                TestPlaces.holders(places, file),
                TestPlaces.load(places, Clock.systemUTC()),
                new Credentials.Next(TestSigner.of(OWN), now))) {
            assertThat(holder.toString()).as("%s", holder.getClass()).isNotBlank();
            for (String secret : secrets().toList()) {
                assertThat(holder.toString()).as("%s", holder.getClass()).doesNotContainIgnoringCase(secret);
            }
        }
    }

    private static Optional<Secret> secret() {
        return Optional.of(new Secret(PASSWORD));
    }

    private LoadedKeyMaterial opened(KeySourceContext query, String file) throws Exception {
        return new KeyLocation.FileLocation(Path.of(TestPlaces.write(folder, "key", file))).open(query);
    }

    /** The password, the body of the key's file, and each secret number as it may be written. */
    private static Stream<String> secrets() {
        String body = Base64.getEncoder().encodeToString(KEY.getEncoded()).substring(60, 100);
        return Stream.concat(
                Stream.of(PASSWORD, body),
                Stream.of(KEY.getPrivateExponent(), KEY.getPrimeP(), KEY.getPrimeQ(), KEY.getPrimeExponentP())
                        .flatMap(SecretsInTextTest::written));
    }

    private static Stream<String> written(BigInteger number) {
        return Stream.of(
                number.toString(), number.toString(16), TestKeys.base64(number).substring(0, 40));
    }
}
