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
 * Sends requests as a WCF client does: HTTP/1.1, no redirects followed, compressed replies accepted, time and size
 * bounded.
 *
 * @param timeout for the whole exchange, from the connection to the last byte of the reply
 * @param mostBytes how much of a reply is read
 * @param trust the only certificates that a server may show; empty: those that this Java trusts
 * @param pace limits requests per second
 * @param kept reuses connections; empty: a new connection for each request
 * @param wire gets each request and reply
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

    /** The same for many requests: at this pace, over connections that are reused. */
    HttpCaller forMany(Pace other) {
        return new HttpCaller(url, timeout, mostBytes, trust, other, Optional.of(client()), wire);
    }

    /** The same with another limit for replies. */
    HttpCaller reading(int otherBytes) {
        return new HttpCaller(url, timeout, otherBytes, trust, pace, kept, wire);
    }

    /** The same with a listener. */
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
        // The request's own timeout ends with the reply's headers; the future's covers the body too.
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
            abandon(response);
            throw unreachable(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            abandon(response);
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

    /** Ends the exchange, and with it the thread that reads a body which never completes. */
    private static void abandon(CompletableFuture<HttpResponse<InputStream>> response) {
        if (response.isDone() && !response.isCompletedExceptionally()) {
            try {
                response.join().body().close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        response.cancel(true);
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

    /** Empty if a connection was made and broke. */
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
        // Last: an unknown host and a connect timeout come as a cause of this exception.
        return fault instanceof ConnectException
                ? Optional.of("connection refused, nobody listens there")
                : Optional.empty();
    }

    /** Only if the certificate chain failed: --trust does not help against a wrong host name or an old protocol. */
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
