package org.erpconnector.auth.observe;

import java.time.Instant;

/**
 * A caller has proven to be SuperOffice, and got a signed reply.
 *
 * @param filter name of the filter in web.xml
 * @param applicationId which of the filter's application ids the handshake was for
 * @param contract the wire form, see {@link HandshakeEvent#contract()}
 * @param tenant the customer's context identifier, such as {@code Cust12345}
 * @param callerKeyId what proved it: SHA-1 of the caller's certificate in hexadecimal, or the thumbprint of a bare key
 * @param instant when the verdict was reached
 */
public record HandshakeAccepted(
        String filter, String applicationId, String contract, String tenant, String callerKeyId, Instant instant)
        implements HandshakeEvent {}
