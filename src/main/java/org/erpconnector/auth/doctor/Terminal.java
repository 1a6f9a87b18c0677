package org.erpconnector.auth.doctor;

import java.io.InputStream;
import java.io.PrintStream;
import java.time.Clock;
import java.util.Optional;

/**
 * What surrounds a command.
 *
 * @param in standard input
 * @param out what the command was asked for
 * @param err what went wrong
 * @param clock what time it is
 * @param prompt asks the person at the console
 */
record Terminal(InputStream in, PrintStream out, PrintStream err, Clock clock, Prompt prompt) {
    /** Asks for a password without showing it. */
    @FunctionalInterface
    interface Prompt {
        /** What the person types; empty when there is no console. */
        Optional<String> password(String question);
    }
}
