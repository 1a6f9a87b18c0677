package org.erpconnector.auth.testkit;

import org.erpconnector.auth.message.Contract;
import org.erpconnector.auth.message.Shape;
import org.erpconnector.auth.message.SoapVersion;

/** The shape of a question, of each contract. */
public final class TestShapes {
    private TestShapes() {}

    /** Of SOAP 1.1, likewise. */
    public static Shape of(Contract contract) {
        return of(contract, SoapVersion.SOAP_1_1);
    }

    /** Of this version, if the contract has an envelope. */
    public static Shape of(Contract contract, SoapVersion version) {
        // Whole: a new contract does not compile, rather than be answered in the wrong form.
        return switch (contract) {
            case HTTP_JWT, HTTP_JSON -> new Shape.Http(contract);
            case CONNECTOR_PARAMETER, CONNECTOR_MESSAGE, MIRRORING ->
                new Shape.Soap(contract, version, "Authenticate", "urn:x", "urn:y");
        };
    }
}
