package org.erpconnector.auth.reason;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** How far a request came. */
public enum Stage {
    /** Its message could not be read. */
    MESSAGE("", Actor.NOBODY),
    /**
     * Its token was not proven. The caller hears the same sentence for each reason, so that nobody can feel a way towards
     * an accepted token.
     */
    UNPROVEN("Failed to validate authentication request", Actor.NOBODY),
    /**
     * Its token's signature was proven, but the token not allowed. The caller is SuperOffice itself, and its operators
     * pass the specific sentence on to the connector's owner.
     */
    PROVEN("", Actor.ADMINISTRATOR),
    /** No handshake, and refused for what is asked of calls. Without a reason, which would help strangers only. */
    CALL("Forbidden", Actor.ADMINISTRATOR),
    /** Not taken for a handshake, although it looks like one: the connector has it, and the caller its answer. */
    PASSED("Passed on to the connector", Actor.DEVELOPER),
    /** Could not be judged or answered: never the caller's fault. */
    FAILURE("The connector cannot authenticate at the moment", Actor.ADMINISTRATOR);

    private final String sentence;
    private final Actor actor;

    Stage(String sentence, Actor actor) {
        this.sentence = sentence;
        this.actor = actor;
    }

    /** Every reason of some stages. */
    public static Set<Reason> reasons(Stage... stages) {
        List<Stage> wanted = List.of(stages);
        Set<Reason> reasons = EnumSet.allOf(Reason.class);
        reasons.removeIf(reason -> !wanted.contains(reason.stage()));
        return reasons;
    }

    /** What the caller hears; empty: each reason has a sentence of its own. */
    public String sentence() {
        return sentence;
    }

    /** Who can mend most of what ends here. */
    Actor actor() {
        return actor;
    }
}
