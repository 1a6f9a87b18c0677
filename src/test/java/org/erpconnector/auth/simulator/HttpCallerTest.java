package org.erpconnector.auth.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class HttpCallerTest {

    private static final OutgoingMessage MESSAGE = new OutgoingMessage("text/xml", null, "<a/>");

    @Test
    void readsACompressedReply() throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().set("Content-Encoding", "gzip");
                byte[] body = compressed("zipped");
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        try {
            HttpReply reply = caller("http://127.0.0.1:" + server.getAddress().getPort() + "/", 60)
                    .post(MESSAGE);
            assertThat(reply.body()).asString(StandardCharsets.UTF_8).isEqualTo("zipped");
        } finally {
            server.stop(0);
        }
    }

    @Test
    @Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void givesUpOnAReplyThatStopsInItsMiddle() throws IOException {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread slow = new Thread(() -> answerHalf(server));
            slow.setDaemon(true);
            slow.start();
            assertThatThrownBy(() -> caller("http://127.0.0.1:" + server.getLocalPort() + "/", 2)
                            .post(MESSAGE))
                    .isInstanceOf(UnreachableException.class)
                    .hasMessageEndingWith("no answer within 2 seconds");
        }
    }

    @Test
    void namesThePortThatTheSchemeImplies() {
        assertThat(caller("https://a.example/x", 1).hostAndPort()).isEqualTo("a.example:443");
        assertThat(caller("http://a.example/x", 1).hostAndPort()).isEqualTo("a.example:80");
        assertThat(caller("http://a.example:8080/x", 1).hostAndPort()).isEqualTo("a.example:8080");
    }

    @Test
    void saysThatACertificateOfNoKnownAuthorityIsNotTrusted() throws Exception {
        HttpsServer selfSigned = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        selfSigned.setHttpsConfigurator(new HttpsConfigurator(contextOf(TestIdentity.generate(2048))));
        selfSigned.start();
        try {
            String url = "https://127.0.0.1:" + selfSigned.getAddress().getPort() + "/";
            assertThatThrownBy(() -> caller(url, 20).post(MESSAGE))
                    .hasMessageContaining(
                            "TLS failed, so SuperOffice would say: could not establish trust relationship");
        } finally {
            selfSigned.stop(0);
        }
    }

    static SSLContext contextOf(RsaIdentity identity) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry("tls", identity.privateKey(), new char[0], new Certificate[] {identity.certificate()});
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, new char[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static HttpCaller caller(String url, int seconds) {
        return new HttpCaller(URI.create(url), Duration.ofSeconds(seconds), 1000, Optional.empty());
    }

    private static byte[] compressed(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static void answerHalf(ServerSocket server) {
        try (Socket socket = server.accept()) {
            socket.getOutputStream()
                    .write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nhalf".getBytes(StandardCharsets.US_ASCII));
            socket.getOutputStream().flush();
            // Until the caller gives up.
            socket.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
