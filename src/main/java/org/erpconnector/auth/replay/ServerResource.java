package org.erpconnector.auth.replay;

import java.util.Optional;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.JndiLookup;
import org.erpconnector.auth.config.ServerContext;
import org.erpconnector.auth.core.ReplayStoreException;
import org.jspecify.annotations.Nullable;

/**
 * What a store of the server's is reached through: looked up at start, and again after it has failed, since a server may
 * bind another one meanwhile. Safe for use by several threads.
 *
 * @param <T> what it is
 */
final class ServerResource<T> {
    private final Lookup<T> lookup;
    private final Runnable again = ServerContext.within(this::look);
    private volatile @Nullable T found;
    private volatile Optional<ReplayStoreException> fault = Optional.empty();

    /** Asks the server, in the context of the web application. */
    @FunctionalInterface
    interface Lookup<T> {
        /**
         * Finds it.
         *
         * @throws ReplayStoreException if the server has none, saying why
         */
        T find() throws ReplayStoreException;
    }

    private ServerResource(Lookup<T> lookup) {
        this.lookup = lookup;
    }

    /**
     * Finds it here and now: Payara lends its context to threads of our own only once the web application has started.
     *
     * @throws ReplayStoreException if the server has none
     */
    static <T> ServerResource<T> of(Lookup<T> lookup) throws ReplayStoreException {
        ServerResource<T> resource = new ServerResource<>(lookup);
        resource.look();
        resource.get();
        return resource;
    }

    private void look() {
        found = null;
        try {
            found = lookup.find();
        } catch (ReplayStoreException e) {
            fault = Optional.of(e);
        }
    }

    /** The one that is known, or else a new one; for threads of our own, which then see the classes that it sees. */
    T get() throws ReplayStoreException {
        T known = found;
        if (known == null) {
            again.run();
            known = found;
        }
        if (known == null) {
            throw fault.orElseThrow();
        }
        return known;
    }

    /** It has failed: to be looked up again. */
    void lost() {
        found = null;
    }

    /**
     * What is bound to a name.
     *
     * @param name a setting's value, which its parser has checked: no name with a scheme of the network's
     * @throws ReplayStoreException if there is nothing of these types
     */
    static Object bound(String name, Class<?>... types) throws ReplayStoreException {
        JndiLookup lookup;
        try {
            lookup = JndiLookup.of(name);
        } catch (ConfigurationException e) {
            throw new ReplayStoreException("this name is bound to a key", e);
        }
        Object bound = lookup.bound();
        for (Class<?> type : types) {
            if (type.isInstance(bound)) {
                return bound;
            }
        }
        String fault = switch (lookup.outcome()) {
            case BOUND ->
                "it is bound to "
                        + (bound == null ? "null" : "a " + bound.getClass().getName());
            case NOT_BOUND -> "nothing is bound to this name";
            case NO_NAMING_SERVICE -> "there is no naming service here";
            case FAILED, FACTORY_FAILED -> "the server could not make it (" + lookup.fault() + ")";
        };
        throw new ReplayStoreException(fault + ", where a " + types[0].getName() + " is needed");
    }
}
