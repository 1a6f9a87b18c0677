package org.erpconnector.auth.message;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.erpconnector.auth.config.MemberOrder;
import org.erpconnector.auth.core.ReplyToken;
import org.erpconnector.auth.reason.Reason;

/**
 * Writes answers in the shape of the question. Members are in a fixed order: WCF reads them in order and drops what comes
 * too early. Immutable and safe for use by several threads.
 */
public final class ReplyWriter {
    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";
    private static final String BUSY = "The connector cannot authenticate at the moment";
    private static final Map<String, String> ALWAYS =
            Map.of("Cache-Control", "no-store", "X-Content-Type-Options", "nosniff");
    private static final Map<String, String> LATER = with("Retry-After", "30");
    /** RFC 6750 section 3.1 names the error of a token that is malformed, expired or otherwise invalid. */
    private static final Map<String, String> UNAUTHORIZED = with("WWW-Authenticate", "Bearer error=\"invalid_token\"");

    private final MemberOrder order;
    private final AnswerNames names;
    private final MirroringAnswer mirroring;

    /**
     * What an answer says, in any shape.
     *
     * @param reply signed by us; empty: refused
     * @param reason the sentence for the caller where it is refused
     */
    private record Verdict(Optional<ReplyToken> reply, String reason) {
        boolean accepted() {
            return reply.isPresent();
        }

        String token() {
            return reply.map(ReplyToken::text).orElse("");
        }
    }

    /**
     * @param order order of the members in message style
     * @param names what connector answers are called
     * @param mirroring what mirroring answers say of the mirror
     */
    public ReplyWriter(MemberOrder order, AnswerNames names, MirroringAnswer mirroring) {
        this.order = order;
        this.names = names;
        this.mirroring = mirroring;
    }

    /** The caller's token is accepted: without a token of ours there is no such answer. */
    public HandshakeReply accepted(Shape shape, ReplyToken token) {
        return answer(shape, new Verdict(Optional.of(token), ""));
    }

    /** The caller's token is refused, with the reason's sentence. */
    public HandshakeReply refused(Shape shape, Reason reason) {
        return answer(shape, new Verdict(Optional.empty(), reason.sentence()));
    }

    /** We cannot judge now; the caller may come again. */
    public HandshakeReply unavailable(Dialect dialect) {
        return dialect.either(
                version -> fault(version, SoapFault.Code.RECEIVER, 503, LATER, BUSY),
                http -> json(503, LATER, new Verdict(Optional.empty(), BUSY)));
    }

    /** The refusal of what could not be read, or is no handshake. */
    public HandshakeReply unreadable(Dialect dialect, Reason problem) {
        int plain = plainStatus(problem);
        if (plain != 0) {
            Map<String, String> headers = problem == Reason.METHOD_NOT_ALLOWED ? with("Allow", "POST") : ALWAYS;
            return plain(plain, headers, problem.sentence());
        }
        SoapFault.Code code = switch (problem) {
            case SOAP_VERSION_MISMATCH -> SoapFault.Code.VERSION_MISMATCH;
            case HEADER_NOT_UNDERSTOOD -> SoapFault.Code.MUST_UNDERSTAND;
            default -> SoapFault.Code.SENDER;
        };
        return dialect.either(
                version -> fault(version, code, code.status(version), ALWAYS, problem.sentence()),
                http -> json(400, ALWAYS, new Verdict(Optional.empty(), problem.sentence())));
    }

    /** The refusal of a call that is no handshake: without a reason, which would help a stranger alone. */
    public static HandshakeReply forbidden() {
        return plain(403, ALWAYS, "Forbidden");
    }

    /** The status of what HTTP itself refuses; 0: the dialect's own form is the answer. */
    private static int plainStatus(Reason problem) {
        return switch (problem) {
            case BODY_BROKEN -> 400;
            case METHOD_NOT_ALLOWED -> 405;
            case BODY_TOO_SLOW -> 408;
            case MESSAGE_TOO_LARGE -> 413;
            case MEDIA_TYPE_UNSUPPORTED -> 415;
            default -> 0;
        };
    }

    private static HandshakeReply plain(int status, Map<String, String> headers, String sentence) {
        return new HandshakeReply(status, "text/plain; charset=utf-8", headers, sentence + "\n");
    }

    private static HandshakeReply fault(
            SoapVersion version, SoapFault.Code code, int status, Map<String, String> headers, String sentence) {
        return new HandshakeReply(status, version.contentType(), headers, SoapFault.text(version, code, sentence));
    }

    private HandshakeReply answer(Shape shape, Verdict verdict) {
        return shape.fold(soap -> soap(soap, verdict), http -> http(http.contract(), verdict));
    }

    private static HandshakeReply http(Contract contract, Verdict verdict) {
        if (!verdict.accepted()) {
            return json(401, UNAUTHORIZED, verdict);
        }
        // An expression, so that a contract without an answer does not compile.
        return switch (contract) {
            case HTTP_JWT -> new HandshakeReply(200, "application/jwt", ALWAYS, verdict.token());
            case HTTP_JSON -> json(200, ALWAYS, verdict);
            case CONNECTOR_PARAMETER, CONNECTOR_MESSAGE, MIRRORING ->
                throw new IllegalArgumentException("answered in an envelope: " + contract);
        };
    }

