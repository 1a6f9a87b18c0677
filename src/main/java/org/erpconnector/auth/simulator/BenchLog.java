package org.erpconnector.auth.simulator;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The events of the current run, for the pages that watch it. A page that opens late gets those that are kept. Bounded
 * in events kept, in pages that watch, and in how far a page may lag behind.
 */
final class BenchLog {

    private static final int MOST_WATCHERS = 8;
    private static final int MOST_CHARACTERS = 8_000_000;
    private static final int MOST_EVENTS = 2_000;

    /** Never dropped: a page that has not seen it shows neither the run nor its Stop button. */
    private Optional<String> beginning = Optional.empty();

    private final Deque<String> kept = new ArrayDeque<>();
    private final List<Watcher> watchers = new ArrayList<>();
    private int characters;

    /** One page that watches. */
    final class Watcher implements AutoCloseable {
        private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(2 * MOST_EVENTS);
        private volatile boolean gone;

        /** The next event as JSON, or null if none comes within so many seconds. */
        @Nullable
        String next(int seconds) throws InterruptedException {
            return waiting.poll(seconds, TimeUnit.SECONDS);
        }

        /** Whether it gets no more events: it lagged too far behind, or made room for another page. */
        boolean isGone() {
            return gone;
        }

        private void tell(String event) {
            gone |= !waiting.offer(event);
            if (gone) {
                // Its thread may be blocked in a write to a page that does not read.
                waiting.clear();
            }
        }

        @Override
        public void close() {
            synchronized (BenchLog.this) {
                watchers.remove(this);
            }
        }
    }

    synchronized Watcher watch() {
        if (watchers.size() >= MOST_WATCHERS) {
            watchers.remove(0).gone = true;
        }
        Watcher watcher = new Watcher();
        beginning.ifPresent(watcher::tell);
        kept.forEach(watcher::tell);
        watchers.add(watcher);
        return watcher;
    }

    /** Forgets the previous run. */
    synchronized void begin(String title) {
        kept.clear();
        characters = 0;
        String event = event("begin", Map.of("title", title));
        beginning = Optional.of(event);
        tell(event);
    }

    synchronized void add(String type, Map<String, ?> members) {
        String event = event(type, members);
        kept.add(event);
        characters += event.length();
        while (characters > MOST_CHARACTERS || kept.size() > MOST_EVENTS) {
            characters -= kept.remove().length();
        }
        tell(event);
    }

    private static String event(String type, Map<String, ?> members) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("type", type);
        all.putAll(members);
        return JSONObjectUtils.toJSONString(all);
    }

    private void tell(String event) {
        watchers.forEach(watcher -> watcher.tell(event));
        watchers.removeIf(Watcher::isGone);
    }
}
