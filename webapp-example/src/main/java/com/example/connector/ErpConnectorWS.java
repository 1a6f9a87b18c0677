package com.example.connector;

import com.example.connector.contract.Operation;
import com.example.connector.contract.Reply;
import com.example.connector.contract.Request;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.JAXBException;
import jakarta.xml.soap.MessageFactory;
import jakarta.xml.soap.SOAPBody;
import jakarta.xml.soap.SOAPConstants;
import jakarta.xml.soap.SOAPException;
import jakarta.xml.soap.SOAPMessage;
import jakarta.xml.ws.Provider;
import jakarta.xml.ws.Service;
import jakarta.xml.ws.ServiceMode;
import jakarta.xml.ws.WebServiceException;
import jakarta.xml.ws.WebServiceProvider;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import javax.xml.namespace.QName;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * The connector's web service: SuperOffice asks, the ERP system answers. It takes the whole message, since the contract
 * is one that JAX-WS does not dispatch: only the SOAPAction tells some operations apart, and a body may be empty.
 */
@WebServiceProvider(
        serviceName = "ErpConnectorWS",
        portName = "BasicHttpBinding_IErpConnectorWS",
        targetNamespace = Operation.NAMESPACE,
        wsdlLocation = "WEB-INF/wsdl/ErpConnectorWS.wsdl")
@ServiceMode(Service.Mode.MESSAGE)
public class ErpConnectorWS implements Provider<SOAPMessage> {

    private static final QName CLIENT = new QName(SOAPConstants.URI_NS_SOAP_1_1_ENVELOPE, "Client");

    private final Operations operations;
    private final JAXBContext messages;
    private final MessageFactory soap;

    public ErpConnectorWS() {
        this(new Operations(ErpDatabase.find(), Clock.systemUTC()));
    }

    ErpConnectorWS(Operations operations) {
        this.operations = operations;
        try {
            messages = JAXBContext.newInstance(Request.class, Reply.class);
            soap = MessageFactory.newInstance();
        } catch (JAXBException | SOAPException e) {
            throw new WebServiceException(e);
        }
    }

    /** Answers a call of the contract, whatever comes of it; what is no such call gets a fault and does nothing. */
    @Override
    public SOAPMessage invoke(SOAPMessage question) {
        try {
            SOAPMessage answer = soap.createMessage();
            answer.getSOAPHeader().detachNode();
            answer(question, answer.getSOAPBody());
            return answer;
        } catch (SOAPException | JAXBException e) {
            throw new WebServiceException(e);
        }
    }

    private void answer(SOAPMessage question, SOAPBody answer) throws SOAPException, JAXBException {
        Operation operation = Operation.of(action(question)).orElse(null);
        if (operation == null) {
            answer.addFault(CLIENT, "The SOAPAction names no operation of the ERP connector contract");
            return;
        }
        List<Element> children = children(question.getSOAPBody());
        if (!fits(operation, children)) {
            answer.addFault(CLIENT, "The SOAP body is not the one that belongs to the SOAPAction");
            return;
        }
        Request request = children.isEmpty() ? new Request() : read(children.get(0));
        QName name = new QName(Operation.NAMESPACE, operation.reply());
        Reply reply = operations.answer(operation, request);
        messages.createMarshaller().marshal(new JAXBElement<>(name, Reply.class, reply), answer);
    }

    private static String action(SOAPMessage question) {
        String[] actions = question.getMimeHeaders().getHeader("SOAPAction");
        return actions == null || actions.length != 1 ? "" : actions[0].trim().replaceFirst("^\"(.*)\"$", "$1");
    }

    private static List<Element> children(Node parent) {
        List<Element> children = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element) {
                children.add(element);
            }
        }
        return children;
    }

    private static boolean fits(Operation operation, List<Element> children) {
        if (children.isEmpty()) {
            return operation.mayBeEmpty();
        }
        Element child = children.get(0);
        return children.size() == 1
                && Operation.NAMESPACE.equals(child.getNamespaceURI())
                && operation.request().equals(child.getLocalName());
    }

    private Request read(Element element) throws JAXBException {
        return messages.createUnmarshaller().unmarshal(element, Request.class).getValue();
    }
}
