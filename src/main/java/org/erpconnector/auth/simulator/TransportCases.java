package org.erpconnector.auth.simulator;

import java.net.URI;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/** HTTP and TLS. All are warnings, as a development machine may do without them. */
final class TransportCases {

    private static final String PORT = "SuperOffice calls https on port 443 only";
    private static final String TLS = "SuperOffice, security: TLS 1.2 and later";
    private static final String TRUST = "SuperOffice: could not establish trust relationship";
    private static final Duration SOON = Duration.ofDays(30);
    private static final long SLOW_MILLIS = 5000;

    private TransportCases() {}

    static List<Case> all() {
        return List.of(
                Case.of(
                        "L-01",
                        "the URL is https",
                        PORT,
                        subject -> warn(
                                isHttps(subject),
                                "it is " + subject.settings().url().getScheme())),
                Case.of(
                        "L-02",
                        "the port is 443",
                        PORT,
                        subject -> warn(
                                port(subject.settings().url()) == 443,
                                "it is " + port(subject.settings().url()))),
                tls(
                        "L-03",
                        "the protocol is TLS 1.2 or later",
                        TLS,
                        (session, certificate, now) -> warn(
                                Set.of("TLSv1.2", "TLSv1.3").contains(session.getProtocol()),
                                "it is " + Shown.text(session.getProtocol()))),
                tls("L-04", "the certificate is good for 30 days", TRUST, (session, certificate, now) -> {
                    Instant end = certificate.getNotAfter().toInstant();
                    return warn(end.isAfter(now.plus(SOON)), "it ends " + end);
                }),
                tls(
                        "L-05",
                        "its key has 2048 bits, if it is RSA",
                        TLS,
                        (session, certificate, now) -> warn(
                                !(certificate.getPublicKey() instanceof RSAKey rsa)
                                        || rsa.getModulus().bitLength() >= 2048,
                                "it has less")),
                tls(
                        "L-06",
                        "somebody else has issued it",
                        TRUST,
                        (session, certificate, now) -> warn(
                                !certificate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal()),
                                "it is self-signed")),
                Case.of(
                        "L-07",
                        "a handshake is answered within five seconds",
                        "SuperOffice's own keys are fetched for five seconds at most",
                        subject -> subject.genuine()
                                .reply()
                                .map(reply -> warn(reply.millis() < SLOW_MILLIS, "it took " + reply.millis() + " ms"))
                                .orElseGet(() -> Finding.skipped("there is no reply"))));
    }

    /** Judges the TLS session and the server's certificate. */
    @FunctionalInterface
    private interface Look {
        Finding at(SSLSession session, X509Certificate certificate, Instant now);
    }

    private static Case tls(String id, String rule, String source, Look look) {
        return Case.of(id, rule, source, subject -> {
            Optional<SSLSession> session = subject.genuine().reply().flatMap(HttpReply::tls);
            if (session.isEmpty()) {
                return Finding.skipped(isHttps(subject) ? "there is no reply" : "the URL is not https");
            }
            try {
                Certificate[] shown = session.get().getPeerCertificates();
                return shown.length > 0 && shown[0] instanceof X509Certificate certificate
                        ? look.at(session.get(), certificate, subject.now())
                        : Finding.warning("the server shows no certificate");
            } catch (SSLPeerUnverifiedException e) {
                return Finding.warning("the server shows no certificate");
            }
        });
    }

    private static Finding warn(boolean holds, String otherwise) {
        return holds ? Finding.passed() : Finding.warning(otherwise);
    }

    private static boolean isHttps(Subject subject) {
        return "https".equalsIgnoreCase(subject.settings().url().getScheme());
    }

    private static int port(URI url) {
        return url.getPort() >= 0 ? url.getPort() : "https".equalsIgnoreCase(url.getScheme()) ? 443 : 80;
    }
}
