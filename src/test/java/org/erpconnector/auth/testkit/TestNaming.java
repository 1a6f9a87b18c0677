package org.erpconnector.auth.testkit;

import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NameNotFoundException;
import javax.naming.NamingException;
import javax.naming.spi.InitialContextFactory;

/**
 * A server's naming service that remembers what was asked. An exception that is bound is thrown, the text null gives
 * null. Named by a system property, so its state is static.
 */
public final class TestNaming implements InitialContextFactory {
    public static final Map<String, Object> BOUND = new ConcurrentHashMap<>();
    public static final List<String> ASKED = new CopyOnWriteArrayList<>();

    public static void start() {
        BOUND.clear();
        ASKED.clear();
        System.setProperty(Context.INITIAL_CONTEXT_FACTORY, TestNaming.class.getName());
    }

    public static void stop() {
        System.clearProperty(Context.INITIAL_CONTEXT_FACTORY);
    }

    @Override
    public Context getInitialContext(Hashtable<?, ?> environment) throws NamingException {
        return new InitialContext(true) {
            @Override
            public Object lookup(String name) throws NamingException {
                ASKED.add(name);
                Object bound = BOUND.get(name);
                if (bound instanceof NamingException e) {
                    throw e;
                }
                if (bound instanceof RuntimeException e) {
                    throw e;
                }
                if (bound instanceof LinkageError e) {
                    throw e;
                }
                if (bound == null) {
                    // As Payara does it.
                    NamingException wrapper = new NamingException("Lookup failed");
                    wrapper.setRootCause(new NameNotFoundException(name));
                    throw wrapper;
                }
                return "null".equals(bound) ? null : bound;
            }
        };
    }
}
