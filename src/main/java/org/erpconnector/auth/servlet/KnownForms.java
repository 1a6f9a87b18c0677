package org.erpconnector.auth.servlet;

import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import org.erpconnector.auth.message.Contract;
import org.erpconnector.auth.message.Form;

/**
 * Which forms of handshakes have come since the start, so that the log shows each once. A few of each contract: a
 * sender with other names in every message can neither fill the log nor use up the lines of another contract. Safe for
 * use by several threads.
 */
final class KnownForms {
    /** Of each contract. One is expected; a second would come from another version of SuperOffice's. */
    static final int FORMS = 4;

    private static final long[] NONE = {};

    private final int most;
    /** Replaced and never changed: every handshake reads it, few add to it. */
    private volatile Map<Contract, long[]> prints = new EnumMap<>(Contract.class);

    /** @param most forms of each contract */
    KnownForms(int most) {
        this.most = most;
    }

    /**
     * Tells whether a form is to be shown, and remembers it.
     *
     * @param print of {@link Form#print()}
     */
    boolean isNew(Contract contract, long print) {
        return open(contract, print) && add(contract, print);
    }

    private boolean open(Contract contract, long print) {
        long[] known = prints.getOrDefault(contract, NONE);
        for (long one : known) {
            if (one == print) {
                return false;
            }
        }
        return known.length < most;
    }

    private synchronized boolean add(Contract contract, long print) {
        if (!open(contract, print)) {
            return false;
        }
        long[] known = prints.getOrDefault(contract, NONE);
        long[] more = Arrays.copyOf(known, known.length + 1);
        more[known.length] = print;
        Map<Contract, long[]> after = new EnumMap<>(prints);
        after.put(contract, more);
        prints = after;
        return true;
    }
}
