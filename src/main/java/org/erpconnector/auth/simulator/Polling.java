package org.erpconnector.auth.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Polls of one actor type. EIS asks for actors changed on or after the newest time of change that it has seen. Actors
 * of exactly that time therefore come again; they are recognised by their unchanged time.
 */
final class Polling {

    private final Map<String, String> momentOf = new HashMap<>();
    // Empty: everything, as in the first poll of a connection.
    private String newest = "";

    /** The time from which to ask. */
    String since() {
        return newest;
    }

    /**
     * Takes a reply.
     *
     * @return the actors that are new or have changed
     * @throws OperationFailedException if an actor is missing, comes twice, or is older than asked for
     */
    List<ErpActor> take(List<ErpActor> actors) throws OperationFailedException {
        Set<String> missing = new HashSet<>();
        momentOf.forEach((key, moment) -> {
            if (moment.equals(newest)) {
                missing.add(key);
            }
        });
        Set<String> brought = new HashSet<>();
        List<ErpActor> changed = new ArrayList<>();
        String last = newest;
        for (ErpActor actor : actors) {
            String moment = actor.lastModified();
            if (actor.key().isEmpty() || moment.isEmpty()) {
                throw fault("an actor without " + (moment.isEmpty() ? "LastModified" : "ErpKey") + ", " + named(actor));
            }
            if (isBefore(moment, newest)) {
                throw fault(
                        named(actor) + " changed at " + Shown.text(moment) + ", which is before the moment asked for, "
                                + Shown.text(newest) + ": it would come again with every poll");
            }
            if (!brought.add(actor.key())) {
                throw fault(named(actor) + " comes twice in one reply");
            }
            if (!moment.equals(momentOf.put(actor.key(), moment))) {
                changed.add(actor);
            }
            last = isBefore(last, moment) ? moment : last;
        }
        missing.removeAll(brought);
        if (!missing.isEmpty()) {
            throw fault("the actor with the key ["
                    + Shown.text(missing.iterator().next()) + "], which changed at the moment"
                    + " asked for, " + Shown.text(newest) + ", is missing: another that changes at that moment would be"
                    + " missed. UpdatedOnOrAfter includes its moment");
        }
        newest = last;
        return changed;
    }

    /** Times are compared as text; values in date notation by year first. */
    private static boolean isBefore(String moment, String other) {
        return comparable(moment).compareTo(comparable(other)) < 0;
    }

    private static String comparable(String moment) {
        return moment.replaceFirst("^\\[DT:(\\d\\d)/(\\d\\d)/(\\d{4}) ", "[DT:$3/$1/$2 ");
    }

    private static String named(ErpActor actor) {
        return "[" + Shown.text(actor.label()) + "], key [" + Shown.text(actor.key()) + "],";
    }

    private static OperationFailedException fault(String what) {
        return new OperationFailedException("WSGetActorsByTimestamp: " + what);
    }
}
