package org.erpconnector.auth.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.erpconnector.auth.testkit.Page;
import org.erpconnector.auth.testkit.Shell;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A connector on https, with the certificate of a test. */
@Tag("F53")
class TrustTest {
    private static final String PASSWORD = "changeit";

    @TempDir
    static Path folder;

    private static HttpsServer server;
    private static DemoKeys keys;

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    @BeforeAll
    static void start() throws Exception {
        Shell shell = new Shell(folder, List.of(), Map.of());
        for (String name : List.of("server", "other")) {
            shell.run("keytool -genkeypair -keyalg RSA -keysize 2048 -dname CN=" + name
                    + " -ext san=ip:127.0.0.1 -validity 2 -keystore " + name + ".p12 -storepass " + PASSWORD
                    + " && keytool -exportcert -keystore " + name + ".p12 -storepass " + PASSWORD + " -file " + name
                    + ".der && keytool -exportcert -rfc -keystore " + name + ".p12 -storepass " + PASSWORD + " -file "
                    + name + ".pem && keytool -importcert -noprompt -alias it -file " + name
                    + ".der -keystore " + name + ".jks -storetype JKS -storepass " + PASSWORD);
        }
        KeyStore store = KeyStore.getInstance(folder.resolve("server.p12").toFile(), PASSWORD.toCharArray());
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setHttpsConfigurator(new HttpsConfigurator(context));
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(404, -1);
            }
        });
        server.start();
        keys = DemoKeys.make(folder.resolve("keys"));
    }

    @AfterAll
    static void stop() {
        server.stop(0);
    }

    private int run(String command, String... more) {
        List<String> arguments = new ArrayList<>(List.of(command, "--url", url("127.0.0.1")));
        arguments.addAll(List.of("--properties", keys.properties().toString()));
        arguments.addAll(List.of(more));
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        return Simulator.run(arguments.toArray(String[]::new), out, out);
    }

    private static String url(String host) {
        return "https://" + host + ":" + server.getAddress().getPort() + "/x";
    }

    private String text() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** HTTP 404 is an answer: TLS let it through. */
    @ParameterizedTest
    @ValueSource(strings = {"server.pem", "server.der", "server.jks", "server.p12"})
    void aTestCertificateThatIsNamedIsTrusted(String file) {
        String[] trust = {"--trust", folder.resolve(file).toString()};
        if (file.endsWith(".p12") || file.endsWith(".jks")) {
            trust = new String[] {trust[0], trust[1], "--trust-password", PASSWORD};
        }
        assertThat(run("handshake", trust)).as(text()).isEqualTo(1);
        assertThat(text()).contains("HTTP 404");
        printed.reset();
        assertThat(run("sync", trust)).as(text()).isEqualTo(1);
        assertThat(text()).contains("HTTP 404");
    }

    @ParameterizedTest
    @ValueSource(strings = {"handshake", "sync"})
    void whoeverMeetsOneIsToldHowToNameIt(String command) {
        assertThat(run(command)).isEqualTo(3);
        assertThat(text())
                .contains(Page.manual("troubleshooting")
                        .block("## TLS and port 443", "text")
                        .replace(
                                "erp.example.com:443",
                                "127.0.0.1:" + server.getAddress().getPort()));
        assertThat(text())
                .contains(
                        "could not establish trust relationship", "A test certificate is made known with --trust FILE");
    }

    @Test
    void noOtherCertificateIsTrusted() {
        assertThat(run("handshake", "--trust", folder.resolve("other.pem").toString()))
                .isEqualTo(3);
        assertThat(text()).contains("The server shows another certificate than --trust names");
    }

    /** No trust mends a wrong name, so that none is asked for. */
    @Test
    void theNameOfTheHostIsCheckedStill() {
        assertThat(run("handshake", "--trust", folder.resolve("server.pem").toString()))
                .isEqualTo(1);
        printed.reset();
        List<String> words = List.of(
                "handshake",
                "--properties",
                keys.properties().toString(),
                "--url",
                url("localhost"),
                "--trust",
                folder.resolve("server.pem").toString());
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        assertThat(Simulator.run(words.toArray(String[]::new), out, out)).isEqualTo(3);
        assertThat(text()).contains("TLS failed").contains("localhost").doesNotContain("--trust");
    }

    @Test
    void aFileThatShowsNoCertificateIsRefusedWithTheReason() throws Exception {
        Path text = Files.writeString(folder.resolve("text.txt"), "no certificate");
        Path empty = Files.createFile(folder.resolve("empty.txt"));
        for (Path file : List.of(text, empty, folder.resolve("missing.pem"))) {
            printed.reset();
            assertThat(run("handshake", "--trust", file.toString())).isEqualTo(2);
            assertThat(text()).contains("--trust " + file);
        }
        printed.reset();
        assertThat(run("handshake", "--trust", folder.resolve("server.p12").toString()))
                .isEqualTo(2);
        assertThat(text()).contains("a truststore is opened with --trust-password");
        printed.reset();
        assertThat(run("handshake", "--trust-password", "x")).isEqualTo(2);
        assertThat(text()).contains("which is not given");
    }
}