    /** Reasons are sentences of ours without quotes or controls, and a token is ASCII: there is nothing to escape. */
    private static HandshakeReply json(int status, Map<String, String> headers, Verdict verdict) {
        String member =
                verdict.accepted() ? "SignedApplicationToken\":\"" + verdict.token() : "Reason\":\"" + verdict.reason();
        return new HandshakeReply(
                status, "application/json", headers, "{\"Succeeded\":" + verdict.accepted() + ",\"" + member + "\"}");
    }

    /** SOAP's callers expect status 200 of a refusal, too. */
    private HandshakeReply soap(Shape.Soap shape, Verdict verdict) {
        XmlText xml = new XmlText();
        xml.raw("<s:Envelope xmlns:s=\"" + shape.version().namespace() + "\"><s:Body>");
        // An expression, so that a contract without an answer does not compile.
        XmlText body = switch (shape.contract()) {
            case MIRRORING -> mirroring(xml, shape, verdict);
            case CONNECTOR_PARAMETER -> parameter(xml, names.in(shape), verdict);
            case CONNECTOR_MESSAGE -> message(xml, names.in(shape), verdict);
            case HTTP_JWT, HTTP_JSON ->
                throw new IllegalArgumentException("answered in no envelope: " + shape.contract());
        };
        String text = body.raw("</s:Body></s:Envelope>").toString();
        return new HandshakeReply(200, shape.version().contentType(), ALWAYS, text);
    }

    /** Every member in the order of the WSDL's sequence, as in the published answer; a refusal has no token element. */
    private XmlText mirroring(XmlText xml, Shape.Soap shape, Verdict verdict) {
        open(xml, "AuthenticateResponse", shape.namespace());
        xml.element("IsSuccessful", Boolean.toString(verdict.accepted()));
        xml.element("ErrorMessage", verdict.reason());
        if (verdict.accepted()) {
            xml.element("SignedApplicationToken", verdict.token());
        }
        xml.element("SupportedInterfaces", mirroring.supportedInterfaces());
        xml.element("SuperOfficeMirroringBuild", mirroring.build());
        xml.element("ClientState", "").element("AdditionalInformationJson", "");
        return xml.raw("</AuthenticateResponse>");
    }

    /**
     * As WCF serialises a wrapped return value: result element, members alphabetical, an absent reason nil. A refusal
     * has no token element, nil or not, so that nobody takes one for a token.
     */
    private XmlText parameter(XmlText xml, Shape.Soap shape, Verdict verdict) {
        String prefix = shape.memberNamespace().isEmpty() ? "" : "a:";
        String unqualified = prefix.isEmpty() ? " xmlns=\"\"" : "";
        String wrapper = names.element(shape.element() + "Response");
        open(xml, wrapper, shape.namespace());
        xml.raw("<" + shape.element() + "Result xmlns:i=\"" + XSI + "\"");
        if (!prefix.isEmpty()) {
            xml.raw(" xmlns:a=\"").text(shape.memberNamespace()).raw("\"");
        }
        xml.raw(">");
        if (verdict.accepted()) {
            xml.raw("<" + prefix + "Reason" + unqualified + " i:nil=\"true\"/>");
            xml.element(prefix + "SignedApplicationToken", unqualified, verdict.token());
            xml.element(prefix + "Succeeded", unqualified, "true");
        } else {
            xml.element(prefix + "Reason", unqualified, verdict.reason());
            xml.element(prefix + "Succeeded", unqualified, "false");
        }
        return xml.raw("</" + shape.element() + "Result></" + wrapper + ">");
    }

    /** Absent members are left out, so that a refusal is read right in any order. */
    private XmlText message(XmlText xml, Shape.Soap shape, Verdict verdict) {
        String wrapper = names.element(responseName(shape.element()));
        String declaration = shape.memberNamespace().equals(shape.namespace())
                ? ""
                : " xmlns=\"" + new XmlText().text(shape.memberNamespace()) + "\"";
        open(xml, wrapper, shape.namespace());
        // SignedApplicationToken or Reason: by the alphabet both come before Succeeded.
        boolean statusFirst = order == MemberOrder.STATUS_FIRST;
        if (statusFirst) {
            xml.element("Succeeded", declaration, Boolean.toString(verdict.accepted()));
        }
        if (verdict.accepted()) {
            xml.element("SignedApplicationToken", declaration, verdict.token());
        } else {
            xml.element("Reason", declaration, verdict.reason());
        }
        if (!statusFirst) {
            xml.element("Succeeded", declaration, Boolean.toString(verdict.accepted()));
        }
        return xml.raw("</" + wrapper + ">");
    }

    /** From the question, where they were well-formed, or from settings that are; a namespace may need escaping. */
    private static void open(XmlText xml, String name, String namespace) {
        xml.raw("<" + name);
        if (!namespace.isEmpty()) {
            xml.raw(" xmlns=\"").text(namespace).raw("\"");
        }
        xml.raw(">");
    }

    private static String responseName(String element) {
        return element.endsWith("Request")
                ? element.substring(0, element.length() - "Request".length()) + "Response"
                : element + "Response";
    }

    private static Map<String, String> with(String name, String value) {
        Map<String, String> headers = new HashMap<>(ALWAYS);
        headers.put(name, value);
        return Map.copyOf(headers);
    }
}
