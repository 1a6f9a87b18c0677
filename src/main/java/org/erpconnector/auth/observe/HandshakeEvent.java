package org.erpconnector.auth.observe;

import java.time.Instant;

/**
 * What became of one handshake. Immutable; holds no token, nonce or signature, so it may be stored and sent on. A CDI
 * observer of this type hears every outcome.
 */
public sealed interface HandshakeEvent permits HandshakeAccepted, HandshakeRefused, HandshakeFailed {
    /** Name of the filter in web.xml. */
    String filter();

    /**
     * The application that the filter answers for; of an accepted handshake, the one of its application ids that was asked
     * for.
     */
    String applicationId();

    /**
     * The wire form: {@code connector-parameter}, {@code connector-message}, {@code mirroring}, {@code http-jwt} or
     * {@code http-json}; {@code soap} where a SOAP message was too broken to tell, or nobody has read it. No others: of
     * calls that are no handshake {@link CallRefused} tells.
     */
    String contract();

    /** When the verdict was reached. */
    Instant instant();
}
