package org.erpconnector.auth.servlet;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Reads bodies. What has arrived is read at once. The rest is waited for without a thread where the stream is the
 * server's own, and by a blocking read otherwise: filters in front of this one pass on streams of their own, whose
 * {@code setReadListener} does nothing, calls too early, throws, or does not exist.
 */
final class BodyReader {
    /** Packages of servers whose streams call listeners as the specification says. Each was tried. */
    private static final List<String> SERVERS =
            List.of("org.apache.catalina.connector.", "org.eclipse.jetty.", "io.undertow.servlet.", "com.ibm.ws.");

    /** What Payara and GlassFish read HTTP with. */
    private static final String GRIZZLY = "org.glassfish.grizzly.http.server.Request";

    /** Do not preallocate more by Content-Length: a large one with a small body would exhaust memory. */
    private static final int FIRST = 8192;

    /** No exception has more. A chain of causes may be circular. */
    private static final int CAUSES = 16;

    private BodyReader() {}

    /** Whether a stream is the server's own. */
    static boolean ofServer(ServletInputStream stream) {
        return SERVERS.stream().anyMatch(stream.getClass().getName()::startsWith);
    }

    /**
     * The stream of a body.
     *
     * @throws IllegalStateException if a filter before this one has called {@code getReader()}
     * @throws UnreadableBodyException if the request fails in a way that no client can cause
     */
    static ServletInputStream stream(HttpServletRequest request) {
        try {
            return request.getInputStream();
        } catch (IllegalStateException e) {
            throw e;
        } catch (IOException | RuntimeException | LinkageError e) {
            throw new UnreadableBodyException(request.getClass(), e);
        }
    }

    /**
     * Whether the client went away or sent a broken body, as the server's own stream reports. A filter's stream passes
     * that on, and has failures of its own, such as being closed.
     */
    private static boolean ofClient(ServletInputStream stream, IOException thrown) {
        return ofServer(stream)
                || Stream.<Throwable>iterate(thrown, Objects::nonNull, Throwable::getCause)
                        .limit(CAUSES)
                        .flatMap(cause -> Arrays.stream(cause.getStackTrace())
                                // What calls us are classes of the server, too.
                                .takeWhile(frame -> !frame.getClassName().equals(BodyReader.class.getName())))
                        .anyMatch(frame -> SERVERS.stream().anyMatch(frame.getClassName()::startsWith));
    }

    /** Whether the rest of a body can be waited for without a thread. */
    static boolean listens(HttpServletRequest request, ServletInputStream stream) {
        try {
            // A filter before this one may have begun already: a request has one asynchronous context at a time.
            return request.isAsyncSupported()
                    && !request.isAsyncStarted()
                    && ofServer(stream)
                    // Payara ends a connection of HTTP/2 when the stream of its request gets a listener.
                    && (request.getProtocol().startsWith("HTTP/1.") || !ofGrizzly(stream));
        } catch (RuntimeException | LinkageError e) {
            // A request of somebody else's that knows nothing of asynchrony.
            return false;
        }
    }

