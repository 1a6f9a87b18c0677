package org.erpconnector.auth.observe;

import java.time.Instant;

/**
 * A handshake could be neither accepted nor refused, because of the filter or the platform; the caller was asked to
 * retry.
 *
 * @param filter name of the filter in web.xml
 * @param applicationId the application that the filter answers for
 * @param contract the wire form, see {@link HandshakeEvent#contract()}
 * @param reasonCode the stable reason code, as reasons.md of the manual lists them, such as {@code signing-failed}
 * @param from the remote address, in printable ASCII and truncated; that of the proxy if there is one
 * @param instant when it failed
 */
public record HandshakeFailed(
        String filter, String applicationId, String contract, String reasonCode, String from, Instant instant)
        implements HandshakeEvent {}
