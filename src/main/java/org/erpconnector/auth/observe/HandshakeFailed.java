package org.erpconnector.auth.observe;

import java.time.Instant;

/**
 * A handshake could be neither accepted nor refused, because of us or the platform; the caller was told to come again.
 *
 * @param filter name of the filter in web.xml
 * @param applicationId the application that the filter answers for
 * @param contract the wire form, see {@link HandshakeEvent#contract()}
 * @param reasonCode the stable code of the log, any of the manual's reasons.md that a handshake can have, such as {@code signing-failed}
 * @param from the address that the server saw, printable and cut; a proxy's where one stands between
 * @param instant when that was found
 */
public record HandshakeFailed(
        String filter, String applicationId, String contract, String reasonCode, String from, Instant instant)
        implements HandshakeEvent {}