    /** Asked of the class loader, since administrators may hide what a server says of itself. */
    static boolean ofGrizzly(ServletInputStream stream) {
        try {
            Class.forName(GRIZZLY, false, stream.getClass().getClassLoader());
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /**
     * Reads what has arrived, of a stream that {@link #listens}. Asks again after each part: Tomcat says that something
     * is there, and not how much.
     *
     * @param declared the length that the request's head declares; -1: none
     * @return all of it, or the beginning of what has to be waited for, or more than the limit
     * @throws IOException if the client went away or sent a broken body
     */
    static PeekedBody arrived(ServletInputStream stream, long declared, BodyLimits limits) throws IOException {
        byte[] buffer = new byte[first(declared, limits)];
        int size = 0;
        while (size <= limits.bytes()) {
            if (size == declared) {
                return new PeekedBody(cut(buffer, size), true, stream);
            }
            if (stream.available() <= 0) {
                // Asked last: on Payara a stream is finished once all has come, read or not.
                return new PeekedBody(cut(buffer, size), stream.isFinished(), stream);
            }
            if (size == buffer.length) {
                buffer = Arrays.copyOf(buffer, larger(size, declared, limits));
            }
            int count = stream.read(buffer, size, buffer.length - size);
            if (count < 0) {
                return new PeekedBody(cut(buffer, size), true, stream);
            }
            size += count;
        }
        return new PeekedBody(buffer, false, stream);
    }

    /**
     * Reads a handshake's body to its end, and blocks meanwhile.
     *
     * @param begun what was read of it before
     * @param declared the length that the request's head declares; -1: none
     * @throws SlowBodyException if that takes too long; a client that sends nothing at all is left to the server's own
     *     patience
     * @throws UnreadableBodyException if the stream fails in a way that no client can cause
     * @throws IOException if the client went away or sent a broken body
     */
    static PeekedBody read(ServletInputStream stream, byte[] begun, long declared, BodyLimits limits)
            throws IOException {
        return read(stream, begun, declared, limits, false);
    }

    /**
     * Reads a body that is most likely the connector's: one that is slow or breaks off is not refused, but passed on as
     * far as it came.
     *
     * @param declared the length that the request's head declares
     * @throws UnreadableBodyException if the stream fails in a way that no client can cause
     */
    static PeekedBody peek(ServletInputStream stream, long declared, BodyLimits limits) throws IOException {
        return read(stream, new byte[0], declared, limits, true);
    }

    private static PeekedBody read(
            ServletInputStream stream, byte[] begun, long declared, BodyLimits limits, boolean handedOn)
            throws IOException {
        int limit = limits.bytes();
        long start = System.nanoTime();
        byte[] buffer = begun.length > 0 ? begun : new byte[first(declared, limits)];
        int size = begun.length;
        try {
            while (size <= limit) {
                if (size == buffer.length) {
                    // Most bodies have their declared length: one byte more tells, without a larger buffer.
                    int next = stream.read();
                    if (next < 0) {
                        return new PeekedBody(buffer, true, stream);
                    }
                    buffer = Arrays.copyOf(buffer, larger(size, declared, limits));
                    buffer[size++] = (byte) next;
                } else {
                    // Not readNBytes(int): it ends with a read of no bytes, at which Tomcat waits for the client.
                    int count = stream.read(buffer, size, buffer.length - size);
                    if (count < 0) {
                        return new PeekedBody(cut(buffer, size), true, stream);
                    }
                    size += count;
                }
                if (System.nanoTime() - start > limits.patience().toNanos()) {
                    if (!handedOn) {
                        throw new SlowBodyException();
                    }
                    return new PeekedBody(Arrays.copyOf(buffer, size), false, stream);
                }
            }
        } catch (SlowBodyException e) {
            throw e;
        } catch (IOException e) {
            if (handedOn) {
                return PeekedBody.broken(Arrays.copyOf(buffer, size), e);
            }
            if (!ofClient(stream, e)) {
                throw new UnreadableBodyException(stream.getClass(), e);
            }
            throw e;
        } catch (RuntimeException | LinkageError e) {
            throw new UnreadableBodyException(stream.getClass(), e);
        }
        return new PeekedBody(buffer, false, stream);
    }

    private static int first(long declared, BodyLimits limits) {
        return (int) Math.min(declared > 0 ? declared : FIRST, Math.min(FIRST, limits.bytes() + 1));
    }

    /** Twice as much, but no more than is declared: the last copy of a large body would take as much again. */
    private static int larger(int size, long declared, BodyLimits limits) {
        int twice = Math.min(2 * size + 1, limits.bytes() + 1);
        return declared > size ? (int) Math.min(twice, declared) : twice;
    }

    private static byte[] cut(byte[] buffer, int size) {
        return size == buffer.length ? buffer : Arrays.copyOf(buffer, size);
    }
}
