package org.erpconnector.auth.core;

import java.time.Instant;

/**
 * What a token whose signature is proven says of its own time: compared with our clock, it shows which of the two is wrong.
 * Immutable.
 *
 * @param notBefore its {@code nbf}: the caller's clock when it made the token, or a little before
 * @param expires its {@code exp}
 */
public record TokenTimes(Instant notBefore, Instant expires) {}
