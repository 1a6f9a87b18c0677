package org.erpconnector.auth.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.erpconnector.auth.testkit.Await;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets an answer of the bench, and what the page may do in a browser. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class BenchServerTest {

    private Bench bench;
    private BenchServer server;

    @BeforeEach
    void start() throws Exception {
        bench = new Bench(BenchTest.setup(Duration.ofSeconds(10)), Clock.systemUTC());
        server = new BenchServer(bench, 0);
    }

    @AfterEach
    void stop() {
        server.close();
        bench.close();
    }

    private String authority() {
        return URI.create(server.url()).getAuthority();
    }

    /** Header by header, which no client of the JDK lets one write. */
    private String ask(String method, String path, String body, String... headers) throws Exception {
        URI url = URI.create(server.url());
        boolean host = Arrays.stream(headers).anyMatch(line -> line.startsWith("Host:"));
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), url.getPort())) {
            String head = method + " " + path + " HTTP/1.1\r\nConnection: close\r\n"
                    + (host ? "" : "Host: " + authority() + "\r\n")
                    + String.join("\r\n", headers) + (headers.length == 0 ? "" : "\r\n")
                    + "Content-Length: " + body.length() + "\r\n\r\n";
            socket.getOutputStream().write((head + body).getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private String path(String more) {
        return URI.create(server.url()).getPath() + more;
    }

    private String act(String action, String body) throws Exception {
        return ask(
                "POST", path("api/" + action), body, "Origin: http://" + authority(), "Content-Type: application/json");
    }

    @Test
    void listensOnTheLoopbackAddressWithARandomPartInTheUrl() throws Exception {
        assertThat(server.url()).matches("http://127\\.0\\.0\\.1:\\d+/[0-9A-Za-z_-]{24}/");
        try (BenchServer other = new BenchServer(bench, 0)) {
            assertThat(URI.create(other.url()).getPath())
                    .isNotEqualTo(URI.create(server.url()).getPath());
        }
    }

    @ParameterizedTest
    @CsvSource({"'', text/html", "bench.css, text/css", "bench.js, text/javascript", "api/state, application/json"})
    void servesThePageUnderAStrictPolicy(String name, String type) throws Exception {
        assertThat(ask("GET", path(name), ""))
                .startsWith("HTTP/1.1 200")
                .contains("Content-type: " + type)
                .contains("script-src 'self'")
                .doesNotContain("unsafe-")
                .contains("frame-ancestors 'none'")
                .contains("Referrer-policy: no-referrer")
                .contains("Cache-control: no-store");
    }

    @Test
    void refusesWhoDoesNotKnowItsAddress() throws Exception {
        for (String path : List.of("/", "/" + "A".repeat(24) + "/", path("").replaceFirst("/$", ""), "/api/state")) {
            assertThat(ask("GET", path, ""))
                    .as(path)
                    .startsWith("HTTP/1.1 403")
                    .contains("open the one that it has printed")
                    .doesNotContain(path("").replace("/", ""));
        }
    }

    /** A name that is bent to this machine (DNS rebinding) is no name of the bench. */
    @ParameterizedTest
    @CsvSource({"evil.example", "127.0.0.1", "127.0.0.1:1", "localhost", "169.254.169.254"})
    void refusesAnotherHost(String host) throws Exception {
        assertThat(ask("GET", path(""), "", "Host: " + host))
                .startsWith("HTTP/1.1 421")
                .contains("has no other name");
    }

    @ParameterizedTest
    @CsvSource({"http://evil.example", "null", "http://127.0.0.1:1", "https://127.0.0.1"})
    void refusesAnotherOrigin(String origin) throws Exception {
        for (String method : List.of("GET", "POST")) {
            assertThat(ask(method, path("api/demo"), "{}", "Origin: " + origin, "Content-Type: application/json"))
                    .startsWith("HTTP/1.1 403")
                    .contains("not from another origin");
        }
        assertThat(bench.state()).containsEntry("demo", false);
    }

    @Test
    void refusesWhatAFormCouldSend() throws Exception {
        String ours = "Origin: http://" + authority();
        assertThat(ask("POST", path("api/demo"), "{}", "Content-Type: application/json"))
                .startsWith("HTTP/1.1 403");
        assertThat(ask("POST", path("api/demo"), "{}", ours, "Content-Type: text/plain"))
                .startsWith("HTTP/1.1 415");
        assertThat(ask("PUT", path("api/demo"), "{}", ours)).startsWith("HTTP/1.1 405");
        assertThat(bench.state()).containsEntry("demo", false);
    }

    @Test
    void saysWhatIsWrongWithARequest() throws Exception {
        assertThat(act("demo", "{")).startsWith("HTTP/1.1 400").contains("The request is not a JSON object.");
        assertThat(act("dance", "{}")).startsWith("HTTP/1.1 400").contains("There is no action [dance].");
        assertThat(act("demo", " ".repeat(70_000) + "{}")).startsWith("HTTP/1.1 413");
        assertThat(ask("GET", path("../../etc/passwd"), "")).startsWith("HTTP/1.1 404");
        assertThat(ask("GET", path("api/dance"), "")).startsWith("HTTP/1.1 404");
    }

    @Test
    void showsNoPrivateKey() throws Exception {
        assertThat(act("demo", "{}")).startsWith("HTTP/1.1 200");
        String all = ask("GET", path("api/state"), "") + ask("GET", path("caller.crt"), "");
        assertThat(all).contains("-----BEGIN CERTIFICATE-----", "<RSAKeyValue>");
        assertThat(all.replace("\\/", "/")).doesNotContain("PRIVATE", "<D>", "<P>");
    }

    @Test
    void endsTheStreamOfAPageThatHasGone() throws Exception {
        for (int i = 0; i < 30; i++) {
            try (Socket socket = new Socket(
                    InetAddress.getLoopbackAddress(), URI.create(server.url()).getPort())) {
                socket.getOutputStream()
                        .write(("GET " + path("api/events") + " HTTP/1.1\r\nHost: " + authority() + "\r\n\r\n")
                                .getBytes(StandardCharsets.UTF_8));
                BufferedReader reader =
                        new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
                assertThat(reader.readLine()).startsWith("HTTP/1.1 200");
            }
        }
        assertThat(act("demo", "{}")).startsWith("HTTP/1.1 200");
    }

    @Test
    void theCommandWorksAsTheManualShowsIt() throws Exception {
        String manual = Files.readString(Path.of("src/site/markdown/bench.md"));
        Matcher line =
                Pattern.compile("(?m)^java -jar \\S+-simulator\\.jar (.*)$").matcher(manual);
        assertThat(line.find()).isTrue();
        String[] arguments = line.group(1).split(" ");
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        AtomicInteger status = new AtomicInteger(-1);
        Thread command = new Thread(() -> status.set(Simulator.run(arguments, out, out)), "bench command");
        command.start();
        try {
            Await.until(
                    "it is ready",
                    () -> printed.toString(StandardCharsets.UTF_8).contains("READY http://127."));
        } finally {
            command.interrupt();
            command.join();
        }
        assertThat(status).hasValue(0);
        assertThat(Simulator.run(new String[] {"bench", "--port", "70000"}, out, out))
                .isEqualTo(2);
    }
}
