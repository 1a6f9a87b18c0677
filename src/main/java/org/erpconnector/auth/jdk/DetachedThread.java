package org.erpconnector.auth.jdk;

import java.lang.reflect.Field;

/**
 * Daemon threads that may outlive the web application in whose thread they are made, since they take nothing of it along:
 * neither its class loader nor the thread locals that are inherited, in which servers keep whose request it is.
 */
public final class DetachedThread {
    private DetachedThread() {}

    /** A thread that has not started. */
    public static Thread of(Runnable work, String name) {
        Thread thread;
        try {
            thread = withoutLocals(work, name);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this Java makes no thread without inherited thread locals", e);
        }
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        thread.setDaemon(true);
        return thread;
    }

    private static Thread withoutLocals(Runnable work, String name) throws ReflectiveOperationException {
        try {
            return Thread.class
                    .getConstructor(ThreadGroup.class, Runnable.class, String.class, long.class, boolean.class)
                    .newInstance(null, work, name, 0L, false);
        } catch (NoSuchMethodException java8) {
            Thread thread = new Thread(work, name);
            Field inherited = Thread.class.getDeclaredField("inheritableThreadLocals");
            inherited.setAccessible(true);
            inherited.set(thread, null);
            return thread;
        }
    }
}
