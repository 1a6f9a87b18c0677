package org.erpconnector.auth.observe;

import java.time.Instant;

/**
 * A handshake was refused: the request was invalid, or an attack.
 *
 * @param filter name of the filter in web.xml
 * @param applicationId the application that the filter answers for
 * @param contract the wire form, see {@link HandshakeEvent#contract()}
 * @param reasonCode the stable reason code, as reasons.md of the manual lists them, such as {@code token-expired}
 * @param from the remote address, in printable ASCII and truncated; that of the proxy if there is one
 * @param instant when the handshake was judged
 */
public record HandshakeRefused(
        String filter, String applicationId, String contract, String reasonCode, String from, Instant instant)
        implements HandshakeEvent {}
