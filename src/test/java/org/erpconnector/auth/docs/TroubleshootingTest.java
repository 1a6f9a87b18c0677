package org.erpconnector.auth.docs;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import org.erpconnector.auth.http.FilterServer;
import org.erpconnector.auth.servlet.FilterLifecycle;
import org.erpconnector.auth.simulator.DemoKeys;
import org.erpconnector.auth.simulator.Simulator;
import org.erpconnector.auth.testkit.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of the page, to a filter with nothing behind it. */
class TroubleshootingTest {
    private static final Page PAGE = Page.manual("troubleshooting");
    private static final String SIMULATOR = "java -jar <simulator> ";

    @TempDir
    Path folder;

    @Test
    void theCommandsSayWhatThePageShows() throws Exception {
        DemoKeys keys = DemoKeys.make(folder.resolve("keys"));
        Map<String, String> settings = Map.of(
                "application-id", keys.applicationId(),
                "environment", "custom",
                "application-key", keys.application().keystore().toString(),
                "application-key-password", keys.application().password(),
                "caller-keys", keys.callerCertificate().toString());
        FilterLifecycle running = FilterLifecycle.start("erp", settings, attribute -> null, Clock.systemUTC());
        HttpServlet nobody = new HttpServlet() {
            @Override
            protected void doPost(HttpServletRequest request, HttpServletResponse response) {
                response.setStatus(HttpServletResponse.SC_NOT_FOUND);
            }
        };
        try (FilterServer server = new FilterServer(folder)
                .ours("erp", running, "/*")
                .servlet("nobody", nobody, "/Services/*")
                .start()) {
            String foreign = said(PAGE.block("## Nothing in the log", "shell"), keys, server.port());
            assertThat(foreign).contains("REFUSED by the connector: Failed to validate authentication request");
            assertThat(PAGE.section("## Nothing in the log"))
                    .contains("`REFUSED by the connector: Failed to validate authentication request`");

            String own = said(PAGE.block("## TLS and port 443", "shell"), keys, server.port());
            assertThat(own).contains("VERIFIED").contains(PAGE.block("## 404", "text"));
        }
    }

    private static String said(String command, DemoKeys keys, int port) {
        assertThat(command).startsWith(SIMULATOR);
        String[] words = command.substring(SIMULATOR.length())
                .replace("demo.properties", keys.properties().toString())
                .replace("https://erp.example.com/connector", "http://127.0.0.1:" + port)
                .split(" ");
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        Simulator.run(words, out, out);
        return printed.toString(StandardCharsets.UTF_8);
    }
}
