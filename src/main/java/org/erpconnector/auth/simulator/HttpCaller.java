package org.erpconnector.auth.simulator;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertPathBuilderException;
import java.security.cert.CertPathValidatorException;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;

/**
 * Posts as a WCF client does: HTTP/1.1, no redirects followed, compressed replies welcome, a bound on time and size.
 *
 * @param timeout for the connection and, once more, for the whole reply
 * @param mostBytes more of a reply is not read
 * @param trust the only certificates that a server may show; empty: those that this Java trusts
 * @param pace before each request
 * @param kept keeps connections for the next request; empty: each request has one of its own
 * @param wire hears of each request and reply
 */
record HttpCaller(
        URI url,
        Duration timeout,
        int mostBytes,
        Optional<SSLContext> trust,
        Pace pace,
        Optional<HttpClient> kept,
        Wire wire) {

    /** WCF's default {@code sendTimeout}. */
    static final int TIMEOUT_SECONDS = 60;
    /** WCF's default {@code maxReceivedMessageSize}. */
    static final int WCF_MESSAGE_SIZE = 64 * 1024;

    HttpCaller(URI url, Duration timeout, int mostBytes, Optional<SSLContext> trust) {
        this(url, timeout, mostBytes, trust, Pace.none(), Optional.empty(), Wire.SILENT);
    }

    /** The same for many requests: as fast as the pace allows, over connections that are kept. */
    HttpCaller forMany(Pace other) {
        return new HttpCaller(url, timeout, mostBytes, trust, other, Optional.of(client()), wire);
    }

    /** The same, reading so much of a reply. */
    HttpCaller reading(int otherBytes) {
        return new HttpCaller(url, timeout, otherBytes, trust, pace, kept, wire);
    }

    /** The same, while somebody listens. */
    HttpCaller heardBy(Wire other) {
        return new HttpCaller(url, timeout, mostBytes, trust, pace, kept, other);
    }

    private HttpClient client() {
        HttpClient.Builder client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout);
        trust.ifPresent(client::sslContext);
        return client.build();
    }

    HttpReply post(OutgoingMessage message) throws UnreachableException {
        return send(HttpMessage.of(message));
    }

    HttpReply send(HttpMessage message) throws UnreachableException {
        HttpRequest request = message.to(url).timeout(timeout).build();
        pace.await();
        wire.sent(message);
        long start = System.nanoTime();
        // the request's own timeout ends with the headers of the reply; the future's bounds its body too
        CompletableFuture<HttpResponse<InputStream>> response =
                kept.orElseGet(this::client).sendAsync(request, HttpResponse.BodyHandlers.ofInputStream());
        CompletableFuture<HttpReply> reply = response.thenApplyAsync(begun -> read(begun, start));
        try {
            HttpReply whole = reply.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            wire.came(whole);
            return whole;
        } catch (ExecutionException e) {
            throw unreachable(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            if (response.isDone() && !response.isCompletedExceptionally()) {
                // who reads a body that does not go on would wait for ever
                close(response.join());
            }
            response.cancel(true);
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw unreachable(e);
        }
    }

    private HttpReply read(HttpResponse<InputStream> response, long start) {
        String encoding =
                response.headers().firstValue("Content-Encoding").orElse("").toLowerCase(Locale.ROOT);
        try (InputStream raw = response.body();
                InputStream in = decoded(raw, encoding)) {
            byte[] body = in.readNBytes(mostBytes);
            boolean truncated = in.read() >= 0;
            return new HttpReply(
                    response.statusCode(),
                    response.headers(),
                    response.sslSession(),
                    body,
                    truncated,
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void close(HttpResponse<InputStream> response) {
        try {
            response.body().close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InputStream decoded(InputStream raw, String encoding) throws IOException {
        return switch (encoding) {
            case "gzip" -> new GZIPInputStream(raw);
            case "deflate" -> new InflaterInputStream(raw);
            default -> raw;
        };
    }

    private UnreachableException unreachable(Throwable fault) {
        Optional<String> known = why(fault);
        return new UnreachableException(
                "could not reach " + hostAndPort() + ": "
                        + known.orElse("the connection broke (" + Shown.cause(fault) + ")"),
                fault,
                known.isEmpty());
    }

    String hostAndPort() {
        boolean https = "https".equalsIgnoreCase(url.getScheme());
        return url.getHost() + ":" + (url.getPort() >= 0 ? url.getPort() : https ? 443 : 80);
    }

    /** Empty where a connection was made, and broke. */
    private Optional<String> why(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
                return Optional.of("the name of the host is unknown");
            }
            if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
                return Optional.of("no answer within " + timeout.toSeconds() + " seconds");
            }
            if (cause instanceof SSLException) {
                // The remedy first: a long cause is cut.
                return Optional.of("TLS failed, so SuperOffice would say: could not establish trust relationship"
                        + remedy(fault) + " (" + Shown.cause(cause) + ")");
            }
            if (cause instanceof InterruptedException) {
                return Optional.of("interrupted");
            }
        }
        // last, because an unknown host and a slow one come wrapped in it
        return fault instanceof ConnectException
                ? Optional.of("connection refused, nobody listens there")
                : Optional.empty();
    }

    /** Only where the chain of certificates is what failed: no trust mends a wrong name or an old protocol. */
    private String remedy(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertPathBuilderException || cause instanceof CertPathValidatorException) {
                return trust.isEmpty()
                        ? ". A test certificate is made known with --trust FILE"
                        : ". The server shows another certificate than --trust names";
            }
        }
        return "";
    }
}
