package org.erpconnector.auth.simulator;

import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/**
 * What SuperOffice sees of a failure, in the words of .NET, and the remedy for the connector's owner.
 *
 * @param seen in SuperOffice's list of failed outbound requests, and in the mail to the technical contact
 */
record Advice(String seen, String remedy) {

    private static final String REGISTERED = "Register the public half of the key that the connector signs with.";

    static final Advice REPLAYED = new Advice(
            "Nothing: anyone who has copied a request gets a signature for it.",
            "Store each nonce until its token has expired, and refuse it the second time.");

    static Optional<Advice> of(HandshakeWalk.Report report, Optional<HttpReply> reply, String url) {
        if (report.exit() == Exit.DONE) {
            return Optional.empty();
        }
        if (report.unreachable().isPresent()) {
            return Optional.of(unreachable(report.unreachable().get(), url));
        }
        return report.answer().map(answer -> switch (answer.outcome()) {
            case UNREADABLE -> unreadable(answer, reply, url);
            case REFUSED -> refused(answer.reason());
            case ACCEPTED -> notVerified(report.checks());
        });
    }

    static Advice unreachable(UnreachableException fault, String url) {
        if (isCausedBy(fault, SSLException.class)) {
            return new Advice(
                    "Could not establish trust relationship for the SSL/TLS secure channel with authority.",
                    "SuperOffice trusts public certificate authorities only: serve a certificate of one of them that has not"
                            + " expired, for this host name, with its whole chain. To try a test certificate, start the"
                            + " bench with --trust FILE.");
        }
        // Who waits for the whole reply notices it, or the client, which waits for its head.
        if (isCausedBy(fault, TimeoutException.class)
                || (isCausedBy(fault, HttpTimeoutException.class)
                        && !isCausedBy(fault, HttpConnectTimeoutException.class))) {
            return new Advice(
                    "The request channel timed out while waiting for a reply.",
                    "The connector accepted the connection but did not answer: look for a thread that waits for a database"
                            + " or a key server. The user waits for the handshake meanwhile.");
        }
        if (fault.brokeOff()) {
            return new Advice(
                    "The underlying connection was closed: the connection was closed unexpectedly.",
                    "The server, or a proxy in front of it, ended the connection: its log says why.");
        }
        return noEndpoint(
                url,
                "Compare host and port with the connector's, and check that its server is up and no firewall blocks"
                        + " them.");
    }

    private static Advice noEndpoint(String url, String remedy) {
        return new Advice("There was no endpoint listening at " + url + " that could accept the message.", remedy);
    }

    private static boolean isCausedBy(Throwable fault, Class<? extends Throwable> kind) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (kind.isInstance(cause)) {
                return true;
            }
        }
        return false;
    }

    private static Advice unreadable(ConnectorAnswer answer, Optional<HttpReply> reply, String url) {
        int status = reply.map(HttpReply::status).orElse(0);
        return switch (status) {
            case 404 ->
                noEndpoint(
                        url, "Nothing answers POST at this path: compare it with the connector's, letter by letter.");
            case 301, 302, 303, 307, 308 ->
                new Advice(
                        "The remote server returned an unexpected response: (" + status + ").",
                        "Redirects are not followed. Enter the URL it redirects to, with https and the path.");
            case 401, 403 ->
                new Advice(
                        "The HTTP request is unauthorized with client authentication scheme 'Anonymous'.",
                        "SuperOffice sends no password: exclude the path from the server's login and from address"
                                + " filters.");
            case 503 ->
                new Advice(
                        "The HTTP service located at " + url + " is unavailable.",
                        "The connector is up but not ready: its log says why.");
            case 200, 500 ->
                new Advice(
                        "The formatter threw an exception while trying to deserialize the message: "
                                + Shown.text(answer.reason()) + ".",
                        "WCF requires exact names, namespaces, order and content type: correct what is named here, or"
                                + " choose the contract that the connector implements.");
            default ->
                new Advice(
                        "The remote server returned an unexpected response: (" + status + ").",
                        "The answer comes from the server, not from the connector: the server's log says why.");
        };
    }

    private static Advice refused(String reason) {
        String known = reason.toLowerCase(Locale.ROOT);
        String remedy;
        if (known.contains("audience")) {
            remedy = "The connector expects another client id than this one: compare them.";
        } else if (known.contains("failed to validate")) {
            remedy = "The connector does not trust the key that signed: give it this bench's certificate, which the"
                    + " page offers below Application. Its log has the reason.";
        } else if (known.contains("expire") || known.contains("not yet")) {
            remedy =
                    "The clocks differ, or the token was too old: compare the connector's clock, in UTC, with this one.";
        } else if (known.contains("replay") || known.contains("used")) {
            remedy = "Each token is accepted once. If this one was new, check the replay store that the nodes share.";
        } else if (known.contains("mustunderstand") || known.contains("fault")) {
            remedy =
                    "The connector could not read the message: choose the contract and the SOAP version it implements.";
        } else {
            remedy = "The connector's log has the reason, at the time of this handshake.";
        }
        return new Advice("Succeeded=false, Reason: " + Shown.text(reason), remedy);
    }

    private static Advice notVerified(List<Check> checks) {
        String failed = checks.stream()
                .filter(check -> !check.passed())
                .map(Check::rule)
                .findFirst()
                .orElse("");
        if (failed.startsWith("the time") || failed.startsWith("nbf") || failed.startsWith("exp")) {
            return new Advice(
                    "Error code 6, InvalidTimestamp.", "Correct the connector's clock, and write the time in UTC.");
        }
        if (failed.startsWith("the signature")) {
            return new Advice("Error code 7, InvalidSignature.", REGISTERED);
        }
        if (failed.contains("nonce")) {
            return new Advice("Error code 7, InvalidSignature.", "Sign the nonce of the request that is answered.");
        }
        return new Advice(
                "Error code 7, InvalidSignature.",
                "The reply does not have the form of this contract: SOAP contracts return nonce.minute.signature, HTTP"
                        + " contracts a signed JWT.");
    }

    /** For operations, whose own message says what is wrong. */
    static Optional<Advice> of(SyncWalk.Report report, String url) {
        return switch (report.exit()) {
            case DONE, USAGE -> Optional.empty();
            case UNREACHABLE -> Optional.of(noEndpoint(url, "Repeat the handshake: its step 3 has the details."));
            case REFUSED ->
                Optional.of(new Advice(
                        "The connection has an error in Settings and maintenance, and is not synchronised.",
                        "Correct what is named here. WCF reads members in the order of the contract, and silently skips"
                                + " a member that comes too late."));
        };
    }
}
