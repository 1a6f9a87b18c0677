package org.erpconnector.auth.keys.jwks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

/**
 * TLS of one exchange, with the JVM's trusted certificates and nothing that other code of this server has made the default.
 * Closing it closes the sockets below TLS, which ends every read at once. Safe for use by several threads.
 */
final class TlsSockets extends SSLSocketFactory implements AutoCloseable {
    private final List<Socket> below = new ArrayList<>();
    private boolean closed;

    @Override
    public Socket createSocket(Socket connected, String host, int port, boolean autoClose) throws IOException {
        keep(connected);
        SSLSocket socket = (SSLSocket) jvm().createSocket(connected, host, port, autoClose);
        SSLParameters parameters = socket.getSSLParameters();
        // Java 8 has TLS 1.3 from 8u261 on.
        parameters.setProtocols(Stream.of("TLSv1.3", "TLSv1.2")
                .filter(Set.of(socket.getSupportedProtocols())::contains)
                .toArray(String[]::new));
        // Without this line any valid certificate of any host would do.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return socket;
    }

    private synchronized void keep(Socket connected) throws IOException {
        below.add(connected);
        if (closed) {
            connected.close();
            throw new SocketException("closed");
        }
    }

    /** False as long as nobody but a proxy was talked to. */
    synchronized boolean begun() {
        return !below.isEmpty();
    }

    private static SSLSocketFactory jvm() throws IOException {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, null, null);
            return context.getSocketFactory();
        } catch (GeneralSecurityException e) {
            throw new IOException("this Java cannot set up TLS", e);
        }
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        for (Socket socket : below) {
            socket.close();
        }
    }

    @Override
    public String[] getDefaultCipherSuites() {
        return new String[0];
    }

    @Override
    public String[] getSupportedCipherSuites() {
        return new String[0];
    }

    @Override
    public Socket createSocket(String host, int port) {
        throw unused();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
        throw unused();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
        throw unused();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
        throw unused();
    }

    private static UnsupportedOperationException unused() {
        return new UnsupportedOperationException("only over a connected socket");
    }
}
