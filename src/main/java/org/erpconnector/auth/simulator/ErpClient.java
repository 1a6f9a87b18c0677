package org.erpconnector.auth.simulator;

import java.util.Optional;

/** Calls operations of {@code IErpConnectorWS} over SOAP 1.1 and takes nothing but success for an answer. */
record ErpClient(HttpCaller caller) {

    /** Actors come in bulk, so EIS reads far more than WCF's default. */
    static final int MOST_BYTES = 16 * 1024 * 1024;

    ErpResult call(ErpOperation operation) throws UnreachableException, OperationFailedException {
        HttpReply reply = caller.post(operation.message());
        if (reply.truncated()) {
            throw new OperationFailedException(
                    operation.name() + ": the reply is larger than " + MOST_BYTES + " bytes");
        }
        try {
            XmlElement child = SoapReply.bodyChild(reply, SoapVersion.SOAP_1_1);
            Optional<String> fault = SoapReply.fault(child, SoapVersion.SOAP_1_1);
            if (fault.isPresent()) {
                throw new OperationFailedException(operation.name() + ": a SOAP fault, " + fault.get());
            }
            ErpResult result =
                    new ErpResult(child.child(operation.name() + "Result").orElse(child));
            if (!result.isOk()) {
                throw new OperationFailedException(operation.name() + ": " + result.explanation());
            }
            return result;
        } catch (MalformedException e) {
            throw new OperationFailedException(
                    operation.name() + ": the reply cannot be read (HTTP " + reply.status() + "): " + Shown.cause(e),
                    e);
        }
    }
}
