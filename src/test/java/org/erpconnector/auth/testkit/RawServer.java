package org.erpconnector.auth.testkit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ServerSocketFactory;

/** A server on 127.0.0.1 that answers each connection as a test says, HTTP or not. */
public final class RawServer implements AutoCloseable {
    private final ServerSocket listening;
    private final Talk talk;
    private final List<Socket> connections = new CopyOnWriteArrayList<>();
    private final List<Thread> answering = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    /** How a connection is answered. */
    public interface Manner {
        /** Answers; the connection is closed afterwards. */
        void answer(String requestHead, OutputStream out) throws Exception;
    }

    /** How a connection is served, in full. */
    private interface Talk {
        void over(String requestHead, Socket connection) throws Exception;
    }

    private RawServer(ServerSocket listening, Talk talk) {
        this.listening = listening;
        this.talk = talk;
    }

    /** HTTP: the manner is asked when the head of a request has been read. */
    public static RawServer http(Manner manner) {
        return start(ServerSocketFactory.getDefault(), answering(manner), true);
    }

    /** The same over the sockets of a factory, TLS. */
    public static RawServer https(ServerSocketFactory sockets, Manner manner) {
        return start(sockets, answering(manner), true);
    }

    /** The manner is asked at once, with an empty head. */
    public static RawServer silent(Manner manner) {
        return start(ServerSocketFactory.getDefault(), answering(manner), false);
    }

    /** A proxy that lets every CONNECT through, and always to this port of this machine. */
    public static RawServer proxy(int port) {
        return start(
                ServerSocketFactory.getDefault(),
                (head, connection) -> {
                    connection.getOutputStream().write(bytes("HTTP/1.1 200 Connected\r\n\r\n"));
                    try (Socket target = new Socket(InetAddress.getLoopbackAddress(), port)) {
                        daemon("pumps", () -> pump(connection, target));
                        target.getInputStream().transferTo(connection.getOutputStream());
                    }
                },
                true);
    }

    private static void pump(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
            to.shutdownOutput();
        } catch (IOException e) {
            // One of the two has hung up, which ends the conversation.
            return;
        }
    }

    private static Talk answering(Manner manner) {
        return (head, connection) -> {
            manner.answer(head, connection.getOutputStream());
            connection.getOutputStream().flush();
        };
    }

    /** An answer with status 200. */
    public static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                + body.getBytes(StandardCharsets.UTF_8).length + "\r\n\r\n" + body;
    }

    public static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static RawServer start(ServerSocketFactory sockets, Talk talk, boolean readsHead) {
        try {
            RawServer server = new RawServer(sockets.createServerSocket(0, 50, InetAddress.getLoopbackAddress()), talk);
            daemon("accepts", () -> server.accept(readsHead));
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Thread daemon(String what, Runnable task) {
        Thread thread = new Thread(task, "raw server " + what);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void accept(boolean readsHead) {
        while (!listening.isClosed()) {
            try {
                Socket connection = listening.accept();
                connections.add(connection);
                answering.add(daemon("answers", () -> answer(connection, readsHead)));
            } catch (IOException e) {
                // Closed by the test.
                return;
            }
        }
    }

    private void answer(Socket connection, boolean readsHead) {
        try (connection) {
            String head = readsHead ? head(connection.getInputStream()) : "";
            requests.add(head);
            talk.over(head, connection);
        } catch (Exception e) {
            // The other side may hang up, and is often expected to.
            requests.add("ended by " + e.getClass().getSimpleName());
        }
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        while (!head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
            int b = in.read();
            if (b == -1) {
                throw new IOException("no head");
            }
            head.write(b);
        }
        return head.toString(StandardCharsets.ISO_8859_1);
    }

    public int port() {
        return listening.getLocalPort();
    }

    /** How many connections there were. */
    public int connections() {
        return connections.size();
    }

    /** Heads of the requests. */
    public List<String> requests() {
        return requests;
    }

    @Override
    public void close() {
        try {
            listening.close();
            for (Socket connection : connections) {
                connection.close();
            }
            // A manner may wait for ever.
            answering.forEach(Thread::interrupt);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
