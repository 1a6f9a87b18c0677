package org.erpconnector.auth.reason;

/** How far a request came. */
public enum Stage {
    /** Its message could not be read. */
    MESSAGE(""),
    /**
     * Its token was not proven. The caller hears the same sentence whatever the reason, so that nobody can feel a way
     * towards an accepted token.
     */
    UNPROVEN("Failed to validate authentication request"),
    /**
     * Its token's signature was proven, but the token not allowed. The caller is SuperOffice itself, and its operators
     * pass the specific sentence on to the connector's owner.
     */
    PROVEN(""),
    /** No handshake, and refused for what is asked of calls; without a reason, which would help a stranger alone. */
    CALL("Forbidden"),
    /** Not taken for a handshake, although it looks like one: the connector has it, and the caller its answer. */
    PASSED("Passed on to the connector"),
    /** Could not be judged or answered: never the caller's fault. */
    FAILURE("The connector cannot authenticate at the moment");

    private final String sentence;

    Stage(String sentence) {
        this.sentence = sentence;
    }

    /** What every caller hears that came no further. */
    public String sentence() {
        return sentence;
    }
}
