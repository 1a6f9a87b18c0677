package org.erpconnector.auth.message;

import org.erpconnector.auth.reason.Reason;

/** What the body of a recognised request turns out to be. */
public sealed interface Reading {
    /** A handshake, to be judged. */
    record Asked(HandshakeRequest request) implements Reading {}

    /** Another operation after all: goes on to the connector with its body replayed. */
    record NotOurs() implements Reading {}

    /**
     * A handshake that cannot be read.
     *
     * @param problem why
     */
    record Unreadable(Reason problem) implements Reading {}
}
