package org.erpconnector.auth.observe;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Passes events to the listeners in its own daemon thread. Not in the request's thread, where a listener that waits for
 * a database would delay SuperOffice; and not in a pool of the server, whose queue is unbounded: refused tokens that
 * come faster than a listener stores them would fill the memory (CWE-770). Safe for use by several threads.
 */
final class EventDispatcher implements AutoCloseable {
    /** Enough for an audit trail on a slow database, and less than a megabyte. */
    static final int WAITING_EVENTS = 1024;

    private static final int MOST_COMPLAINTS = 100;
    private static final long POLL_MILLIS = 500L;
    private static final long STOP_MILLIS = 5_000L;
    private static final LogRateLimiter.Kind DROPPED = new LogRateLimiter.Kind("event", "dropped");

    private final List<HandshakeListener> listeners;
    private final Runnable tellCurrent;
    private final Logger logger;
    private final BlockingQueue<Record> waiting = new ArrayBlockingQueue<>(WAITING_EVENTS);
    private final LongAdder dropped = new LongAdder();
    private final LogRateLimiter budget = new LogRateLimiter(1, System::nanoTime);
    private final Set<String> complaints = new HashSet<>();
    private final @Nullable Thread thread;
    private volatile boolean closed;

    private @Nullable Record current;

    /**
     * @param filter name of the filter, part of the thread's name
     * @param listeners get the events; without any there is no thread
     * @param context runs a task in the context of the web application
     * @param logger for exceptions of listeners
     */
    EventDispatcher(String filter, List<HandshakeListener> listeners, WebContext context, Logger logger) {
        this.listeners = List.copyOf(listeners);
        this.tellCurrent = context.within(this::tellCurrent);
        this.logger = logger;
        this.thread = listeners.isEmpty() ? null : new Thread(this::run, "erp-connector-auth events of " + filter);
    }

    void start() {
        if (thread != null) {
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** Queues an event, or drops it if the queue is full. Never blocks. */
    void tell(Record event) {
        if (thread != null && (closed || !waiting.offer(event))) {
            drop();
        }
    }

    /** How many events were dropped: the queue was full, or the filter has stopped. */
    long dropped() {
        return dropped.sum();
    }

    private void run() {
        while (!closed || current != null || !waiting.isEmpty()) {
            if (current == null) {
                current = next();
            }
            if (current != null) {
                lendContextAndTell();
            }
            summarise(budget.drainExpired());
        }
    }

    private void lendContextAndTell() {
        try {
            tellCurrent.run();
        } catch (RuntimeException serverNotReady) {
            // Not a listener's: its exceptions do not come here. A server that starts or stops the web application has
            // no
            // context for it; most say so by IllegalStateException, and none may end this thread.
            if (closed) {
                current = null;
                drop();
            } else {
                // parkNanos returns at once while the interrupt flag is set.
                Thread.interrupted();
                LockSupport.parkNanos(this, TimeUnit.MILLISECONDS.toNanos(POLL_MILLIS));
            }
        }
    }

    private void tellCurrent() {
        Record event = current;
        current = null;
        if (event != null) {
            listeners.forEach(listener -> tell(listener, event));
        }
    }

    /** Logs in the calling thread, since the dispatcher thread may hang in a listener. */
    private void drop() {
        dropped.increment();
        summarise(budget.drainExpired());
        if (budget.admits(DROPPED)) {
            logger.log(Level.WARNING, "an event was dropped: listeners take longer than handshakes do");
        }
    }

    private void summarise(List<LogRateLimiter.Rest> rests) {
        rests.forEach(rest -> logger.log(
                Level.WARNING, rest.more() + " more events were dropped in the last " + rest.seconds() + " s"));
    }

    private @Nullable Record next() {
        try {
            return waiting.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            // Only close() ends this thread: a listener that interrupts it must not silence the others.
            return null;
        }
    }

    private void tell(HandshakeListener listener, Record event) {
        try {
            if (event instanceof HandshakeAccepted accepted) {
                listener.accepted(accepted);
            } else if (event instanceof HandshakeRefused refused) {
                listener.refused(refused);
            } else if (event instanceof HandshakeFailed failed) {
                listener.failed(failed);
            } else if (event instanceof CallRefused refused) {
                listener.callRefused(refused);
            }
        } catch (CompletionException e) {
            complain(listener, e.getCause() == null ? e : e.getCause());
        } catch (RuntimeException | Error e) {
            complain(listener, e);
        } finally {
            // A listener may leave the interrupt flag set; every blocking call of the next one would fail.
            if (!closed) {
                Thread.interrupted();
            }
        }
    }

    private void complain(HandshakeListener listener, Throwable e) {
        String name = listener.getClass().getName();
        if (complaints.size() < MOST_COMPLAINTS
                && complaints.add(name + " " + e.getClass().getName())) {
            logger.log(
                    Level.WARNING,
                    "listener " + name + " threw " + e.getClass().getName()
                            + " at a handshake event; logged once, though it may happen again",
                    e);
        }
    }

    /** Delivers queued events for a few seconds, then ends the thread. */
    @Override
    public void close() {
        closed = true;
        if (thread == null) {
            return;
        }
        try {
            thread.join(STOP_MILLIS);
            if (thread.isAlive()) {
                waiting.clear();
                thread.interrupt();
                thread.join(STOP_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        summarise(budget.atTheEnd());
    }
}
