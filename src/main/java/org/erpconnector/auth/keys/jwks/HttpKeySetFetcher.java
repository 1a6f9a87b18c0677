package org.erpconnector.auth.keys.jwks;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.Authenticator;
import java.net.Authenticator.RequestorType;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.PasswordAuthentication;
import java.net.Proxy;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.URL;
import java.net.URLConnection;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.HttpsURLConnection;
import org.erpconnector.auth.jdk.DetachedThread;
import org.jspecify.annotations.Nullable;

/**
 * One GET by the JDK's {@link HttpURLConnection}, with none of the defaults that other code of the same server may have
 * set for all: host name verifier, socket factory, authenticator. Cookies of a {@link java.net.CookieHandler} are sent,
 * and do no harm: the answer is the same for everybody.
 *
 * <p>The JDK knows no deadline for a name's lookup, and its read timeout begins anew with each byte. So a worker thread
 * does it all, the caller waits no longer than the deadline, and there is never a second worker. For one thread at a time.
 */
public final class HttpKeySetFetcher implements KeySetFetcher {
    private static final int STEP_MILLIS = 2_000;

    private @Nullable FutureTask<Fetched> last;

    @Override
    public Fetched fetch(URI address, Deadline deadline) throws KeySetException {
        KeySetAddress.require(address);
        try (TlsSockets tls = new TlsSockets()) {
            return inWorker(new FutureTask<>(() -> get(address, tls, deadline)), address, deadline);
        } catch (IOException e) {
            throw HttpFaults.of(e);
        }
    }

    private Fetched inWorker(FutureTask<Fetched> task, URI address, Deadline deadline)
            throws IOException, KeySetException {
        int most = deadline.millisLeft(Integer.MAX_VALUE);
        // FutureTask.get asks for this only if it has to wait, so a quick answer would hide it.
        if (Thread.currentThread().isInterrupted()) {
            throw new InterruptedIOException("stopped");
        }
        if (last != null && !last.isDone()) {
            throw new SocketTimeoutException("the last exchange has not ended yet");
        }
        last = task;
        // It may outlive the application a little.
        DetachedThread.of(task, "erp-connector-auth asks " + address.getRawAuthority())
                .start();
        try {
            return task.get(most, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw (IOException) new SocketTimeoutException("the whole exchange took too long").initCause(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("stopped").initCause(e);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof KeySetException refused) {
                throw refused;
            }
            throw e.getCause() instanceof IOException failed ? failed : new IOException(e.getCause());
        }
    }

    private static Fetched get(URI address, TlsSockets tls, Deadline deadline) throws IOException, KeySetException {
        HttpURLConnection connection = open(address, tls);
        connection.setConnectTimeout(deadline.millisLeft(STEP_MILLIS));
        connection.setReadTimeout(deadline.millisLeft(STEP_MILLIS));
        // A redirect may lead to another host, to http, or into the server's own network (SSRF).
        connection.setInstanceFollowRedirects(false);
        refusePasswords(connection);
        connection.setUseCaches(false);
        connection.setRequestProperty("Accept", "application/json");
        connection.setRequestProperty("User-Agent", "erp-connector-auth");
        // Servers that ignore it keep the connection open until disconnect() below.
        connection.setRequestProperty("Connection", "close");
        try {
            int status = connection.getResponseCode();
            if (!KeySetAddress.local(address) && !tls.begun()) {
                throw new KeySetException(
                        "the proxy refuses the connection with status " + status,
                        "Let the proxy admit this address without a password, or list its host in http.nonProxyHosts");
            }
            return HttpAnswer.of(connection, deadline);
        } finally {
            // Close the raw sockets first: close_notify may block.
            tls.close();
            connection.disconnect();
        }
    }

    /** Where no authenticator is set, the one of the whole server is asked. Java 8 has no other. */
    private static void refusePasswords(HttpURLConnection connection) throws KeySetException {
        try {
            connection.setAuthenticator(new NoPasswords());
        } catch (NoSuchMethodError java8) {
            URL url = connection.getURL();
            PasswordAuthentication password = Authenticator.requestPasswordAuthentication(
                    url.getHost(), null, url.getPort(), url.getProtocol(), "", "basic", url, RequestorType.SERVER);
            if (password != null) {
                throw new KeySetException(
                        "this server has set an authenticator (Authenticator.setDefault) that gives a password to every"
                                + " host, and Java 8 cannot keep it from doing so",
                        "Let it answer the hosts alone that it is meant for, use Java 11 or later, or pin certificates"
                                + " with caller-keys");
            }
        }
    }

    private static HttpURLConnection open(URI address, TlsSockets tls) throws IOException, KeySetException {
        URL url = new URL(address.toASCIIString());
        if (KeySetAddress.local(address)) {
            // A name may be somebody's entry in the hosts file.
            if (!InetAddress.getByName(address.getHost()).isLoopbackAddress()) {
                throw new KeySetException(
                        "the name does not mean this machine, so plain http is not accepted", "Use https");
            }
            return jdk(url.openConnection(Proxy.NO_PROXY), HttpURLConnection.class);
        }
        // By the proxies of this server: system properties https.proxyHost and its like, or what it has set instead.
        HttpsURLConnection connection = jdk(url.openConnection(), HttpsURLConnection.class);
        connection.setSSLSocketFactory(tls);
        // Asked only where TLS has not compared the names.
        connection.setHostnameVerifier((host, session) -> false);
        return connection;
    }

    /**
     * Some servers put a handler of their own in the JDK's place (URLStreamHandlerFactory), whose connections may ignore
     * all of the above. The JDK's handler cannot be named in {@code new URL(null, text, handler)}: java.base hides it.
     */
    static <T> T jdk(URLConnection connection, Class<T> expected) throws KeySetException {
        if (connection.getClass().getClassLoader() != Object.class.getClassLoader()) {
            throw new KeySetException(
                    "this server has put its own HTTP client in the JDK's place (" + connection.getClass() + ")",
                    "Let it use the JDK's (WebLogic: system property UseSunHttpHandler=true), or pin certificates with"
                            + " caller-keys");
        }
        return expected.cast(connection);
    }

    private static final class NoPasswords extends Authenticator {}
}
