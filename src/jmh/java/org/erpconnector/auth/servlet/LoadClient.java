package org.erpconnector.auth.servlet;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;

/**
 * Sends requests that another process has made, over connections that stay open, and says how long their answers took. A
 * process of its own, and as little work as there can be: what it costs is not the server's.
 *
 * <p>Arguments: the port, and how many connections. Then from its standard input, as often as one likes: a line with the
 * number of requests, how many are sent in a second (0: each as soon as the one before it on its connection is answered)
 * and a word that every answer has; and as many lines with a request each, its bytes in Base64. It says that it is ready,
 * waits for one line more, and prints the nanoseconds that all took, and of those of one answer the median and the 99th
 * percentile.
 */
final class LoadClient {
    private static final String HEAD_END = "\r\n\r\n";

    private final List<Socket> sockets = new ArrayList<>();
    private final ExecutorService threads;

    private LoadClient(int port, int connections) throws IOException {
        for (int i = 0; i < connections; i++) {
            Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            sockets.add(socket);
        }
        threads = Executors.newFixedThreadPool(connections, work -> {
            Thread thread = new Thread(work);
            // So that the process ends with what goes wrong.
            thread.setDaemon(true);
            return thread;
        });
    }

    public static void main(String[] arguments) throws Exception {
        LoadClient client = new LoadClient(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]));
        BufferedReader said = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            String[] words = line.split(" ", -1);
            byte[][] requests = new byte[Integer.parseInt(words[0])][];
            for (int i = 0; i < requests.length; i++) {
                requests[i] = Base64.getDecoder().decode(said.readLine());
            }
            System.out.println("ready");
            said.readLine();
            System.out.println(client.send(requests, Integer.parseInt(words[1]), words[2]));
        }
    }

    private String send(byte[][] requests, int perSecond, String expected) throws Exception {
        long[] nanos = new long[requests.length];
        long begun = System.nanoTime();
        List<Callable<Void>> work = IntStream.range(0, sockets.size())
                .<Callable<Void>>mapToObj(connection -> () -> {
                    for (int i = connection; i < requests.length; i += sockets.size()) {
                        // From when it was due: one that waits for a slow one before it is slow itself.
                        long due = perSecond == 0 ? System.nanoTime() : begun + i * 1_000_000_000L / perSecond;
                        for (long early = due - System.nanoTime(); early > 0; early = due - System.nanoTime()) {
                            LockSupport.parkNanos(early);
                        }
                        exchange(sockets.get(connection), requests[i], expected);
                        nanos[i] = System.nanoTime() - due;
                    }
                    return null;
                })
                .toList();
        for (Future<Void> done : threads.invokeAll(work)) {
            done.get();
        }
        long all = System.nanoTime() - begun;
        Arrays.sort(nanos);
        return all + " " + nanos[nanos.length / 2] + " " + nanos[nanos.length * 99 / 100];
    }

    private static void exchange(Socket socket, byte[] request, String expected) throws IOException {
        socket.getOutputStream().write(request);
        ByteArrayOutputStream got = new ByteArrayOutputStream();
        byte[] read = new byte[8192];
        String text = "";
        int end = -1;
        while (end < 0 || got.size() < end + length(text.substring(0, end))) {
            int count = socket.getInputStream().read(read);
            if (count < 0) {
                throw new IOException("closed, after: " + text);
            }
            got.write(read, 0, count);
            text = got.toString(StandardCharsets.ISO_8859_1);
            int found = text.indexOf(HEAD_END);
            end = found < 0 ? -1 : found + HEAD_END.length();
        }
        if (!text.contains(expected)) {
            throw new IOException("no " + expected + " in: " + text);
        }
    }

    private static int length(String head) {
        return head.lines()
                .filter(line -> line.regionMatches(true, 0, "Content-Length:", 0, 15))
                .map(line -> Integer.parseInt(line.substring(15).trim()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no length: " + head));
    }
}
