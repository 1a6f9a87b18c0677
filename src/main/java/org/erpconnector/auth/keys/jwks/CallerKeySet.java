package org.erpconnector.auth.keys.jwks;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.erpconnector.auth.core.CallerKeys;

/** The caller's keys where they come from a key set on the network. Safe for use by several threads. */
public interface CallerKeySet {
    /** The keys to verify with; empty while none were ever fetched, or when the last good ones have become too old. */
    Optional<CallerKeys> current();

    /**
     * Fetches the set if that is due. Called by the one refreshing thread; takes at most a few seconds.
     *
     * @return true if {@link #current()} has changed
     */
    boolean refreshIfDue();

    /** A token named a key that the set does not list. Never waits. */
    void missed();

    /** When the set was last fetched without a fault; empty if never. */
    Optional<Instant> lastGood();

    /** What is worth a warning about the last good set, whole sentences without secrets; empty when all is well. */
    List<String> warnings();

    /** Why the last fetch failed, a sentence without secrets; empty if it did not. */
    Optional<String> fault();
}
