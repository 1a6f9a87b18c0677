package org.erpconnector.auth.simulator;

import java.util.Map;
import java.util.Optional;

/** Calls operations of {@code IErpConnectorWS} over SOAP 1.1. A reply that a WCF client would misread is a failure. */
record ErpClient(HttpCaller caller) {

    /** Actors come in bulk, so EIS reads far more than WCF's default. */
    static final int MOST_BYTES = 16 * 1024 * 1024;

    private static final int MOST_SHOWN = 3;

    ErpReply call(ErpOperation operation, Map<String, ?> values) throws UnreachableException, OperationFailedException {
        return read(operation, HttpMessage.of(operation.message(values)));
    }

    /** Sends a request in any form, and reads the reply as WCF does. */
    ErpReply read(ErpOperation operation, HttpMessage message) throws UnreachableException, OperationFailedException {
        HttpReply reply = caller.send(message);
        ErpReply read;
        try {
            read = read(operation, reply);
        } catch (MalformedException e) {
            throw new OperationFailedException(
                    operation.wireName() + ": WCF cannot read the reply: " + Shown.cause(e), e);
        }
        if (!read.misread().isEmpty()) {
            int more = read.misread().size() - MOST_SHOWN;
            throw new OperationFailedException(operation.wireName() + ": WCF would misread the reply: "
                    + String.join(
                            "; ",
                            read.misread()
                                    .subList(
                                            0,
                                            Math.min(MOST_SHOWN, read.misread().size())))
                    + (more > 0 ? "; and " + more + " more" : ""));
        }
        return read;
    }

    private static ErpReply read(ErpOperation operation, HttpReply reply)
            throws MalformedException, OperationFailedException {
        if (reply.truncated()) {
            throw new MalformedException("it is larger than " + MOST_BYTES + " bytes");
        }
        XmlElement child = SoapReply.bodyChild(reply, SoapVersion.SOAP_1_1);
        Optional<String> fault = SoapReply.fault(child, SoapVersion.SOAP_1_1);
        if (fault.isPresent()) {
            throw new OperationFailedException(operation.wireName() + ": a SOAP fault, " + fault.get());
        }
        if (!reply.isSuccess()) {
            throw new MalformedException(reply.statusInWords() + ", and its body is no SOAP fault");
        }
        return ErpReader.read(operation, child);
    }
}
