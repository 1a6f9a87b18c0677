package org.erpconnector.auth.simulator;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.namespace.QName;

/** A read-only operation of Quote, which a filter in front of a Quote connector must pass on. */
final class QuoteCases {

    private static final String NAMESPACE = "http://www.superoffice.net/EIS/Quote/1.0";
    private static final String OPERATION = "GetConfigurationFields";
    private static final String CONTRACT = "the contract IOnlineQuoteConnector 1.0";

    private QuoteCases() {}

    static List<Case> all() {
        return List.of(
                Case.of(
                        "Q-01",
                        OPERATION + " is answered as WCF reads it",
                        CONTRACT,
                        subject -> answered(subject, message -> message)),
                Case.of(
                        "Q-02",
                        OPERATION + " is answered with letters outside ASCII in the context",
                        CONTRACT,
                        subject -> answered(
                                subject,
                                message -> message.text(text -> text.replace("Cust", "S\u00F8r\u00E6 \u0416 Cust")))),
                Case.of(
                        "Q-03",
                        OPERATION + " is answered with a megabyte of context",
                        CONTRACT,
                        subject -> answered(
                                subject,
                                message -> message.text(
                                        text -> text.replace("</s:Header>", " ".repeat(1024 * 1024) + "</s:Header>")))),
                Case.of(
                        "Q-04",
                        "an operation that does not exist is a SOAP fault with HTTP 500",
                        "SuperOffice detects missing methods by it",
                        subject -> {
                            HttpReply reply =
                                    subject.settings(Profile.QUOTE).http().post(message("Nothing"));
                            try {
                                Optional<String> fault = SoapReply.fault(
                                        SoapReply.bodyChild(reply, SoapVersion.SOAP_1_1), SoapVersion.SOAP_1_1);
                                return Finding.of(
                                        fault.isPresent() && reply.status() == 500, "it is " + reply.statusInWords());
                            } catch (MalformedException e) {
                                return Finding.failed(Shown.cause(e));
                            }
                        }));
    }

    private static OutgoingMessage message(String operation) {
        String headers = Stream.of("ConnectionConfigFields", "ConnectionData", "ConnectionId", "ContextIdentifier")
                .map(name -> "<h:" + name + " xmlns:h=\"" + NAMESPACE + "\">"
                        + (name.equals("ContextIdentifier") ? "Cust12345" : name.equals("ConnectionId") ? "0" : "")
                        + "</h:" + name + ">")
                .collect(Collectors.joining());
        return SoapVersion.SOAP_1_1.message(
                NAMESPACE + "/IOnlineQuoteConnector/" + operation,
                headers,
                "<" + operation + " xmlns=\"" + NAMESPACE + "\"/>");
    }

    private static Finding answered(Subject subject, UnaryOperator<HttpMessage> change) throws UnreachableException {
        HttpReply reply = subject.settings(Profile.QUOTE)
                .http()
                .reading(ErpClient.MOST_BYTES)
                .send(change.apply(HttpMessage.of(message(OPERATION))));
        try {
            XmlElement child = SoapReply.bodyChild(reply, SoapVersion.SOAP_1_1);
            QName expected = new QName(NAMESPACE, OPERATION + "Response");
            return Finding.of(
                    child.qname().equals(expected),
                    "its body holds "
                            + SoapReply.fault(child, SoapVersion.SOAP_1_1)
                                    .map(fault -> "a SOAP fault, " + fault)
                                    .orElseGet(() -> Shown.element(child.qname())));
        } catch (MalformedException e) {
            return Finding.failed(Shown.cause(e));
        }
    }
}
