package org.erpconnector.auth.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What has been seen of one type of actor. EIS asks for what has changed on or after the newest moment of change that it
 * has seen: so those of that very moment come again, and are known by it.
 */
final class Polling {

    private final Map<String, String> momentOf = new HashMap<>();
    // empty: everything since ever, as when a connection is polled for the first time
    private String newest = "";

    /** From when on to ask. */
    String since() {
        return newest;
    }

    /**
     * Takes a reply.
     *
     * @return the actors that are new or have changed
     * @throws OperationFailedException when it lacks what it has to bring, or repeats what it has not
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

    /** Moments are compared as text, but field values of type date by year first. */
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
