package org.erpconnector.auth.message;

import java.util.function.Function;

/** How a refusal is worded while the contract may not be known: a SOAP fault, or JSON. */
public sealed interface Dialect permits SoapVersion, Shape.Http {
    /** The name that logs use. */
    String label();

    /** What the one of these two that it is comes to. */
    <A> A either(Function<? super SoapVersion, A> soap, Function<? super Shape.Http, A> http);
}
