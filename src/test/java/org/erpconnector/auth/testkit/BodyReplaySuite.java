package org.erpconnector.auth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever the filter has read of a body that is not a handshake, the servlet gets every byte of it: on any server that
 * has a {@link ReadingServlet} behind the filter.
 */
public abstract class BodyReplaySuite {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** One for all requests: what is left of a body on a connection would spoil the next request. */
    protected HttpClient client() {
        return CLIENT;
    }

    /** Where the web application is, without a slash at its end. */
    protected abstract String base();

    /** Those of a handshake's length are looked into; of the others nobody's stream is touched. */
    static Stream<Arguments> bodies() {
        Stream<Arguments> small = Stream.of("stream", "reader", "bytewise", "async")
                .flatMap(how -> Stream.of(0, 1, 512, 8192, 16_384, 16_385, 65_537)
                        .flatMap(size -> Stream.of(true, false).map(chunked -> Arguments.of(how, size, chunked))));
        Stream<Arguments> large = Stream.of("stream", "async")
                .flatMap(how -> Stream.of(true, false).map(chunked -> Arguments.of(how, 20_000_000, chunked)));
        return Stream.concat(small, large);
    }

    @ParameterizedTest(name = "{0} {1} bytes, chunked {2}")
    @MethodSource("bodies")
    @Tag("H18")
    @Tag("T02")
    @Tag("C05")
    void theServletReadsWhatWasSent(String how, int size, boolean chunked) throws Exception {
        byte[] body = ascii(size);
        assertThat(post("/" + how, "text/xml", body, chunked)).isEqualTo(digest(body));
    }

    static Stream<Arguments> forms() {
        return Stream.of("dispatch", "dispatch-given", "dispatch-path", "thread", "thread-given", "throttled", "buffer")
                .flatMap(how -> Stream.of(100, 512, 8192, 16_384, 200_000).map(size -> Arguments.of(how, size)));
    }

    /** Whichever request object the servlet, or a filter behind ours, gets hold of. */
    @ParameterizedTest(name = "{0} {1} bytes")
    @MethodSource("forms")
    @Tag("F02")
    @Tag("F04")
    void everyRequestObjectHasTheWholeBody(String how, int size) throws Exception {
        byte[] body = ascii(size);
        assertThat(post("/" + how, "text/xml", body, false)).isEqualTo(digest(body));
    }

    /** Charsets of the platform that can write the text; what they have no letter for becomes a question mark. */
    static Stream<String> charsets() {
        return Charset.availableCharsets().values().stream()
                .filter(Charset::canEncode)
                // Java 8 and 11, on which some servers run, do not have it.
                .filter(charset -> !charset.name().equals("ISO-8859-16"))
                .map(Charset::name)
                .filter(name -> !name.startsWith("x-") && !name.startsWith("IBM") && !name.startsWith("JIS_X"));
    }

    @ParameterizedTest
    @MethodSource("charsets")
    @Tag("F03")
    void aTextIsReadInTheCharsetThatIsNamed(String charset) throws Exception {
        byte[] body =
                "<e>Grüße, žluťoučký kůň, здравствуй, こんにちは</e>".repeat(20).getBytes(Charset.forName(charset));
        String text = digest(new String(body, Charset.forName(charset)).getBytes(StandardCharsets.UTF_8));
        assertThat(body).hasSizeBetween(512, 16_384);
        assertThat(post("/text?before=" + charset, "text/xml", body, false)).isEqualTo(text);
        assertThat(post("/text?before=" + charset, "text/xml;charset=utf-8", body, false))
                .isEqualTo(text);
        assertThat(post("/text", "text/xml; charset=\"" + charset + "\"", body, false))
                .isEqualTo(text);
        assertThat(post("/text?after=utf-16", "text/xml;charset=" + charset, body, false))
                .isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(strings = {"stream", "async"})
    @Tag("T02")
    void aBinaryBodyThatIsNoXmlReachesTheServlet(String how) throws Exception {
        byte[] body = new byte[3000];
        new Random(1).nextBytes(body);
        assertThat(post("/" + how, "application/soap+xml", body, true)).isEqualTo(digest(body));
        assertThat(post("/" + how, "application/soap+xml", body, false)).isEqualTo(digest(body));
    }

    @Test
    @Tag("H17")
    @Tag("H18")
    @Tag(OneOfEach.TAG)
    void aFormIsReadAsParameters() throws Exception {
        byte[] form = ("a=" + "x".repeat(100_000) + "&b=2").getBytes(StandardCharsets.US_ASCII);
        assertThat(post("/parameter", "application/x-www-form-urlencoded", form, false))
                .isEqualTo("100000 2");
        assertThat(post("/parameter?a=xyz&b=q", "text/xml", ascii(10), false)).isEqualTo("3 q");
    }

    @Test
    @Tag("H18")
    void anUploadIsReadAsParts() throws Exception {
        String parts = "--B\r\nContent-Disposition: form-data; name=\"f\"; filename=\"x\"\r\n\r\n" + "y".repeat(90_000)
                + "\r\n--B--\r\n";
        assertThat(post("/parts", "multipart/form-data; boundary=B", parts.getBytes(StandardCharsets.US_ASCII), true))
                .isEqualTo("f 90000");
    }

    private String post(String path, String type, byte[] body, boolean chunked)
            throws IOException, InterruptedException {
        HttpRequest.BodyPublisher publisher = chunked
                ? HttpRequest.BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body))
                : HttpRequest.BodyPublishers.ofByteArray(body);
        HttpRequest request = HttpRequest.newBuilder(URI.create(base() + path))
                .header("Content-Type", type)
                // A reader who is never told of the end would wait for ever.
                .timeout(Duration.ofMinutes(3))
                .POST(publisher)
                .build();
        HttpResponse<String> answer = client().send(request, HttpResponse.BodyHandlers.ofString());
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
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
