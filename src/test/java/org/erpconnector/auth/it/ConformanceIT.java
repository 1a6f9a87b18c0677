package org.erpconnector.auth.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.erpconnector.auth.example.DemoSettings;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The example behind the filter passes the conformance kit, with the properties that the running example writes. */
@ExtendWith(ArquillianExtension.class)
class ConformanceIT {
    private static final Connector CONNECTOR = Connector.named("conformance");

    @TempDir
    Path folder;

    @Deployment(testable = false)
    static WebArchive example() {
        return ExampleWar.named("conformance");
    }

    @Test
    void theExamplePassesEveryCase() throws IOException {
        DemoSettings settings = DemoKeySets.administratorsSettings();
        Path properties = settings.write(folder.resolve("demo.properties"), CONNECTOR.uri());
        Connector.Verdict verdict = Connector.check(properties);
        assertThat(verdict.text().lines().filter(line -> line.startsWith("  FAILED ")))
                .as(verdict.text())
                .isEmpty();
        assertThat(verdict.status()).isZero();
        assertThat(verdict.text()).contains("(erp, http; connector-parameter)", "PASSED: ");
    }
}
