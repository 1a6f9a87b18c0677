package org.erpconnector.auth.config;

import java.util.Optional;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.NoInitialContextException;
import org.jspecify.annotations.Nullable;

/** The administrator's word: entries below {@code java:comp/env/<prefix>/}. */
final class JndiSource implements SettingSource {
    private final String folder;

    JndiSource(String prefix) {
        this.folder = "java:comp/env/" + prefix + "/";
    }

    @Override
    public Optional<Found> find(Setting<?> setting) throws ConfigurationException {
        String name = folder + setting.key();
        Object bound = lookup(name, setting);
        if (bound == null) {
            return Optional.empty();
        }
        if (bound instanceof String || bound instanceof Number || bound instanceof Boolean) {
            return Optional.of(new Found(bound.toString(), "JNDI " + name));
        }
        if (setting.keyLocation()) {
            return Optional.of(new Found(name, "JNDI " + name));
        }
        throw new ConfigurationException(new Problem(
                setting.key(),
                name,
                "the JNDI entry holds a " + bound.getClass().getName(),
                "Bind a java.lang.String there"));
    }

    @SuppressWarnings(
            "BanJNDI") // the name is java:comp/env/ and constants: no request and no URL scheme ever reaches it
    private static @Nullable Object lookup(String name, Setting<?> setting) throws ConfigurationException {
        try {
            return new InitialContext().lookup(name);
        } catch (NamingException e) {
            if (absent(e)) {
                return null;
            }
            Optional<ConfigurationException> better = ownRefusal(e);
            if (better.isPresent()) {
                throw better.get();
            }
            // Only "not bound" means "not set": any other failure would let a packaged default win over the admin's
            // word.
            throw new ConfigurationException(new Problem(
                    setting.key(),
                    name,
                    "the server could not read this JNDI entry ("
                            + root(e).getClass().getSimpleName() + ")",
                    "Look for the cause in the server's log, or remove the entry"));
        } catch (RuntimeException | LinkageError e) {
            throw new ConfigurationException(new Problem(
                    setting.key(),
                    name,
                    "the server could not make this JNDI entry ("
                            + root(e).getClass().getName() + ")",
                    "Look for the cause in the server's log; the entry's factory class may be missing or failing"));
        }
    }

    /** Where a factory of this library made the entry, it has said what is wrong. */
    private static Optional<ConfigurationException> ownRefusal(NamingException e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof ConfigurationException refusal) {
                return Optional.of(refusal);
            }
        }
        return Optional.empty();
    }

    /** What a server wraps tells more than its wrapper. */
    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    /** Payara wraps the NameNotFoundException of a missing entry; a server without JNDI has no initial context. */
    private static boolean absent(NamingException e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof NameNotFoundException || t instanceof NoInitialContextException) {
                return true;
            }
        }
        return false;
    }
}
