package org.erpconnector.auth.config;

import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.NoInitialContextException;
import org.jspecify.annotations.Nullable;

/**
 * What the server's naming service answers for one name. Immutable.
 *
 * @param outcome how the lookup ended
 * @param bound what is bound to the name; null unless the outcome is BOUND, and where null itself is bound
 * @param cause what was thrown; null when the outcome is BOUND
 */
public record JndiLookup(
        Outcome outcome, @Nullable Object bound, @Nullable Throwable cause) {
    /** How a lookup ends. */
    public enum Outcome {
        BOUND,
        NOT_BOUND,
        /** There is no naming service, as outside a server. */
        NO_NAMING_SERVICE,
        /** The naming service threw. */
        FAILED,
        /** The resource's factory threw, or a class of it is missing. */
        FACTORY_FAILED
    }

    /**
     * Looks a name up.
     *
     * @param name one that was checked: a name with a URL scheme makes the JDK connect to the host in it, and run what
     *     that host answers (CVE-2021-44228)
     * @throws ConfigurationException where a resource factory of this library refused: its message says what is wrong
     */
    @SuppressWarnings("BanJNDI") // callers pass java:comp/env/ and constants, or what KeyPlaceText has checked
    public static JndiLookup of(String name) throws ConfigurationException {
        try {
            return new JndiLookup(Outcome.BOUND, new InitialContext().lookup(name), null);
        } catch (NamingException e) {
            return new JndiLookup(outcome(e), null, e);
        } catch (RuntimeException | LinkageError e) {
            return new JndiLookup(Outcome.FACTORY_FAILED, null, e);
        }
    }

    /** Payara wraps the NameNotFoundException of a missing entry, so the causes are searched. */
    private static Outcome outcome(NamingException e) throws ConfigurationException {
        for (@Nullable Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof NameNotFoundException) {
                return Outcome.NOT_BOUND;
            }
            if (t instanceof NoInitialContextException) {
                return Outcome.NO_NAMING_SERVICE;
            }
            if (t instanceof ConfigurationException refusal) {
                throw refusal;
            }
        }
        return Outcome.FAILED;
    }

    /** Class of the innermost cause, which says more than the server's wrappers; without its message, which may quote a value. */
    public String fault() {
        Throwable root = cause;
        while (root != null && root.getCause() != null) {
            root = root.getCause();
        }
        return root == null ? "null" : root.getClass().getName();
    }
}
