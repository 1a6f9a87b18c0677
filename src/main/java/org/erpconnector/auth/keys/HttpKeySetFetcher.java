package org.erpconnector.auth.keys;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.Socket;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * One GET over one connection, by hand. The JDK has two clients and neither fits: {@code java.net.http.HttpClient}
 * keeps a thread until the garbage collector comes by, which a server reports as a leak when the web application is
 * undeployed; {@code HttpURLConnection} cannot be stopped while a server sends one byte a second, and takes host name
 * verifier, socket factory, cookies and passwords that other code of the same server has set for all, where a verifier
 * that accepts everything is no rarity. For one thread at a time.
 */
final class HttpKeySetFetcher implements KeySetFetcher {
    static final int LARGEST_BODY = 256 * 1024;
    private static final int STEP_MILLIS = 2_000;

    private final NameLookup names = new NameLookup();

    @Override
    public Fetched fetch(URI address, Deadline deadline) throws KeySetException {
        KeySetAddress.require(address);
        // The socket itself is closed, not TLS on it: a farewell could block.
        try (Socket connection = connected(address, deadline)) {
            Socket talk = KeySetAddress.local(address) ? connection : secured(connection, address);
            talk.getOutputStream().write(request(address));
            InputStream in = new BufferedInputStream(talk.getInputStream());
            HttpAnswer answer = HttpAnswer.readHead(in);
            requireOk(answer);
            String text = utf8(answer.readBody(in, LARGEST_BODY));
            return new Fetched(text, answer.header("cache-control"));
        } catch (IOException e) {
            throw HttpFaults.of(e);
        }
    }

    private static void requireOk(HttpAnswer answer) throws KeySetException {
        int status = answer.status();
        // Never followed: a redirect may lead to another host, to http, or into the server's own network (SSRF).
        if (status >= 300 && status < 400) {
            throw new KeySetException(
                    "the server answers with a redirect (status " + status + "), and none is followed",
                    "Set discovery-url to the address at which the document lies");
        }
        if (status != 200) {
            throw new KeySetException(
                    "the server answers with status " + status, "Look at this address with a browser, or wait");
        }
    }

    private static byte[] request(URI address) {
        URI ascii = URI.create(address.toASCIIString());
        String path = ascii.getRawPath().isEmpty() ? "/" : ascii.getRawPath();
        String query = ascii.getRawQuery() == null ? "" : "?" + ascii.getRawQuery();
        return ("GET " + path + query + " HTTP/1.1\r\nHost: " + authority(address)
                        + "\r\nAccept: application/json\r\nUser-Agent: erp-connector-auth\r\nConnection: close\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    private static String authority(URI address) {
        return address.getHost() + (address.getPort() == -1 ? "" : ":" + address.getPort());
    }

    private Socket connected(URI address, Deadline deadline) throws IOException, KeySetException {
        Optional<InetSocketAddress> proxy = KeySetAddress.local(address) ? Optional.empty() : proxy(address);
        if (proxy.isPresent()) {
            Socket socket = connected(proxy.get().getHostString(), proxy.get().getPort(), false, deadline);
            try {
                tunnel(socket, address);
                return socket;
            } catch (IOException | KeySetException | RuntimeException e) {
                socket.close();
                throw e;
            }
        }
        return connected(address.getHost(), KeySetAddress.port(address), KeySetAddress.local(address), deadline);
    }

    /** The address that was judged is the one that is connected to: a name may resolve differently a moment later. */
    private Socket connected(String host, int port, boolean local, Deadline deadline)
            throws IOException, KeySetException {
        List<InetAddress> addresses = names.of(host, deadline.millisLeft(STEP_MILLIS));
        if (local && !addresses.stream().allMatch(InetAddress::isLoopbackAddress)) {
            throw new KeySetException(
                    "the name does not mean this machine, so plain http is not accepted", "Use https");
        }
        IOException last = new IOException("no address");
        for (InetAddress candidate : addresses) {
            Socket socket = new DeadlineSocket(deadline, STEP_MILLIS);
            try {
                socket.connect(new InetSocketAddress(candidate, port), deadline.millisLeft(STEP_MILLIS));
                return socket;
            } catch (IOException e) {
                socket.close();
                last = e;
            }
        }
        throw last;
    }

    /** System properties {@code https.proxyHost} and its like, or whatever the server has set in their place. */
    private static Optional<InetSocketAddress> proxy(URI address) {
        return Optional.ofNullable(ProxySelector.getDefault()).stream()
                .flatMap(selector -> selector.select(address).stream())
                .limit(1)
                .filter(proxy -> proxy.type() == Proxy.Type.HTTP)
                .map(proxy -> (InetSocketAddress) proxy.address())
                .findFirst();
    }

    private static void tunnel(Socket socket, URI address) throws IOException, KeySetException {
        String target = address.getHost() + ":" + KeySetAddress.port(address);
        socket.getOutputStream()
                .write(("CONNECT " + target + " HTTP/1.1\r\nHost: " + target + "\r\n\r\n")
                        .getBytes(StandardCharsets.US_ASCII));
        int status = HttpAnswer.readHead(socket.getInputStream()).status();
        if (status != 200) {
            throw new KeySetException(
                    "the proxy refuses the connection with status " + status,
                    "Let the proxy admit this address without a password, or list its host in http.nonProxyHosts");
        }
    }

    /** With the JVM's trusted certificates, and nothing that other code of this server has made the default. */
    private static SSLSocket secured(Socket connection, URI address) throws IOException {
        SSLContext context;
        try {
            context = SSLContext.getInstance("TLS");
            context.init(null, null, null);
        } catch (GeneralSecurityException e) {
            throw new IOException("this Java cannot set up TLS", e);
        }
        SSLSocket socket = (SSLSocket) context.getSocketFactory()
                .createSocket(connection, bare(address.getHost()), KeySetAddress.port(address), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
        // Without this line any valid certificate of any host would do.
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private static String utf8(byte[] body) throws KeySetException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new KeySetException("the answer is not text in UTF-8", "Look at what answers at this address", e);
        }
    }
}
