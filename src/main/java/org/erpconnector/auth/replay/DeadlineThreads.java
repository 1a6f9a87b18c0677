package org.erpconnector.auth.replay;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.erpconnector.auth.core.ReplayStoreException;
import org.erpconnector.auth.jdk.DetachedThread;

/**
 * Asks a store that may not answer, and waits no longer than a deadline. A data grid that repairs itself blocks every thread that
 * asks for minutes; without this, the server's own request threads would all wait there. Threads and waiting questions
 * are bounded, and threads end when idle. Safe for use by several threads.
 */
final class DeadlineThreads implements AutoCloseable {
    private static final int IDLE_SECONDS = 10;
    private static final int SIZE = 16;
    private static final int WAITING = 256;
    private static final Duration DEADLINE = Duration.ofMillis(500);
    private static final Duration START = Duration.ofSeconds(20);
    /** More than a provider wraps into each other, and less than a circle. */
    private static final int MOST_CAUSES = 5;

    private final Duration deadline;
    private final boolean interrupting;
    private final ThreadPoolExecutor threads;

    /**
     * @param size threads at once
     * @param waiting questions that may wait for a thread
     * @param deadline how long a question may take, its waiting included
     */
    DeadlineThreads(int size, int waiting, Duration deadline) {
        this(size, waiting, deadline, true);
    }

    /** @param interrupting whether a question that is given up is interrupted */
    DeadlineThreads(int size, int waiting, Duration deadline, boolean interrupting) {
        this.interrupting = interrupting;
        this.deadline = deadline;
        this.threads = new ThreadPoolExecutor(
                size,
                size,
                IDLE_SECONDS,
                TimeUnit.SECONDS,
                new ArrayBlockingQueue<>(waiting),
                DeadlineThreads::thread,
                new ThreadPoolExecutor.AbortPolicy());
        threads.allowCoreThreadTimeOut(true);
    }

    /** As many as ask one store, and half a second for each question of a handshake. */
    static DeadlineThreads ofStore() {
        return new DeadlineThreads(SIZE, WAITING, DEADLINE);
    }

    /**
     * The same for a database. It is not interrupted: one that runs inside the server, such as H2 or Derby, closes its
     * files for everybody then. Its statements have a time limit of their own.
     */
    static DeadlineThreads ofDatabase() {
        return new DeadlineThreads(SIZE, WAITING, DEADLINE, false);
    }

    /**
     * Without the thread locals and the class loader of the web application that asks first: Payara ties a cache to the
     * web application in whose context it is made, and this one is to outlive it.
     */
    private static Thread thread(Runnable work) {
        return DetachedThread.of(work, "erp-connector-auth asks the replay store");
    }

    /**
     * The answer to a question.
     *
     * @throws ReplayStoreException if it does not come in time, or the store fails
     */
    <T> T ask(Callable<T> question) throws ReplayStoreException {
        return ask(question, deadline);
    }

    /** The same, while the web application starts: a store may first have to make what it keeps nonces in. */
    <T> T askAtStart(Callable<T> question) throws ReplayStoreException {
        return ask(question, START);
    }

    /**
     * The answer to whether this is the first use. What the store remembers after the deadline is taken back: the caller
     * hears 503, and may come again.
     *
     * @param claim records the use; whether it was the first
     * @param undo takes that back
     */
    boolean claim(Callable<Boolean> claim, Callable<?> undo) throws ReplayStoreException {
        // Set by the first of two: the answer that comes in time, or the question that is given up.
        AtomicBoolean settled = new AtomicBoolean();
        try {
            return ask(() -> {
                boolean first = claim.call();
                if (first && !settled.compareAndSet(false, true)) {
                    Thread.interrupted();
                    undo.call();
                }
                return first;
            });
        } catch (ReplayStoreException e) {
            if (settled.compareAndSet(false, true)) {
                throw e;
            }
            return true;
        }
    }

    /** Does what nobody waits for, or does not where all threads are busy. */
    void tell(Runnable work) {
        try {
            threads.execute(work);
        } catch (RejectedExecutionException busyOrStopping) {
            return;
        }
    }

    /** The same with a time of its own. */
    <T> T ask(Callable<T> question, Duration most) throws ReplayStoreException {
        FutureTask<T> task = new FutureTask<>(question);
        try {
            threads.execute(task);
        } catch (RejectedExecutionException e) {
            throw new ReplayStoreException(
                    threads.isShutdown()
                            ? "the filter is stopping"
                            : "the replay store is overloaded: all workers are busy and the queue is full",
                    e);
        }
        try {
            return task.get(most.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new ReplayStoreException("the replay store has not answered within " + most.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ReplayStoreException("stopped while the replay store was asked", e);
        } catch (ExecutionException e) {
            throw failure(e.getCause() == null ? e : e.getCause());
        } finally {
            // A question that nobody waits for must not keep its place, nor a thread.
            if (task.cancel(interrupting)) {
                threads.remove(task);
            }
        }
    }

    private static ReplayStoreException failure(Throwable cause) {
        if (cause instanceof ReplayStoreException known) {
            return known;
        }
        // Their messages may say anything; their classes have to do.
        StringBuilder text = new StringBuilder("the replay store failed with ").append(named(cause));
        Throwable deeper = cause.getCause();
        for (int depth = 1; deeper != null && depth < MOST_CAUSES; depth++) {
            text.append(", caused by ").append(named(deeper));
            deeper = deeper.getCause();
        }
        return new ReplayStoreException(text.toString(), cause);
    }

    /**
     * To be called by threads of ours before they call the store: it looks for more of its own classes and files where the
     * thread does. With the web application's class loader a store of the server's would be tied to that.
     */
    static void seeClassesOf(Object store) {
        Thread.currentThread().setContextClassLoader(store.getClass().getClassLoader());
    }

    private static String named(Throwable thrown) {
        String name = thrown.getClass().getName();
        return thrown instanceof SQLException sql ? name + " (SQLState " + sql.getSQLState() + state(sql) + ")" : name;
    }

    /** What the SQL standard calls the class of a state. */
    private static String state(SQLException thrown) {
        String state = String.valueOf(thrown.getSQLState());
        return switch (state.length() < 2 ? state : state.substring(0, 2)) {
            case "08" -> ": no connection to the database";
            case "23" -> ": a constraint of the table";
            case "28" -> ": not logged in to the database";
            case "40" -> ": the transaction was rolled back";
            case "42" -> ": no such table, or no right to it";
            case "53" -> ": the database has no more room or connections";
            case "57" -> ": the database has ended the statement, or is stopping";
            // The class of general errors: only the database's own number tells one from another.
            case "HY" -> ", error " + thrown.getErrorCode();
            default -> "";
        };
    }

    /** Lets no more questions in, and waits for none: a store that blocks must not keep the web application loaded. */
    @Override
    public void close() {
        if (interrupting) {
            threads.shutdownNow();
        } else {
            threads.shutdown();
            threads.getQueue().clear();
        }
    }
}
