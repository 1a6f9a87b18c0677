package org.erpconnector.auth.it.deployed;

import jakarta.jws.WebMethod;
import jakarta.jws.WebParam;
import jakarta.jws.WebResult;
import jakarta.jws.WebService;
import jakarta.jws.soap.SOAPBinding;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlType;

/** As much of a partner's mirroring service as it takes to see what reaches it. */
@WebService(
        name = "IMirroringClientService",
        serviceName = "MirroringClientService",
        targetNamespace = MirrorService.NAMESPACE)
@SOAPBinding(parameterStyle = SOAPBinding.ParameterStyle.BARE)
public class MirrorService {
    static final String NAMESPACE = "http://www.superoffice.com/online/mirroring/0.1";

    @WebMethod(operationName = "Authenticate", action = NAMESPACE + "/IMirroringClientService/Authenticate")
    @WebResult(name = "AuthenticateResponse", targetNamespace = NAMESPACE)
    public Answer authenticate(
            @WebParam(name = "AuthenticateRequest", targetNamespace = NAMESPACE) Question request,
            @WebParam(name = "SignedToken", targetNamespace = NAMESPACE, header = true) String signedToken) {
        throw new IllegalStateException("a handshake went past the filter");
    }

    /** Answers with what it was given. */
    @WebMethod(operationName = "Wipe", action = NAMESPACE + "/IMirroringClientService/Wipe")
    @WebResult(name = "WipeResponse", targetNamespace = NAMESPACE)
    public Answer wipe(
            @WebParam(name = "WipeRequest", targetNamespace = NAMESPACE) Question request,
            @WebParam(name = "SignedToken", targetNamespace = NAMESPACE, header = true) String signedToken) {
        Answer answer = new Answer();
        answer.isSuccessful = true;
        answer.errorMessage = request.clientState + " " + request.tableName + " " + signedToken;
        return answer;
    }

    @XmlType(name = "Question", namespace = NAMESPACE)
    @XmlAccessorType(XmlAccessType.FIELD)
    public static class Question {
        @XmlElement(name = "ClientState", namespace = NAMESPACE)
        public String clientState;

        @XmlElement(name = "TableName", namespace = NAMESPACE)
        public String tableName;
    }

    @XmlType(name = "Answer", namespace = NAMESPACE)
    @XmlAccessorType(XmlAccessType.FIELD)
    public static class Answer {
        @XmlElement(name = "IsSuccessful", namespace = NAMESPACE)
        public boolean isSuccessful;

        @XmlElement(name = "ErrorMessage", namespace = NAMESPACE)
        public String errorMessage;
    }
}
