package org.erpconnector.auth.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/** HTTP as bytes on a socket, since a client of good manners sends nothing that is wrong. */
public final class RawHttp {
    private static final int PATIENCE_MILLIS = 10_000;

    private RawHttp() {}

    /** An answer; of a header that comes twice the values are joined. */
    public record Reply(int status, Map<String, String> headers, String body) {}

    /** A request with this head line and headers; Content-Length is added. */
    public static Reply send(int port, String head, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return exchange(port, head + "\r\nContent-Length: " + bytes.length, bytes, false);
    }

    /** A request whose body is just these bytes, whatever its headers say; then no more is sent if {@code end}. */
    public static Reply exchange(int port, String head, byte[] body, boolean end) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        request.writeBytes(
                (head + "\r\nHost: localhost\r\nConnection: close\r\n\r\n").getBytes(StandardCharsets.ISO_8859_1));
        request.writeBytes(body);
        return exchange(port, request.toByteArray(), end);
    }

    /** Sends this much of a request and waits for no answer; whoever asked closes the socket. */
    public static Socket begin(int port, byte[] request) throws IOException {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(2 * PATIENCE_MILLIS);
        socket.getOutputStream().write(request);
        socket.getOutputStream().flush();
        return socket;
    }

    /** The answer on a socket. */
    public static Reply answer(Socket socket) throws IOException {
        return reply(socket.getInputStream());
    }

    /** All that is sent, from the request line on. */
    public static Reply exchange(int port, byte[] request, boolean end) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            try {
                OutputStream out = socket.getOutputStream();
                out.write(request);
                out.flush();
            } catch (IOException answeredAlready) {
                // A server that has heard enough answers and closes; what it has said can still be read, most often.
                return reply(socket.getInputStream());
            }
            if (end) {
                socket.shutdownOutput();
            }
            return reply(socket.getInputStream());
        }
    }

    /** A request whose body comes in pieces, with a pause before each. */
    public static Reply slowly(int port, String head, String body, int pieces, long pauseNanos) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        int piece = bytes.length / pieces + 1;
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            out.write(
                    (head + "\r\nContent-Length: " + bytes.length + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.ISO_8859_1));
            for (int from = 0; from < bytes.length; from += piece) {
                // Pace: of a client whose body comes in pieces.
                LockSupport.parkNanos(pauseNanos);
                out.write(bytes, from, Math.min(piece, bytes.length - from));
            }
            return reply(socket.getInputStream());
        }
    }

    private static Reply reply(InputStream in) throws IOException {
        String[] lines = head(in).split("\r\n", -1);
        while (lines[0].contains(" 100 ")) {
            lines = head(in).split("\r\n", -1);
        }
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int i = 1; !lines[i].isEmpty(); i++) {
            int colon = lines[i].indexOf(':');
            headers.merge(
                    lines[i].substring(0, colon), lines[i].substring(colon + 1).strip(), (a, b) -> a + ", " + b);
        }
        String length = headers.get("Content-Length");
        byte[] body = length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length));
        return new Reply(
                Integer.parseInt(lines[0].split(" ", -1)[1]), headers, new String(body, StandardCharsets.UTF_8));
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no whole answer, only [" + head.toString(StandardCharsets.ISO_8859_1) + "]");
            }
            head.write(next);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }
}
