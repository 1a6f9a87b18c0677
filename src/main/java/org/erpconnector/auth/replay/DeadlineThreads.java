package org.erpconnector.auth.replay;

import java.time.Duration;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.erpconnector.auth.core.ReplayStoreException;

/**
 * Asks a store that may not answer, and waits no longer than a deadline. A data grid that repairs itself blocks every thread that
 * asks for minutes; without this, the server's own request threads would all wait there. Threads and waiting questions
 * are bounded, and threads end when idle. Safe for use by several threads.
 */
final class DeadlineThreads implements AutoCloseable {
    private static final int IDLE_SECONDS = 10;
    /** More than a provider wraps into each other, and less than a circle. */
    private static final int MOST_CAUSES = 5;

    private final Duration deadline;
    private final ThreadPoolExecutor threads;

    /**
     * @param size threads at once
     * @param waiting questions that may wait for a thread
     * @param deadline how long a question may take, its waiting included
     */
    DeadlineThreads(int size, int waiting, Duration deadline) {
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

    /**
     * Without the thread locals and the class loader of the web application that asks first: Payara ties a cache to the
     * web application in whose context it is made, and this one is to outlive it.
     */
    private static Thread thread(Runnable work) {
        Thread thread = new Thread(null, work, "erp-connector-auth asks the replay store", 0, false);
        thread.setContextClassLoader(ClassLoader.getSystemClassLoader());
        thread.setDaemon(true);
        return thread;
    }

    /**
     * The answer to a question.
     *
     * @throws ReplayStoreException if it does not come in time, or the store fails
     */
    <T> T ask(Callable<T> question) throws ReplayStoreException {
        return ask(question, deadline);
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
            if (task.cancel(true)) {
                threads.remove(task);
            }
        }
    }

    private static ReplayStoreException failure(Throwable cause) {
        if (cause instanceof ReplayStoreException known) {
            return known;
        }
        // Their messages may say anything; their classes have to do.
        StringBuilder text = new StringBuilder("the replay store failed with ")
                .append(cause.getClass().getName());
        Throwable deeper = cause.getCause();
        for (int depth = 1; deeper != null && depth < MOST_CAUSES; depth++) {
            text.append(", caused by ").append(deeper.getClass().getName());
            deeper = deeper.getCause();
        }
        return new ReplayStoreException(text.toString(), cause);
    }

    /** Lets no more questions in, and waits for none: a store that blocks must not keep the web application loaded. */
    @Override
    public void close() {
        threads.shutdownNow();
    }
}
