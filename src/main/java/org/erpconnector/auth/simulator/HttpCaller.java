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
import java.nio.charset.StandardCharsets;
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
 */
record HttpCaller(URI url, Duration timeout, int mostBytes, Optional<SSLContext> trust) {

    /** WCF's default {@code sendTimeout}. */
    static final int TIMEOUT_SECONDS = 60;
    /** WCF's default {@code maxReceivedMessageSize}. */
    static final int WCF_MESSAGE_SIZE = 64 * 1024;

    HttpReply post(OutgoingMessage message) throws UnreachableException {
        HttpRequest.Builder request = HttpRequest.newBuilder(url)
                .timeout(timeout)
                .header("Content-Type", message.contentType())
                .header("Accept-Encoding", "gzip, deflate")
                .POST(HttpRequest.BodyPublishers.ofString(message.body(), StandardCharsets.UTF_8));
        String action = message.soapAction();
        if (action != null) {
            request.header("SOAPAction", action);
        }
        HttpClient.Builder client = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(timeout);
        trust.ifPresent(client::sslContext);
        long start = System.nanoTime();
        // the request's own timeout ends with the headers of the reply; the future's bounds its body too
        CompletableFuture<HttpReply> reply = client.build()
                .sendAsync(request.build(), HttpResponse.BodyHandlers.ofInputStream())
                .thenApplyAsync(response -> read(response, start));
        try {
            return reply.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw unreachable(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            reply.cancel(true);
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
                    response.headers().firstValue("Content-Type").orElse(""),
                    body,
                    truncated,
                    TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start));
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
        return new UnreachableException("could not reach " + hostAndPort() + ": " + why(fault), fault);
    }

    String hostAndPort() {
        boolean https = "https".equalsIgnoreCase(url.getScheme());
        return url.getHost() + ":" + (url.getPort() >= 0 ? url.getPort() : https ? 443 : 80);
    }

    private String why(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException || cause instanceof UnknownHostException) {
                return "the name of the host is unknown";
            }
            if (cause instanceof TimeoutException || cause instanceof HttpTimeoutException) {
                return "no answer within " + timeout.toSeconds() + " seconds";
            }
            if (cause instanceof SSLException) {
                // The remedy first: a long cause is cut.
                return "TLS failed, so SuperOffice would say: could not establish trust relationship" + remedy(fault)
                        + " (" + Shown.cause(cause) + ")";
            }
            if (cause instanceof InterruptedException) {
                return "interrupted";
            }
        }
        // last, because an unknown host and a slow one come wrapped in it
        return fault instanceof ConnectException
                ? "connection refused, nobody listens there"
                : "the connection broke (" + Shown.cause(fault) + ")";
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
