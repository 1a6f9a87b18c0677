package org.erpconnector.auth.keys.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.erpconnector.auth.testkit.RawServer.bytes;
import static org.erpconnector.auth.testkit.RawServer.ok;

import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.HttpsURLConnection;
import org.erpconnector.auth.config.Environment;
import org.erpconnector.auth.keys.TestKeys;
import org.erpconnector.auth.testkit.RawServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * ATTACKS group 17, rows D03 to D06 and D22: what a server may do to whoever fetches from it. Where a server never ends its
 * answer, a fetch that ends at all has ended it; that it did not give up earlier is what can be measured on a busy machine.
 */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HttpKeySetFetcherTest {
    private static final Duration LONG = Duration.ofSeconds(5);
    /** So long that it is not this that ends a fetch. */
    private static final Duration ENDLESS = Duration.ofDays(1);

    private static URI at(RawServer server) {
        return URI.create("http://127.0.0.1:" + server.port() + "/keys?a=b");
    }

    private static KeySetFetcher.Fetched fetched(RawServer.Manner manner) {
        try (RawServer server = RawServer.http(manner)) {
            return TestKeys.made(() -> new HttpKeySetFetcher().fetch(at(server), Deadline.in(LONG)));
        }
    }

    private static KeySetFetcher.Fetched fetched(String answer) {
        return fetched((head, out) -> out.write(bytes(answer)));
    }

    private static String fault(URI address, Duration time) {
        return fault(new HttpKeySetFetcher(), address, time);
    }

    private static String fault(HttpKeySetFetcher fetcher, URI address, Duration time) {
        KeySetException refused =
                catchThrowableOfType(KeySetException.class, () -> fetcher.fetch(address, Deadline.in(time)));
        assertThat(refused).as("refusal").isNotNull();
        assertThat(refused.finding().remedy()).isNotEmpty();
        return refused.finding().fault();
    }

    private static String fault(RawServer.Manner manner) {
        try (RawServer server = RawServer.http(manner)) {
            return fault(at(server), LONG);
        }
    }

    private static String fault(String answer) {
        return fault((head, out) -> out.write(bytes(answer)));
    }

    private static Duration timed(Runnable task) {
        long start = System.nanoTime();
        task.run();
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static void trickle(java.io.OutputStream out, String repeated) throws Exception {
        while (true) {
            out.write(bytes(repeated));
            out.flush();
            // Pace: of bytes without an end.
            Thread.sleep(50);
        }
    }

    private static void nothing(String head, java.io.OutputStream out) throws InterruptedException {
        new CountDownLatch(1).await();
    }

    @Test
    void asksForPathAndQueryAndNoCompression() {
        try (RawServer server = RawServer.http((head, out) -> out.write(bytes(ok("{}"))))) {
            KeySetFetcher.Fetched fetched =
                    TestKeys.made(() -> new HttpKeySetFetcher().fetch(at(server), Deadline.in(LONG)));
            assertThat(fetched.text()).isEqualTo("{}");
            assertThat(fetched.cacheControl()).isEmpty();
            assertThat(server.requests())
                    .containsExactly("GET /keys?a=b HTTP/1.1\r\nAccept: application/json\r\n"
                            + "User-Agent: erp-connector-auth\r\nConnection: close\r\nCache-Control: no-cache\r\n"
                            + "Pragma: no-cache\r\nHost: 127.0.0.1:" + server.port() + "\r\n\r\n");
        }
    }

    @Test
    void readsEveryFormOfABody() {
        assertThat(fetched("HTTP/1.0 200\r\n\r\n{\"a\":1}").text()).isEqualTo("{\"a\":1}");
        assertThat(fetched("HTTP/1.1 200 OK\nContent-Length:2\n\n{}and more").text())
                .isEqualTo("{}");
        assertThat(fetched("HTTP/1.1 200 OK\r\nTransfer-Encoding: Chunked\r\n\r\n1\r\n{\r\n0a;x=y\r\n" + " ".repeat(10)
                                + "\r\n1\r\n}\r\n0\r\nTrailer: x\r\n\r\n")
                        .text())
                .isEqualTo("{          }");
        assertThat(fetched("HTTP/1.1 200 OK\r\nCache-Control: public\r\ncache-control:\t max-age=5 \r\n\r\n{}")
                        .cacheControl())
                .contains("public,max-age=5");
        assertThat(fetched("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\n\r\n{}")
                        .text())
                .isEqualTo("{}");
        // RFC 9112 section 5.2: a folded line belongs to the one before it.
        assertThat(fetched("HTTP/1.1 200 OK\r\nCache-Control: public,\r\n max-age=5\r\n\r\n{}")
                        .cacheControl())
                .contains("public, max-age=5");
        assertThat(fetched("HTTP/1.1 200 OK\r\nContent-Encoding: identity\r\n\r\n{}")
                        .text())
                .isEqualTo("{}");
    }

    /** D03: no answer at all, 2 seconds a step. */
    @Test
    void waitsTwoSecondsForAServerThatSaysNothing() {
        try (RawServer server = RawServer.http(HttpKeySetFetcherTest::nothing)) {
            Duration took = timed(() -> assertThat(fault(at(server), ENDLESS)).startsWith("no answer in time"));
            assertThat(took).isGreaterThanOrEqualTo(Duration.ofMillis(1900));
        }
    }

    /** D03: a host that drops every packet, played by a queue of connections that nobody accepts. */
    @Test
    void waitsTwoSecondsForAServerThatCannotBeReached() throws Exception {
        List<Socket> queue = new ArrayList<>();
        try (ServerSocket deaf = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            InetSocketAddress address = new InetSocketAddress(deaf.getInetAddress(), deaf.getLocalPort());
            boolean full = false;
            while (!full && queue.size() < 20) {
                Socket waiting = new Socket();
                queue.add(waiting);
                full = TestKeys.made(() -> {
                    try {
                        waiting.connect(address, 300);
                        return false;
                    } catch (java.net.SocketTimeoutException e) {
                        return true;
                    }
                });
            }
            assertThat(full).as("the queue is full").isTrue();
            URI deafAddress = URI.create("http://127.0.0.1:" + deaf.getLocalPort() + "/");
            Duration took = timed(() -> assertThat(fault(deafAddress, ENDLESS)).startsWith("no answer in time"));
            assertThat(took).isGreaterThanOrEqualTo(Duration.ofMillis(1900));
        } finally {
            for (Socket socket : queue) {
                socket.close();
            }
        }
    }

    /** D03: a byte now and then, in the status line, a header, the body, a chunk's length and a chunk. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 O",
                "HTTP/1.1 200 OK\r\nX: ",
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n10000\r\n"
            })
    void stopsAtTheDeadlineHoweverTheServerDragsItOut(String begun) {
        try (RawServer server = RawServer.http((head, out) -> {
            out.write(bytes(begun));
            trickle(out, "x");
        })) {
            Duration took = timed(
                    () -> assertThat(fault(at(server), Duration.ofMillis(700))).startsWith("no answer in time"));
            assertThat(took).isGreaterThanOrEqualTo(Duration.ofMillis(600));
        }
    }

    /** D03: both documents together take 5 seconds at most. */
    @Test
    void takesFiveSecondsInAllForBothDocuments() throws Exception {
        String issuer = "http://127.0.0.1:1";
        List<Deadline> deadlines = new ArrayList<>();
        KeySetFetcher fetcher = (address, deadline) -> {
            deadlines.add(deadline);
            return new KeySetFetcher.Fetched(
                    deadlines.size() == 1
                            ? TestKeySets.configuration(issuer, issuer + "/jwks")
                            : TestKeySets.set(TestKeySets.certified()),
                    Optional.empty());
        };
        KeySetLocation place =
                new KeySetLocation(URI.create(issuer + "/.well-known/openid-configuration"), Set.of(issuer));
        long before = System.nanoTime();
        new KeySetSource(place, Environment.CUSTOM, fetcher).fetch();
        long after = System.nanoTime();
        assertThat(deadlines).hasSize(2);
        assertThat(deadlines.get(1)).isSameAs(deadlines.get(0));
        assertThat(deadlines.get(0).end() - LONG.toNanos()).isBetween(before, after);
    }

    /** D04, D05: no status but 200, and no redirect, wherever it leads. */
    @ParameterizedTest
    @CsvSource({"500", "503", "404", "401", "403", "204", "206", "101", "304"})
    void refusesEveryStatusButOk(int status) {
        String answer = "HTTP/1.1 " + status + " x\r\nContent-Length: 2\r\n\r\n{}";
        assertThat(fault(answer)).startsWith("the server answers with").contains(" " + status);
    }

    /** D05 */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/jwks",
                "http://127.0.0.1:1/jwks",
                "http://169.254.169.254/latest/meta-data",
                "file:///etc/passwd",
                "/keys?a=b",
                "?loop"
            })
    void followsNoRedirect(String location) {
        for (int status : new int[] {301, 302, 303, 307, 308}) {
            try (RawServer server = RawServer.http((head, out) -> out.write(
                    bytes("HTTP/1.1 " + status + " x\r\nLocation: " + location + "\r\nContent-Length: 0\r\n\r\n")))) {
                assertThat(fault(at(server), LONG))
                        .isEqualTo("the server answers with a redirect (status " + status + "), and none is followed");
                assertThat(server.connections()).isEqualTo(1);
            }
        }
    }

    /** D06 */
    @Test
    void readsNoMoreThan256KiB() {
        String most = " ".repeat(HttpAnswer.LARGEST_BODY);
        assertThat(fetched(ok(most)).text()).hasSize(262_144);
        assertThat(fetched("HTTP/1.1 200 OK\r\n\r\n" + most).text()).hasSize(262_144);
        assertThat(fault(ok(most + " "))).contains("longer than 256 KiB");
        assertThat(fault("HTTP/1.1 200 OK\r\n\r\n" + most + " ")).contains("longer than 256 KiB");
        assertThat(fault("HTTP/1.1 200 OK\r\nContent-Length: 999999999\r\n\r\n"))
                .contains("longer than 256 KiB");
        assertThat(fault("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nfffffff\r\n" + most + " "))
                .contains("longer than 256 KiB");
        assertThat(fault("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n40000\r\n" + most + "\r\n1\r\n \r\n"))
                .contains("longer than 256 KiB");
    }

    /** D03, D06: a body without an end, as fast as it comes. */
    @Test
    void stopsReadingABodyThatNeverEnds() {
        String block = " ".repeat(65_536);
        assertThat(fault((head, out) -> {
                    out.write(bytes("HTTP/1.1 200 OK\r\n\r\n"));
                    while (true) {
                        out.write(bytes(block));
                    }
                }))
                .contains("longer than 256 KiB");
    }

    /** D06 */
    @Test
    void refusesAHeadThatNeverEnds() {
        assertThat(fault((head, out) -> {
                    out.write(bytes("HTTP/1.1 200 OK\r\n"));
                    while (true) {
                        out.write(bytes("X-Filler: " + "x".repeat(1000) + "\r\n"));
                    }
                }))
                .contains("head is longer than");
        assertThat(fault("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1;" + "x".repeat(100_000)))
                .contains("not HTTP");
    }

    /** D06: 256 KiB of gzip are up to 256 MiB of text. */
    @Test
    void refusesCompressionThatItNeverAskedFor() {
        assertThat(fault((head, out) -> {
                    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
                    try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
                        gzip.write(new byte[10_000_000]);
                    }
                    out.write(bytes("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: " + bomb.size()
                            + "\r\n\r\n"));
                    out.write(bomb.toByteArray());
                }))
                .contains("compressed");
        assertThat(fault("HTTP/1.1 200 OK\r\nTransfer-Encoding: gzip, chunked\r\n\r\n0\r\n\r\n"))
                .contains("read in two ways");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\nContent-Length: 3\\r\\n\\r\\n{} ",
                "HTTP/1.1 200 OK\\r\\nContent-Length: 2\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n{}",
                "HTTP/1.1 200 OK\\r\\nContent-Length: -1\\r\\n\\r\\n{}",
                "HTTP/1.1 200 OK\\r\\nContent-Length: 99999999999999999999\\r\\n\\r\\n{}",
                "HTTP/1.1 200 OK\\r\\nContent-Length: 0x2\\r\\n\\r\\n{}",
                "HTTP/1.1 200 OK\\r\\nA header: x\\r\\n\\r\\n{}",
                "HTTP/1.1 200 OK\\r\\nX : x\\r\\n\\r\\n{}",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n-2\\r\\n{}\\r\\n0\\r\\n\\r\\n",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n2\\r\\n{}XX0\\r\\n\\r\\n",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n\\r\\n",
                "HTTP/2 200 OK\\r\\n\\r\\n{}",
                "HTTP/1.1 2000 OK\\r\\n\\r\\n{}",
                "SSH-2.0-OpenSSH_9.2\\r\\n\\r\\n",
                "<html>\\r\\n</html>\\r\\n"
            })
    void refusesWhatIsNotHttpOfOneMeaning(String answer) {
        assertThat(fault(answer.translateEscapes()))
                .containsAnyOf("read in two ways", "header line that is none", "not as HTTP does it", "not HTTP");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1",
                "HTTP/1.1 200 OK\\r\\n",
                "HTTP/1.1 200 OK\\r\\nContent-Length: 10\\r\\n\\r\\n{",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n",
                "HTTP/1.1 200 OK\\r\\nTransfer-Encoding: chunked\\r\\n\\r\\n5\\r\\n{}"
            })
    void refusesAnAnswerThatEndsEarly(String answer) {
        assertThat(fault(answer.translateEscapes())).startsWith("the connection broke off");
    }

    @Test
    void refusesABodyThatIsNotUtf8() {
        assertThat(fault((head, out) -> {
                    out.write(bytes("HTTP/1.1 200 OK\r\n\r\n"));
                    out.write(new byte[] {'{', (byte) 0xC0, (byte) 0x80, '}'});
                }))
                .contains("not text in UTF-8");
    }

    /** D01, D22 */
    @Test
    void saysWhatKeepsItFromConnecting() throws Exception {
        int free;
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            free = socket.getLocalPort();
        }
        assertThat(fault(URI.create("http://127.0.0.1:" + free + "/"), LONG)).isEqualTo("no connection");
        assertThat(fault(URI.create("http://[::1]:" + free + "/"), LONG)).isEqualTo("no connection");
        assertThat(fault(URI.create("https://name.invalid/"), LONG))
                .isIn(
                        "this server's name service does not know the host",
                        "no answer in time (2 s a step, 5 s in all)");
    }

    /** D22: judged before each request, not once at the start. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/",
                "http://169.254.169.254/latest/meta-data",
                "file:///etc/passwd",
                "https://user:secret@127.0.0.1/",
                "https://127.0.0.1/#x",
                "jar:file:/x.jar!/y"
            })
    void opensNoConnectionToAnAddressThatKeysMayNotComeFrom(String address) {
        assertThat(fault(URI.create(address), LONG))
                .containsAnyOf("is not accepted there", "not the address of a web server", "user name", "has a #");
    }

    @Test
    void takesNoMoreTimeThanIsLeft() {
        assertThat(fault(URI.create("http://127.0.0.1:1/"), Duration.ZERO)).startsWith("no answer in time");
    }

    /** An undeployment interrupts the refreshing thread. */
    @Test
    void stopsWhenItIsInterrupted() {
        try (RawServer server = RawServer.http((head, out) -> out.write(bytes(ok("{}"))))) {
            Thread.currentThread().interrupt();
            String fault = fault(at(server), LONG);
            assertThat(Thread.interrupted()).isTrue();
            assertThat(fault).startsWith("no answer in time");
            assertThat(server.connections()).isZero();
        }
    }

    /** A server that holds our thread gets no second one; when it lets go, the next fetch is as good as the first. */
    @Test
    void hasOneThreadAtATime() throws Exception {
        CountDownLatch end = new CountDownLatch(1);
        HttpKeySetFetcher fetcher = new HttpKeySetFetcher();
        try (RawServer slow = RawServer.http((head, out) -> {
                    out.write(bytes("HTTP/1.1 200 OK\r\nX: "));
                    while (!end.await(50, TimeUnit.MILLISECONDS)) {
                        out.write('x');
                    }
                });
                RawServer good = RawServer.http((head, out) -> out.write(bytes(ok("{}"))))) {
            assertThat(fault(fetcher, at(slow), Duration.ofMillis(500))).startsWith("no answer in time");
            assertThat(fault(fetcher, at(good), LONG)).startsWith("no answer in time");
            assertThat(good.connections()).isZero();
            end.countDown();
            for (Thread thread : Thread.getAllStackTraces().keySet()) {
                if (thread.getName().equals("erp-connector-auth asks 127.0.0.1:" + slow.port())) {
                    thread.join();
                }
            }
            assertThat(fetcher.fetch(at(good), Deadline.in(LONG)).text()).isEqualTo("{}");
        }
    }

    /** URLStreamHandlerFactory of a server, WebLogic's for one. */
    @Test
    void refusesAnHttpClientThatIsNotTheJdks() throws Exception {
        URLConnection foreign = new URLConnection(new URL("https://localhost/")) {
            @Override
            public void connect() {}
        };
        KeySetException refused = catchThrowableOfType(
                KeySetException.class, () -> HttpKeySetFetcher.jdk(foreign, HttpsURLConnection.class));
        assertThat(refused.finding().fault()).startsWith("this server has put its own HTTP client in the JDK's place");
        assertThat(refused.finding().remedy()).contains("UseSunHttpHandler");
    }
}
