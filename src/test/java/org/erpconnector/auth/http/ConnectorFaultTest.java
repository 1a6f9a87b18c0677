package org.erpconnector.auth.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;
import org.apache.catalina.LifecycleException;
import org.erpconnector.auth.calls.CallGuard;
import org.erpconnector.auth.calls.RecentHandshake;
import org.erpconnector.auth.calls.SecretPath;
import org.erpconnector.auth.servlet.FilterLifecycle;
import org.erpconnector.auth.servlet.TestParts;
import org.erpconnector.auth.testkit.FaultyConnector;
import org.erpconnector.auth.testkit.FaultyConnector.Fault;
import org.erpconnector.auth.testkit.RawHttp;
import org.erpconnector.auth.testkit.TestTokens;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * SuperOffice learns from a connector's faults which methods it lacks, so they have to arrive as they were written: the
 * bytes on the wire are those of a server without the filter. And it gives up what answers 404 or 410, so our guards never
 * do.
 */
class ConnectorFaultTest {
    private static final String SECRET = "0123456789abcdefABCDEF_-01234567";
    private static final String HEADERS = " HTTP/1.1\r\nContent-Type: text/xml; charset=utf-8";
    private static final String ACTION = "\r\nSOAPAction: \"urn:x/WSGetActors\"";
    private static final TestParts PARTS = TestParts.make();

    private static FilterLifecycle running(CallGuard calls, boolean everyCall) {
        return PARTS.running("erp", PARTS.key(false), TestParts.PATH, TestParts.MAX_MESSAGE_SIZE, calls, everyCall);
    }

    private static CallGuard bySecret() {
        return new CallGuard(Optional.empty(), Optional.of(new SecretPath(SECRET)), Optional.empty());
    }

    private static CallGuard byAddress() {
        return new CallGuard(Optional.of("192.0.2.7"::equals), Optional.empty(), Optional.empty());
    }

    private static CallGuard byTime() {
        return new CallGuard(
                Optional.empty(),
                Optional.empty(),
                Optional.of(new RecentHandshake(Duration.ofSeconds(10), System::nanoTime)));
    }

    /** Where each kind of set-up listens. */
    private record Ports(int bare, int open, int secret, int everyCall, int address, int time) {}

    @Nested
    class OnTomcat extends OnAServer {
        private static final Servers<FilterServer> SERVERS = new Servers<>();

        @BeforeAll
        static void start(@TempDir Path folder) throws Exception {
            ports = SERVERS.start(
                    filter -> {
                        FilterServer server = new FilterServer(folder)
                                .servlet("faults", new FaultyConnector(), FaultyConnector.PATH + "*");
                        return (filter.isEmpty() ? server : server.ours("erp", filter.get(), "/*")).start();
                    },
                    FilterServer::port);
        }

        @AfterAll
        static void stop() throws LifecycleException {
            for (FilterServer server : SERVERS.started) {
                server.close();
            }
        }
    }

    @Nested
    class OnJetty extends OnAServer {
        private static final Servers<JettyServer> SERVERS = new Servers<>();

        @BeforeAll
        static void start() throws Exception {
            ports = SERVERS.start(
                    filter -> {
                        JettyServer server =
                                new JettyServer().servlet("faults", new FaultyConnector(), FaultyConnector.PATH + "*");
                        return (filter.isEmpty() ? server : server.ours("erp", filter.get(), "/*")).start();
                    },
                    JettyServer::port);
        }

        @AfterAll
        static void stop() throws Exception {
            for (JettyServer server : SERVERS.started) {
                server.close();
            }
        }
    }

    private static final class Servers<S> {
        final List<S> started = new ArrayList<>();

        interface Starter<S> {
            S start(Optional<FilterLifecycle> filter) throws Exception;
        }

