package org.erpconnector.auth.message;

import java.util.Map;
import org.erpconnector.auth.config.MemberOrder;
import org.erpconnector.auth.reason.Reason;

/** An answer to bytes, in the shape of the question. Immutable and safe for use by several threads. */
public final class ReplyWriter {
    private static final String BUSY = "The connector cannot authenticate at the moment";
    private static final Map<String, String> ALWAYS =
            Map.of("Cache-Control", "no-store", "X-Content-Type-Options", "nosniff");
    private static final Map<String, String> LATER =
            Map.of("Cache-Control", "no-store", "X-Content-Type-Options", "nosniff", "Retry-After", "30");

    private final SoapAnswers soap;

    /**
     * @param order order of the members in message style
     * @param names what connector answers are called
     * @param mirroring what mirroring answers say of the mirror
     */
    public ReplyWriter(MemberOrder order, AnswerNames names, MirroringAnswer mirroring) {
        this.soap = new SoapAnswers(order, names, mirroring);
    }

    /** The verdict on a handshake that could be read. */
    public HandshakeReply answer(Shape shape, Answer answer) {
        if (shape instanceof Shape.Soap envelope) {
            return answer instanceof Answer.Unavailable
                    ? unavailable(envelope.version())
                    : new HandshakeReply(
                            200, envelope.version().contentType(), ALWAYS, soap.envelope(envelope, answer));
        }
        return http(shape.contract(), answer);
    }

    /** The refusal of a handshake that could not be read, to a caller who speaks SOAP of this version. */
    public HandshakeReply unreadable(SoapVersion version, Reason problem) {
        if (problem.plainStatus() != 0) {
            return plain(problem);
        }
        SoapFault.Code code = switch (problem) {
            case SOAP_VERSION_MISMATCH -> SoapFault.Code.VERSION_MISMATCH;
            case HEADER_NOT_UNDERSTOOD -> SoapFault.Code.MUST_UNDERSTAND;
            default -> SoapFault.Code.SENDER;
        };
        return new HandshakeReply(
                code.status(version), version.contentType(), ALWAYS, SoapFault.text(version, code, problem.sentence()));
    }

    /** The refusal of a handshake that could not be read, to a caller of the HTTP contract. */
    public HandshakeReply unreadable(Reason problem) {
        return problem.plainStatus() != 0 ? plain(problem) : json(400, ALWAYS, refusal(problem.sentence()));
    }

    /** We cannot judge what claims to be a handshake in SOAP of this version; the caller may try again. */
    public HandshakeReply unavailable(SoapVersion version) {
        return new HandshakeReply(
                503, version.contentType(), LATER, SoapFault.text(version, SoapFault.Code.RECEIVER, BUSY));
    }

    /** We cannot judge what came to the HTTP contract; the caller may try again. */
    public HandshakeReply unavailable() {
        return json(503, LATER, refusal(BUSY));
    }

    /** The verdict on the token of a call that is no handshake, if it is not accepted: a fault. */
    public HandshakeReply fault(SoapVersion version, Answer.Refused refused) {
        return new HandshakeReply(
                SoapFault.Code.SENDER.status(version),
                version.contentType(),
                ALWAYS,
                SoapFault.text(version, SoapFault.Code.SENDER, refused.reason()));
    }

    /** The refusal of a call that is no handshake: without a reason, which would help a stranger alone. */
    public static HandshakeReply forbidden() {
        return new HandshakeReply(403, "text/plain; charset=utf-8", ALWAYS, "Forbidden\n");
    }

    private static HandshakeReply plain(Reason problem) {
        Map<String, String> headers = problem == Reason.METHOD_NOT_ALLOWED
                ? Map.of("Cache-Control", "no-store", "X-Content-Type-Options", "nosniff", "Allow", "POST")
                : ALWAYS;
        return new HandshakeReply(
                problem.plainStatus(), "text/plain; charset=utf-8", headers, problem.sentence() + "\n");
    }

    private HandshakeReply http(Contract contract, Answer answer) {
        if (answer instanceof Answer.Accepted accepted) {
            String token = accepted.replyToken().text();
            // An expression, so that a contract without an answer does not compile.
            return switch (contract) {
                case HTTP_JWT -> new HandshakeReply(200, "application/jwt", ALWAYS, token);
                case HTTP_JSON ->
                    json(200, ALWAYS, "{\"Succeeded\":true,\"SignedApplicationToken\":\"" + token + "\"}");
                case CONNECTOR_PARAMETER, CONNECTOR_MESSAGE, MIRRORING ->
                    throw new IllegalArgumentException("an envelope is asked for: " + contract);
            };
        }
        if (answer instanceof Answer.Refused refused) {
            // RFC 6750 section 3.1 names the error of a token that is malformed, expired or otherwise invalid.
            Map<String, String> headers = Map.of(
                    "Cache-Control",
                    "no-store",
                    "X-Content-Type-Options",
                    "nosniff",
                    "WWW-Authenticate",
                    "Bearer error=\"invalid_token\"");
            return json(401, headers, refusal(refused.reason()));
        }
        return unavailable();
    }

    private static HandshakeReply json(int status, Map<String, String> headers, String text) {
        return new HandshakeReply(status, "application/json", headers, text);
    }

    /** Reasons are sentences of ours without quotes or controls, so there is nothing to escape. */
    private static String refusal(String reason) {
        return "{\"Succeeded\":false,\"Reason\":\"" + reason + "\"}";
    }
}
