package org.erpconnector.auth.message;

import java.util.function.Function;

/**
 * The shape in which a question came, and so its answer goes. The namespace of the connector's Authenticate contract is
 * not published, so answers echo the question's names instead of guessing them.
 */
public sealed interface Shape {
    /** Which wire form this is. */
    Contract contract();

    /** How a refusal is worded that is not the contract's own. */
    Dialect dialect();

    /** What the one of these two that it is comes to. */
    <A> A fold(Function<? super Soap, A> soap, Function<? super Http, A> http);

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
            implements Shape {
        @Override
        public Dialect dialect() {
            return version;
        }

        @Override
        public <A> A fold(Function<? super Soap, A> soap, Function<? super Http, A> http) {
            return soap.apply(this);
        }
    }

    /**
     * A plain HTTP body.
     *
     * @param contract the wire form
     */
    record Http(Contract contract) implements Shape, Dialect {
        @Override
        public Dialect dialect() {
            return this;
        }

        @Override
        public String label() {
            return contract.label();
        }

        @Override
        public <A> A fold(Function<? super Soap, A> soap, Function<? super Http, A> http) {
            return http.apply(this);
        }

        @Override
        public <A> A either(Function<? super SoapVersion, A> soap, Function<? super Http, A> http) {
            return http.apply(this);
        }
    }
}
