package org.erpconnector.auth.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.Supplier;

/** What one input may cost the thread that reads it: CPU time, which a busy machine does not change, and memory. */
public final class Budget {
    private static final long MOST_NANOS = 50_000_000;
    /** Four megabytes: some sixty times the largest message that is read by default. */
    private static final long MOST_BYTES = 4L << 20;
    /** Loading a class, compiling a method or being fuzzed costs the first time, an expensive input costs every time. */
    private static final int TRIES = 4;

    private Budget() {}

    /**
     * Does work that can be done again.
     *
     * @throws AssertionError if it is over the budget each time
     */
    public static <T> T keep(Supplier<T> work) {
        String spent = "";
        for (int i = 0; i < TRIES; i++) {
            ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
            long bytes = threads.getCurrentThreadAllocatedBytes();
            long nanos = threads.getCurrentThreadCpuTime();
            T result = work.get();
            nanos = threads.getCurrentThreadCpuTime() - nanos;
            bytes = threads.getCurrentThreadAllocatedBytes() - bytes;
            if (nanos <= MOST_NANOS && bytes <= MOST_BYTES) {
                return result;
            }
            spent = nanos / 1_000_000 + " ms of CPU time, " + bytes + " bytes";
        }
        throw new AssertionError("one input costs " + spent);
    }
}
