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

    private static RsaIdentity load(DemoKeys.StoredKey key) throws UsageException {
        return RsaIdentity.load(key.keystore(), key.password(), Optional.of(key.alias()));
    }
}
