package org.erpconnector.auth.observe;

import java.time.Instant;

/**
 * A handshake was accepted: the caller proved to be SuperOffice and got a signed reply.
 *
 * @param filter name of the filter in web.xml
 * @param applicationId the one of the filter's application ids that the handshake was for
 * @param contract the wire form, see {@link HandshakeEvent#contract()}
 * @param tenant the customer's context identifier, such as {@code Cust12345}
 * @param callerKeyId the caller's key: SHA-1 of its certificate in hexadecimal, or the RFC 7638 thumbprint of a bare
 *     key
 * @param instant when the handshake was judged
 */
public record HandshakeAccepted(
        String filter, String applicationId, String contract, String tenant, String callerKeyId, Instant instant)
        implements HandshakeEvent {}
