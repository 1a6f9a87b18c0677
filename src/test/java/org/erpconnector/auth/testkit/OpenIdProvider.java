package org.erpconnector.auth.testkit;

import java.io.File;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * mock-oauth2-server of NAV, an OpenID provider for tests, as a process of its own on 127.0.0.1. Its token endpoint gives
 * tokens with the claims of a caller token of {@link TestTokens}.
 */
public final class OpenIdProvider implements AutoCloseable {
    private static final String MAIN = "no.nav.security.mock.oauth2.StandaloneMockOAuth2ServerKt";
    private static final String CLAIMS = ("{'interactiveLogin':false,'tokenCallbacks':[{'issuerId':'superoffice',"
                    + "'tokenExpiry':360,'requestMappings':[{'requestParam':'scope','match':'erp','claims':{"
                    + "'sub':'" + TestTokens.TENANT + "','" + TestTokens.CONTEXT + "':'" + TestTokens.TENANT + "',"
                    + "'aud':'spn:" + TestTokens.APPLICATION_ID + "','nonce':'" + TestTokens.NONCE + "'}}]}]}")
            .replace('\'', '"');

    private final HttpClient client = HttpClient.newHttpClient();
    private final Process process;
    private final int port;

    private OpenIdProvider(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    /** Starts it, and waits until it answers. */
    public static OpenIdProvider start(Path log) throws IOException, InterruptedException {
        int port = FreePort.next();
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        ProcessBuilder java = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m", "-cp", classPath, MAIN);
        java.environment().put("SERVER_HOSTNAME", "127.0.0.1");
        java.environment().put("SERVER_PORT", Integer.toString(port));
        java.environment().put("JSON_CONFIG", CLAIMS);
        File output = log.toFile();
        OpenIdProvider provider = new OpenIdProvider(
                java.redirectErrorStream(true).redirectOutput(output).start(), port);
        provider.awaitAnswer(log);
        return provider;
    }

    private void awaitAnswer(Path log) throws IOException, InterruptedException {
        Instant end = Instant.now().plus(Duration.ofMinutes(4));
        while (Instant.now().isBefore(end) && process.isAlive()) {
            try {
                get("/isalive");
                return;
            } catch (ConnectException e) {
                // Pace: how often it is asked while it starts.
                Thread.sleep(200);
            }
        }
        close();
        throw new IOException("the OpenID provider did not start: " + Files.readString(log));
    }

    public String issuer() {
        return "http://127.0.0.1:" + port + "/superoffice";
    }

    public String configuration() {
        return issuer() + "/.well-known/openid-configuration";
    }

    /** A token, made and signed by the provider. */
    public String token() throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create(issuer() + "/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(
                        "grant_type=client_credentials&client_id=a&client_secret=b&scope=erp"))
                .build();
        String answer =
                client.send(request, HttpResponse.BodyHandlers.ofString()).body();
        Matcher token = Pattern.compile("\"access_token\"\\s*:\\s*\"([^\"]+)\"").matcher(answer);
        if (!token.find()) {
            throw new IOException("no token in " + answer);
        }
        return token.group(1);
    }

    private String get(String path) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + port + path);
        return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().join();
    }
}
