package org.erpconnector.auth.keys.jwks;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.ProtocolException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.erpconnector.auth.config.Printable;

/** Says what a failed connection means to the deployer. One fault always gives one sentence: it is logged once. */
final class HttpFaults {
    private static final String REACH = "Let this server reach it; where a proxy is needed, set the JVM's system"
            + " properties https.proxyHost and https.proxyPort";

    private static final String LOOK = "Look at what answers at this address";

    private HttpFaults() {}

    static KeySetException of(IOException e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            // Before TLS: the JDK wraps a timeout within the TLS handshake.
            if (cause instanceof InterruptedIOException) {
                return new KeySetException("no answer in time (2 s a step, 5 s in all)", REACH, e);
            }
        }
        if (e instanceof UnknownHostException) {
            return new KeySetException("this server's name service does not know the host", REACH, e);
        }
        if (e instanceof ConnectException || e instanceof NoRouteToHostException) {
            return new KeySetException("no connection", REACH, e);
        }
        if (e instanceof SSLException) {
            return new KeySetException(
                    "its TLS certificate or protocol is not trusted (" + Printable.of(String.valueOf(e.getMessage()))
                            + ")",
                    "If the certificate is of an authority of your own, add that authority to the JVM's truststore"
                            + " (system property javax.net.ssl.trustStore)",
                    e);
        }
        if (e instanceof ProtocolException) {
            return new KeySetException(
                    "the answer's head is longer than Java accepts (system property jdk.http.maxHeaderSize)", LOOK, e);
        }
        return new KeySetException(
                "the connection broke off, or what came is not HTTP ("
                        + e.getClass().getSimpleName() + ")",
                LOOK,
                e);
    }
}
