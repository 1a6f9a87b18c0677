package org.erpconnector.auth.fuzz;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What one input may cost the thread that reads it: CPU time, which a busy machine does not change, and memory.
 *
 * @param time of the processor
 * @param bytes that are allocated
 */
public record Budget(Duration time, long bytes) {
    /** What any stranger may send, again and again. Four megabytes are 64 times the largest message read by default. */
    public static final Budget OF_A_REQUEST = new Budget(Duration.ofMillis(50), 4L << 20);
    /** The deployer's own files: read once a minute at most, and with arithmetic of keys. */
    public static final Budget OF_A_FILE = new Budget(Duration.ofSeconds(2), 64L << 20);

    /** Loading a class, compiling a method or being fuzzed costs the first time, an expensive input costs every time. */
    private static final int TRIES = 4;

    /**
     * Does work that can be done again.
     *
     * @throws AssertionError if it is over the budget each time
     */
    public <T> T keep(Supplier<T> work) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        String spent = "";
        for (int i = 0; i < TRIES; i++) {
            long bytesBefore = threads.getCurrentThreadAllocatedBytes();
            long nanosBefore = threads.getCurrentThreadCpuTime();
            T result = work.get();
            Duration took = Duration.ofNanos(threads.getCurrentThreadCpuTime() - nanosBefore);
            long allocated = threads.getCurrentThreadAllocatedBytes() - bytesBefore;
            if (took.compareTo(time) <= 0 && allocated <= bytes) {
                return result;
            }
            spent = took.toMillis() + " ms of CPU time and " + allocated + " bytes";
        }
        throw new AssertionError("one input costs " + spent);
    }
}
