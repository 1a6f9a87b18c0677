package org.erpconnector.auth.observe;

import java.time.Instant;

/**
 * The outcome of one handshake. Immutable; holds no token, nonce or signature, so it can be stored and forwarded. A CDI
 * observer of this type gets every outcome.
 */
public sealed interface HandshakeEvent permits HandshakeAccepted, HandshakeRefused, HandshakeFailed {
    /** Name of the filter in web.xml. */
    String filter();

    /**
     * The client id of the filter's application. Of an accepted handshake: the one of its application ids that the
     * handshake was for.
     */
    String applicationId();

    /**
     * The wire form: {@code connector-parameter}, {@code connector-message}, {@code mirroring}, {@code http-jwt} or
     * {@code http-json}; {@code soap} if a SOAP message was not read or not readable. There are no others:
     * {@link CallRefused} is for calls that are not handshakes.
     */
    String contract();

    /** When the handshake was judged. */
    Instant instant();
}
