package org.erpconnector.auth.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The connector that the bench brings along: it is one that SuperOffice would take. */
class DemoConnectorTest {

    @TempDir
    private Path folder;

    @Test
    void passesTheConformanceKit() throws Exception {
        DemoKeys keys = DemoKeys.make(folder);
        RsaIdentity key = load(keys.application());
        RsaIdentity caller = load(keys.caller());
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, StandardCharsets.UTF_8);
        try (DemoConnector connector =
                new DemoConnector(keys.applicationId(), key, caller.certificate(), Clock.systemUTC())) {
            int status = Simulator.run(
                    new String[] {
                        "check",
                        "--properties",
                        keys.properties().toString(),
                        "--url",
                        connector.soapUrl(),
                        "--http-url",
                        connector.httpUrl()
                    },
                    stream,
                    stream);
            assertThat(out.toString(StandardCharsets.UTF_8).lines().filter(line -> line.contains("FAILED")))
                    .isEmpty();
            assertThat(status).isZero();
        }
    }

    /** The difference of the two claims overflows, and would pass for a short life. */
    @Test
    void acceptsNoTokenThatNeverExpires() throws Exception {
        RsaIdentity key = DemoKeys.identity("Demo connector", TestIdentity.NOW);
        RsaIdentity caller = DemoKeys.identity(DemoKeys.CALLER_SUBJECT, TestIdentity.NOW);
        DemoToken tokens = new DemoToken("app", key, caller.certificate(), TestIdentity.CLOCK);
        CallerToken.Terms terms = new CallerToken.Terms("app", DemoKeys.TENANT, "SuperOffice AS", 300);
        CallerToken endless = TokenDraft.of(terms, caller, TestIdentity.NOW)
                .claim("nbf", "-1")
                .claim("exp", Long.toString(Long.MAX_VALUE))
                .sign();
        assertThat(tokens.judge(endless.text()).reason()).isEqualTo("The token is valid for too long, or never");
        CallerToken genuine = CallerToken.issue(terms, caller, TestIdentity.NOW);
        assertThat(tokens.judge(genuine.text()).reply()).isPresent();
    }

    private static RsaIdentity load(DemoKeys.StoredKey key) throws UsageException {
        return RsaIdentity.load(key.keystore(), key.password(), Optional.of(key.alias()));
    }
}
