package org.erpconnector.auth.keys;

/** Which key a token's header names, or why none. */
public sealed interface CallerKeyChoice {
    /** Every hint that was given names this one. */
    record Chosen(CallerKey key) implements CallerKeyChoice {}

    /** No key may verify the token. */
    enum Refused implements CallerKeyChoice {
        /** The header names none, and there are several, so that one would have to be guessed. */
        NO_HINT,
        /** A hint names none of ours. */
        UNKNOWN_HINT,
        /** Each hint names one of ours, but not the same one. */
        HINTS_DISAGREE
    }
}