        Ports start(Starter<S> starter, ToIntFunction<S> port) throws Exception {
            for (Optional<FilterLifecycle> filter : List.of(
                    Optional.<FilterLifecycle>empty(),
                    Optional.of(running(TestParts.OPEN, false)),
                    Optional.of(running(bySecret(), false)),
                    Optional.of(running(TestParts.OPEN, true)),
                    Optional.of(running(byAddress(), false)),
                    Optional.of(running(byTime(), false)))) {
                started.add(starter.start(filter));
            }
            int[] all = started.stream().mapToInt(port).toArray();
            return new Ports(all[0], all[1], all[2], all[3], all[4], all[5]);
        }
    }

    private abstract static class OnAServer {
        static Ports ports;

        @ParameterizedTest
        @EnumSource
        void aFaultOfTheConnectorsArrivesByteForByte(Fault fault) throws IOException {
            String head = "POST " + fault.path() + HEADERS;
            String bare = answer(ports.bare, head + ACTION, envelope(""));
            assertThat(bare).startsWith("HTTP/1.1 ").doesNotStartWith("HTTP/1.1 200");

            assertThat(answer(ports.open, head + ACTION, envelope("")))
                    .as("its body untouched")
                    .isEqualTo(bare);
            assertThat(answer(ports.open, head, envelope("")))
                    .as("its body replayed, since no action says what it is")
                    .isEqualTo(bare);
            assertThat(answer(ports.secret, "POST /" + SECRET + fault.path() + HEADERS + ACTION, envelope("")))
                    .as("forwarded from behind a secret")
                    .isEqualTo(bare);
            assertThat(answer(ports.everyCall, head + ACTION, envelope(TestTokens.fresh(PARTS.caller()))))
                    .as("with a token of its own")
                    .isEqualTo(bare);
        }

        @Test
        void noGuardAnswersThatAMethodIsNotThere() throws IOException {
            String token = TestTokens.fresh(PARTS.caller());
            RawHttp.send(ports.everyCall, "POST /" + HEADERS + ACTION, envelope(token));
            for (String method : new String[] {"POST", "PUT", "DELETE", "FOO"}) {
                for (String path : new String[] {"/", "/fault/none", "/none.svc", "/" + SECRET + "/WEB-INF/x"}) {
                    String line = method + " " + path + HEADERS;
                    assertThat(Stream.of(
                                    status(ports.secret, line + ACTION, envelope("")),
                                    status(ports.address, line + ACTION, envelope("")),
                                    status(ports.time, line + ACTION, envelope("")),
                                    status(ports.everyCall, line + ACTION, ""),
                                    status(ports.everyCall, line + ACTION, "<a>"),
                                    status(ports.everyCall, line, envelope("")),
                                    status(ports.everyCall, line, envelope("a.b.c")),
                                    status(ports.everyCall, line, envelope(token)),
                                    status(ports.everyCall, line.replace("text/xml", "text/html"), envelope(token))))
                            .as(line)
                            .doesNotContain(404, 410)
                            .allMatch(status -> status >= 400);
                }
            }
        }
    }

    private static int status(int port, String head, String body) throws IOException {
        return RawHttp.send(port, head, body).status();
    }

    /** All that comes, each byte a character, but for the time of day. */
    private static String answer(int port, String head, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(10_000);
            String request = head + "\r\nHost: localhost\r\nAccept-Encoding: gzip, deflate\r\nConnection: close"
                    + "\r\nContent-Length: " + bytes.length + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1)
                    .replaceFirst("\r\nDate: [^\r]+", "");
        }
    }

    /** Of a size that a handshake may have, so that it is looked into where no action is named. */
    private static String envelope(String token) {
        String header = token.isEmpty()
                ? ""
                : "<s:Header><h:SignedToken xmlns:h=\"http://www.superoffice.com/online/mirroring/0.1\">" + token
                        + "</h:SignedToken></s:Header>";
        return "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\">" + header
                + "<s:Body><WSGetActors xmlns=\"urn:x\">" + "x".repeat(600) + "</WSGetActors></s:Body></s:Envelope>";
    }
}
