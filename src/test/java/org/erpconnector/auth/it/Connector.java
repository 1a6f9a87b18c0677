package org.erpconnector.auth.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.erpconnector.auth.simulator.DemoKeys;
import org.erpconnector.auth.simulator.Simulator;

/** A deployed connector as its callers see it: over HTTP. */
public record Connector(URI uri) {
    public static final String SERVICE = "/Services/ErpConnectorWS.svc";
    public static final String OTHER_SPELLING = "/Services/ERPConnectorWS.svc";
    public static final String AUTHENTICATE = "/authenticate";

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofMinutes(2))
            .build();

    /** What the simulator says of a connector. */
    public record Verdict(int status, String text) {}

    static Connector named(String name) {
        return new Connector(URI.create("http://127.0.0.1:" + PayaraPort.get() + "/" + name));
    }

    public URI at(String path) {
        return URI.create(uri + path);
    }

    public HttpResponse<String> get(String path) {
        return send(HttpRequest.newBuilder(at(path)).build());
    }

    public HttpResponse<String> post(String path, String contentType, String body, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(at(path))
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return send((headers.length == 0 ? request : request.headers(headers)).build());
    }

    HttpResponse<String> send(HttpRequest request) {
        try {
            return CLIENT.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new AssertionError("no answer from " + request.uri(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /** The connector answers a handshake, and its reply verifies with the application's public key. */
    public void accepts(DemoKeys keys, String contract, String... options) {
        Verdict verdict = handshake(keys, contract, options);
        assertThat(verdict.status()).as(verdict.text()).isZero();
        assertThat(verdict.text()).contains("VERIFIED");
    }

    public Verdict handshake(DemoKeys keys, String contract, String... options) {
        List<String> arguments = new ArrayList<>(List.of("handshake", "--properties"));
        arguments.add(keys.properties().toString());
        arguments.addAll(List.of(
                "--url",
                at(contract.startsWith("http-") ? AUTHENTICATE : SERVICE).toString()));
        arguments.addAll(List.of("--contract", contract));
        arguments.addAll(List.of(options));
        return simulate(arguments);
    }

    /** The operations that EIS calls after the handshake. */
    Verdict sync(String... options) {
        List<String> arguments =
                new ArrayList<>(List.of("sync", "--url", at(SERVICE).toString()));
        arguments.addAll(List.of(options));
        return simulate(arguments);
    }

    /** Every case of the conformance kit, at the URLs that the properties name. */
    static Verdict check(Path properties) {
        return simulate(List.of("check", "--properties", properties.toString()));
    }

    private static Verdict simulate(List<String> arguments) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        int status = Simulator.run(arguments.toArray(String[]::new), out, out);
        return new Verdict(status, bytes.toString(StandardCharsets.UTF_8));
    }
}
