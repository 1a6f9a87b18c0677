package org.erpconnector.auth.message;

import org.erpconnector.auth.config.MemberOrder;

/** Business answers in SOAP envelopes. Order matters: WCF reads members in order and drops what comes too early. */
final class SoapAnswers {
    private static final String XSI = "http://www.w3.org/2001/XMLSchema-instance";

    private final MemberOrder order;
    private final AnswerNames names;
    private final MirroringAnswer mirroring;

    SoapAnswers(MemberOrder order, AnswerNames names, MirroringAnswer mirroring) {
        this.order = order;
        this.names = names;
        this.mirroring = mirroring;
    }

    String envelope(Shape.Soap shape, Answer answer) {
        XmlText xml = new XmlText();
        xml.raw("<s:Envelope xmlns:s=\"" + shape.version().namespace() + "\"><s:Body>");
        // An expression, so that a contract without an answer does not compile.
        XmlText body = switch (shape.contract()) {
            case MIRRORING -> mirroring(xml, shape, answer);
            case CONNECTOR_PARAMETER -> parameter(xml, names.in(shape), answer);
            case CONNECTOR_MESSAGE -> message(xml, names.in(shape), answer);
            case HTTP_JWT, HTTP_JSON -> throw new IllegalArgumentException("no envelope: " + shape.contract());
        };
        return body.raw("</s:Body></s:Envelope>").toString();
    }

    /** Every member in the order of the WSDL's sequence, as in the published answer; a refusal has no token element. */
    private XmlText mirroring(XmlText xml, Shape.Soap shape, Answer answer) {
        boolean accepted = answer instanceof Answer.Accepted;
        open(xml, "AuthenticateResponse", shape.namespace());
        xml.element("IsSuccessful", Boolean.toString(accepted));
        xml.element("ErrorMessage", reason(answer));
        if (accepted) {
            xml.element("SignedApplicationToken", token(answer));
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
    private XmlText parameter(XmlText xml, Shape.Soap shape, Answer answer) {
        String prefix = shape.memberNamespace().isEmpty() ? "" : "a:";
        String unqualified = prefix.isEmpty() ? " xmlns=\"\"" : "";
        String wrapper = names.element(shape.element() + "Response");
        open(xml, wrapper, shape.namespace());
        xml.raw("<" + shape.element() + "Result xmlns:i=\"" + XSI + "\"");
        if (!prefix.isEmpty()) {
            xml.raw(" xmlns:a=\"").text(shape.memberNamespace()).raw("\"");
        }
        xml.raw(">");
        if (answer instanceof Answer.Accepted) {
            xml.raw("<" + prefix + "Reason" + unqualified + " i:nil=\"true\"/>");
            xml.element(prefix + "SignedApplicationToken", unqualified, token(answer));
            xml.element(prefix + "Succeeded", unqualified, "true");
        } else {
            xml.element(prefix + "Reason", unqualified, reason(answer));
            xml.element(prefix + "Succeeded", unqualified, "false");
        }
        return xml.raw("</" + shape.element() + "Result></" + wrapper + ">");
    }

    /** Absent members are left out, so that a refusal is read right in any order. */
    private XmlText message(XmlText xml, Shape.Soap shape, Answer answer) {
        String wrapper = names.element(responseName(shape.element()));
        String declaration = shape.memberNamespace().equals(shape.namespace())
                ? ""
                : " xmlns=\"" + new XmlText().text(shape.memberNamespace()) + "\"";
        boolean accepted = answer instanceof Answer.Accepted;
        open(xml, wrapper, shape.namespace());
        // SignedApplicationToken or Reason: by the alphabet both come before Succeeded.
        boolean statusFirst = order == MemberOrder.STATUS_FIRST;
        if (statusFirst) {
            xml.element("Succeeded", declaration, Boolean.toString(accepted));
        }
        if (accepted) {
            xml.element("SignedApplicationToken", declaration, token(answer));
        } else {
            xml.element("Reason", declaration, reason(answer));
        }
        if (!statusFirst) {
            xml.element("Succeeded", declaration, Boolean.toString(accepted));
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

    private static String reason(Answer answer) {
        return answer instanceof Answer.Refused refused ? refused.reason() : "";
    }

    private static String token(Answer answer) {
        return answer instanceof Answer.Accepted accepted
                ? accepted.replyToken().text()
                : "";
    }
}
