package org.erpconnector.auth.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.nimbusds.jose.util.JSONObjectUtils;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.ParseException;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Serves the page of the bench and its API. It listens on the loopback address only, and requires the random token in
 * the path, its own host name and, for actions, its own Origin. This keeps out other pages in the same browser (CSRF),
 * DNS rebinding, and other users of this machine.
 */
final class BenchServer implements AutoCloseable {

    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self';"
            + " img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    private static final Map<String, String> FILES = Map.of(
            "", "text/html; charset=utf-8",
            "bench.css", "text/css; charset=utf-8",
            "bench.js", "text/javascript; charset=utf-8");
    private static final int MOST_BYTES = 64 * 1024;
    private static final int MOST_REQUESTS = 64;
    private static final int HEARTBEAT_SECONDS = 10;
    private static final int TOKEN_BYTES = 18;

    private final Bench bench;
    private final HttpServer server;
    private final String token;
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "bench page");
        thread.setDaemon(true);
        return thread;
    });
    private final Semaphore places = new Semaphore(MOST_REQUESTS);

    BenchServer(Bench bench, int port) throws IOException {
        this.bench = bench;
        byte[] random = new byte[TOKEN_BYTES];
        new SecureRandom().nextBytes(random);
        token = Base64.getUrlEncoder().encodeToString(random);
        server = onLoopback(port);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** A server that only this machine can reach; 0: any free port. */
    static HttpServer onLoopback(int port) throws IOException {
        return HttpServer.create(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port), 0);
    }

    /** The URL with the secret token. */
    String url() {
        return origin() + "/" + token + "/";
    }

    private String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
        try {
            threads.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        if (!places.tryAcquire()) {
            exchange.close();
            return;
        }
        try (exchange) {
            Headers headers = exchange.getResponseHeaders();
            headers.set("Content-Security-Policy", POLICY);
            headers.set("Cache-Control", "no-store");
            headers.set("Referrer-Policy", "no-referrer");
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Cross-Origin-Resource-Policy", "same-origin");
            headers.set("Cross-Origin-Opener-Policy", "same-origin");
            route(exchange);
        } finally {
            places.release();
        }
    }

    private void route(HttpExchange exchange) throws IOException {
        String host = "" + exchange.getRequestHeaders().getFirst("Host");
        String from = exchange.getRequestHeaders().getFirst("Origin");
        String port = ":" + server.getAddress().getPort();
        if (!Set.of("127.0.0.1" + port, "localhost" + port).contains(host)) {
            send(exchange, 421, "The bench is " + origin() + " and has no other name.");
        } else if (from != null && !from.equals("http://" + host)) {
            send(exchange, 403, "The bench takes requests from its own page only, not from another origin.");
        } else {
            String[] path = exchange.getRequestURI().getRawPath().split("/", 3);
            boolean known = path.length == 3 && MessageDigest.isEqual(path[1].getBytes(UTF_8), token.getBytes(UTF_8));
            if (known) {
                route(exchange, path[2]);
            } else {
                send(exchange, 403, "This is the bench, but not its whole address: open the one that it has printed.");
            }
        }
    }

    private void route(HttpExchange exchange, String path) throws IOException {
        String method = exchange.getRequestMethod();
        if (method.equals("POST") && path.startsWith("api/")) {
            act(exchange, path.substring("api/".length()));
        } else if (!method.equals("GET")) {
            send(exchange, 405, "GET, or POST to api/.");
        } else if (path.equals("api/state")) {
            send(exchange, 200, "application/json", JSONObjectUtils.toJSONString(bench.state()));
        } else if (path.equals("api/events")) {
            events(exchange);
        } else if (path.equals("caller.crt")) {
            exchange.getResponseHeaders().set("Content-Disposition", "attachment; filename=\"caller.crt\"");
            send(exchange, 200, "application/x-pem-file", bench.certificate());
        } else if (FILES.containsKey(path)) {
            String name = path.isEmpty() ? "bench.html" : path;
            try (InputStream file = Objects.requireNonNull(BenchServer.class.getResourceAsStream("bench/" + name))) {
                send(exchange, 200, FILES.get(path), new String(file.readAllBytes(), UTF_8));
            }
        } else {
            send(exchange, 404, "There is no such page of the bench.");
        }
    }

    private void act(HttpExchange exchange, String action) throws IOException {
        String type = exchange.getRequestHeaders().getFirst("Content-Type");
        byte[] body = exchange.getRequestBody().readNBytes(MOST_BYTES + 1);
        // A form on another page can send neither our Origin nor this content type.
        if (exchange.getRequestHeaders().getFirst("Origin") == null) {
            send(exchange, 403, "The bench takes requests from its own page only: the Origin header is missing.");
        } else if (!"application/json".equals(type)) {
            send(exchange, 415, "The content type has to be application/json.");
        } else if (body.length > MOST_BYTES) {
            send(exchange, 413, "The request is larger than " + MOST_BYTES + " bytes.");
        } else {
            try {
                Map<String, @Nullable Object> given = JSONObjectUtils.parse(new String(body, UTF_8));
                if (given == null) {
                    throw new ParseException("null", 0);
                }
                send(exchange, 200, "application/json", JSONObjectUtils.toJSONString(bench.act(action, given)));
            } catch (ParseException e) {
                send(exchange, 400, "The request is not a JSON object.");
            } catch (UsageException e) {
                send(exchange, 400, String.valueOf(e.getMessage()));
            }
        }
    }

    /** Server-sent events until the page closes, which a write of a heartbeat comment detects. */
    private void events(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream; charset=utf-8");
        exchange.sendResponseHeaders(200, 0);
        try (BenchLog.Watcher watcher = bench.log().watch();
                OutputStream out = exchange.getResponseBody()) {
            out.write(": here\n\n".getBytes(UTF_8));
            out.flush();
            while (!watcher.isGone()) {
                String event = watcher.next(HEARTBEAT_SECONDS);
                out.write((event == null ? ":\n\n" : "data: " + event + "\n\n").getBytes(UTF_8));
                out.flush();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, String sentence) throws IOException {
        send(exchange, status, "text/plain; charset=utf-8", sentence);
    }

    private static void send(HttpExchange exchange, int status, String type, String text) throws IOException {
        byte[] bytes = text.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }
}
