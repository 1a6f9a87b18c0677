package org.erpconnector.auth.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.function.BooleanSupplier;

/**
 * Nothing that is sent changes what the next caller meets: after many made-up inputs to one instance a genuine one passes,
 * at the cost that it has where there was none. Cost is memory that its thread allocates: no machine is too busy for it.
 */
public final class Sequence {
    private static final int EACH = 16;
    /** The least of some is the input's own: compiled code allocates less, loading a class more. */
    private static final int TRIES = 4;

    private static final long SLACK = 16 << 10;

    private final BooleanSupplier genuine;
    private final long usual;
    private int inputs;

    /**
     * @param fresh whether a genuine input passes on an instance that nothing else is given to
     * @param genuine the same, on the instance that is given every input
     */
    public Sequence(BooleanSupplier fresh, BooleanSupplier genuine) {
        this.genuine = genuine;
        this.usual = cost(fresh);
    }

    /** To be called after each input; every now and then it is the genuine one's turn. */
    public void heard() {
        if (inputs++ % EACH == 0) {
            assertThat(cost(genuine)).as("bytes for a genuine input").isLessThan(2 * usual + SLACK);
        }
    }

    private static long cost(BooleanSupplier input) {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            assertThat(input.getAsBoolean()).as("a genuine input passes").isTrue();
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        return least;
    }
}
