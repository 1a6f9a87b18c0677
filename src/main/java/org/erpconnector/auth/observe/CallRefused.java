package org.erpconnector.auth.observe;

import java.time.Instant;

/**
 * A call that is not a handshake was refused, or could not be checked, by the guards that the settings configure. Calls
 * that pass are counted but make no event, as there are too many of them.
 *
 * @param filter name of the filter in web.xml
 * @param applicationId the application that the filter answers for
 * @param contract {@code mirroring-call} if each call carries its own token, otherwise {@code sync}
 * @param reasonCode the stable code of the log, such as {@code secret-path-missing}
 * @param from the remote address, in printable ASCII and truncated; that of the proxy if there is one
 * @param instant when the call was judged
 */
public record CallRefused(
        String filter, String applicationId, String contract, String reasonCode, String from, Instant instant) {}
