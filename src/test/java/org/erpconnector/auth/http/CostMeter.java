package org.erpconnector.auth.http;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.erpconnector.auth.attack.AttackTarget;

/** In front of the filter: what a request costs in its thread, which no other process can disturb, and what becomes of it. */
public final class CostMeter implements Filter {
    private static final int PATIENCE_SECONDS = 120;

    private final com.sun.management.ThreadMXBean threads =
            (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final BlockingQueue<AttackTarget.Cost> costs = new LinkedBlockingQueue<>();
    private final AtomicInteger suspended = new AtomicInteger();

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        long cpu = threads.getCurrentThreadCpuTime();
        long bytes = threads.getCurrentThreadAllocatedBytes();
        try {
            chain.doFilter(request, response);
            if (request.isAsyncStarted()) {
                suspended.incrementAndGet();
            }
        } finally {
            costs.add(new AttackTarget.Cost(
                    threads.getCurrentThreadCpuTime() - cpu, threads.getCurrentThreadAllocatedBytes() - bytes));
        }
    }

    public int suspended() {
        return suspended.get();
    }

    /** Of the request that came first of those not asked for yet: a server may still be at its end when its answer is here. */
    public Optional<AttackTarget.Cost> next() {
        try {
            return Optional.ofNullable(costs.poll(PATIENCE_SECONDS, TimeUnit.SECONDS));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    public void clear() {
        costs.clear();
    }
}
