package org.erpconnector.auth.servlet;

import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * All bodies of a filter that are waited for. They share one bound: thousands of connections that send a part of a body
 * and then nothing would fill the heap. Where there is no room, the largest is dropped, so that large bodies of a
 * stranger cannot keep out handshakes of a few kilobytes. Safe for use by several threads.
 */
final class PendingBodies {
    /** Counted for each besides its bytes, for the server's own objects: so their number is bounded, too. */
    static final int EACH = 4096;

    private static final int SMALLEST = 512;
    private static final byte[] NOTHING = new byte[0];

    private final long most;
    private final Set<Body> bodies = new HashSet<>();
    private long held;

    /** @param most bytes that all may hold together */
    PendingBodies(long most) {
        this.most = most;
    }

    /**
     * Begins to hold one.
     *
     * @param begun what of it has come already
     * @return empty if there is no room for it
     */
    synchronized Optional<Body> open(byte[] begun) {
        Body body = new Body();
        if (!makeRoom(EACH, EACH)) {
            return Optional.empty();
        }
        held += EACH;
        bodies.add(body);
        if (!body.add(begun, begun.length)) {
            body.close();
            return Optional.empty();
        }
        return Optional.of(body);
    }

    /** How many bytes all hold now, for tests. */
    synchronized long held() {
        return held;
    }

    /** How many there are now, for tests. */
    synchronized int number() {
        return bodies.size();
    }

    /**
     * @param more how many bytes are asked for
     * @param then how many the one that asks would hold with them
     */
    private boolean makeRoom(int more, int then) {
        while (held + more > most) {
            Optional<Body> largest = bodies.stream().max(Comparator.comparingInt(Body::capacity));
            if (largest.isEmpty() || largest.get().capacity() <= then) {
                return false;
            }
            largest.get().drop();
        }
        return true;
    }

    /** What has come of one body. */
    final class Body implements AutoCloseable {
        private byte[] bytes = NOTHING;
        private int size;
        private boolean dropped;

        private Body() {}

        /**
         * Adds what has come. The buffer grows with it, and not with what was declared.
         *
         * @return false if there is no room, so that nothing of this body is held any more
         */
        boolean add(byte[] more, int count) {
            synchronized (PendingBodies.this) {
                int needed = size + count;
                if (!dropped && needed > bytes.length) {
                    int capacity = Math.max(needed, Math.max(SMALLEST, 2 * bytes.length));
                    if (makeRoom(capacity - bytes.length, capacity)) {
                        held += capacity - bytes.length;
                        bytes = Arrays.copyOf(bytes, capacity);
                    } else {
                        drop();
                    }
                }
                if (dropped) {
                    return false;
                }
                System.arraycopy(more, 0, bytes, size, count);
                size = needed;
                return true;
            }
        }

        /** All that has come; empty if it was dropped for others. */
        Optional<byte[]> bytes() {
            synchronized (PendingBodies.this) {
                return dropped ? Optional.empty() : Optional.of(Arrays.copyOf(bytes, size));
            }
        }

        int size() {
            synchronized (PendingBodies.this) {
                return size;
            }
        }

        /** Gives up its bytes. May be called again. */
        @Override
        public void close() {
            synchronized (PendingBodies.this) {
                drop();
                if (bodies.remove(this)) {
                    held -= EACH;
                }
            }
        }

        private int capacity() {
            return bytes.length;
        }

        private void drop() {
            held -= bytes.length;
            bytes = NOTHING;
            size = 0;
            dropped = true;
        }
    }
}
