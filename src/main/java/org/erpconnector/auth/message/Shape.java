package org.erpconnector.auth.message;

/**
 * The shape in which a question came, and so its answer goes. The namespace of the connector's Authenticate contract is
 * not published, so answers echo the question's names instead of guessing them.
 */
public sealed interface Shape {
    /** Which wire form this is. */
    Contract contract();

    /**
     * A SOAP envelope.
     *
     * @param contract the wire form
     * @param version the envelope's version
     * @param element local name of the body's child, such as {@code AuthenticationRequest}
     * @param namespace its namespace; empty for none
     * @param memberNamespace namespace of {@code SignedToken}'s siblings, and so of the answer's members; empty for none
     */
    record Soap(Contract contract, SoapVersion version, String element, String namespace, String memberNamespace)
            implements Shape {}

    /**
     * A plain HTTP body.
     *
     * @param contract the wire form
     */
    record Http(Contract contract) implements Shape {}
}
