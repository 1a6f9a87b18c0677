package org.erpconnector.auth.observe;

import java.time.Instant;

/**
 * A call that is no handshake did not get through to the connector: it lacked what the settings ask of calls, or that
 * could not be judged. Calls that get through are counted, and make no event: there are too many of them.
 *
 * @param filter name of the filter in web.xml
 * @param applicationId the application that the filter answers for
 * @param contract {@code mirroring-call} where each call carries a token of its own, else {@code sync}
 * @param reasonCode the stable code of the log, such as {@code secret-path-missing}
 * @param from the address that the server saw, printable and cut; a proxy's where one stands between
 * @param instant when the verdict was reached
 */
public record CallRefused(
        String filter, String applicationId, String contract, String reasonCode, String from, Instant instant) {}
