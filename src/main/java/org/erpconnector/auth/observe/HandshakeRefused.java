package org.erpconnector.auth.observe;

import java.time.Instant;

/**
 * A handshake was refused: an invalid request, or an attempt to get in.
 *
 * @param filter name of the filter in web.xml
 * @param applicationId the application that the filter answers for
 * @param contract the wire form, see {@link HandshakeEvent#contract()}
 * @param reasonCode the stable code of the log, any of the manual's reasons.md that a handshake can have, such as {@code token-expired}
 * @param from the address that the server saw, printable and cut; a proxy's where one stands between
 * @param instant when the verdict was reached
 */
public record HandshakeRefused(
        String filter, String applicationId, String contract, String reasonCode, String from, Instant instant)
        implements HandshakeEvent {}
