package org.erpconnector.auth;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.Wrapper;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.erpconnector.auth.example.DemoSettings;
import org.erpconnector.auth.simulator.DemoKeys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the filter has read of a body that is not a handshake, the servlet gets every byte of it: on a Tomcat. */
class BodyReplayTest {
    @TempDir
    static Path folder;

    private static Tomcat tomcat;

    @BeforeAll
    static void start() throws IOException, LifecycleException {
        DemoKeys keys = DemoSettings.make(folder.resolve("keys")).keys();
        tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.setSilent(true);
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("", folder.toString());
        addFilter(context, keys);
        Stream.of("stream", "reader", "bytewise", "async", "parameter", "parts")
                .forEach(how -> addServlet(context, how));
        tomcat.start();
    }

    @AfterAll
    static void stop() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    static Stream<Arguments> bodies() {
        return Stream.of("stream", "reader", "bytewise", "async")
                .flatMap(how -> Stream.of(0, 1, 65535, 65536, 65537, 200_000, 20_000_000)
                        .flatMap(size -> Stream.of(true, false).map(chunked -> Arguments.of(how, size, chunked))));
    }

    @ParameterizedTest(name = "{0} {1} bytes, chunked {2}")
    @MethodSource("bodies")
    void theServletReadsWhatWasSent(String how, int size, boolean chunked) throws Exception {
        byte[] body = ascii(size);
        assertThat(post("/" + how, "text/xml", body, chunked)).isEqualTo(digest(body));
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream", "async"})
    void aBinaryBodyThatIsNoXmlReachesTheServlet(String how) throws Exception {
        byte[] body = new byte[3000];
        new Random(1).nextBytes(body);
        assertThat(post("/" + how, "application/soap+xml", body, true)).isEqualTo(digest(body));
    }

    @Test
    void aFormIsReadAsParameters() throws Exception {
        byte[] form = ("a=" + "x".repeat(100_000) + "&b=2").getBytes(StandardCharsets.US_ASCII);
        assertThat(post("/parameter", "application/x-www-form-urlencoded", form, false))
                .isEqualTo("100000 2");
        assertThat(post("/parameter?a=xyz&b=q", "text/xml", ascii(10), false)).isEqualTo("3 q");
    }

    @Test
    void anUploadIsReadAsParts() throws Exception {
        String parts = "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"\r\n\r\n" + "y".repeat(90_000)
                + "\r\n--B--\r\n";
        assertThat(post("/parts", "multipart/form-data; boundary=B", parts.getBytes(StandardCharsets.US_ASCII), true))
                .isEqualTo("f 90000");
    }

    private static String post(String path, String type, byte[] body, boolean chunked)
            throws IOException, InterruptedException {
        HttpRequest.BodyPublisher publisher = chunked
                ? HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
                : HttpRequest.BodyPublishers.ofByteArray(body);
        URI uri = URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + path);
        HttpResponse<String> answer = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .build()
                .send(
                        HttpRequest.newBuilder(uri)
                                .header("Content-Type", type)
                                .POST(publisher)
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    private static byte[] ascii(int size) {
        byte[] bytes = new byte[size];
        Random random = new Random(size);
        for (int i = 0; i < size; i++) {
            bytes[i] = (byte) (' ' + random.nextInt(90));
        }
        return bytes;
    }

    private static String digest(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(sha256().digest(bytes));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void addFilter(Context context, DemoKeys keys) {
        FilterDef filter = new FilterDef();
        filter.setFilterName("auth");
        filter.setFilterClass(ConnectorAuthFilter.class.getName());
        filter.setAsyncSupported("true");
        filter.addInitParameter("application-id", keys.applicationId());
        filter.addInitParameter("environment", "custom");
        filter.addInitParameter("application-key", keys.application().keystore().toString());
        filter.addInitParameter("application-key-password", keys.application().password());
        filter.addInitParameter("caller-keys", keys.callerCertificate().toString());
        context.addFilterDef(filter);
        FilterMap everything = new FilterMap();
        everything.setFilterName("auth");
        everything.addURLPattern("/*");
        context.addFilterMap(everything);
    }

    private static void addServlet(Context context, String how) {
        Wrapper servlet = Tomcat.addServlet(context, how, new Reading(how));
        servlet.setAsyncSupported(true);
        servlet.setMultipartConfigElement(new jakarta.servlet.MultipartConfigElement(""));
        servlet.addMapping("/" + how);
    }

    /** Answers with the SHA-256 of what it reads, each in its own way. */
    private static final class Reading extends HttpServlet {
        private final transient String how;

        Reading(String how) {
            this.how = how;
        }

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response)
                throws IOException, ServletException {
            MessageDigest digest = sha256();
            switch (how) {
                case "async" -> {
                    AsyncContext async = request.startAsync();
                    ServletInputStream in = request.getInputStream();
                    in.setReadListener(new Listener(async, in, digest));
                    return;
                }
                case "stream" -> digest.update(request.getInputStream().readAllBytes());
                case "reader" -> {
                    StringBuilder text = new StringBuilder();
                    char[] buffer = new char[1000];
                    for (int n = request.getReader().read(buffer);
                            n >= 0;
                            n = request.getReader().read(buffer)) {
                        text.append(buffer, 0, n);
                    }
                    digest.update(text.toString().getBytes(StandardCharsets.ISO_8859_1));
                }
                case "bytewise" -> {
                    ServletInputStream in = request.getInputStream();
                    for (int b = in.read(); b >= 0; b = in.read()) {
                        digest.update((byte) b);
                    }
                }
                case "parameter" -> {
                    response.getWriter().print(request.getParameter("a").length() + " " + request.getParameter("b"));
                    return;
                }
                default -> {
                    response.getWriter().print("f " + request.getPart("f").getSize());
                    return;
                }
            }
            response.getWriter().print(HexFormat.of().formatHex(digest.digest()));
        }
    }

    private record Listener(AsyncContext async, ServletInputStream in, MessageDigest digest) implements ReadListener {
        @Override
        public void onDataAvailable() throws IOException {
            byte[] buffer = new byte[5000];
            while (in.isReady() && !in.isFinished()) {
                int n = in.read(buffer);
                if (n > 0) {
                    digest.update(buffer, 0, n);
                }
            }
        }

        @Override
        public void onAllDataRead() throws IOException {
            async.getResponse().getWriter().print(HexFormat.of().formatHex(digest.digest()));
            async.complete();
        }

        @Override
        public void onError(Throwable failure) {
            try {
                ((HttpServletResponse) async.getResponse()).sendError(500, String.valueOf(failure));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            async.complete();
        }
    }
}
