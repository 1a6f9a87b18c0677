package org.erpconnector.auth.simulator;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What has happened in the run that is on, for pages that watch it: one that opens late gets all of it, as far as it is
 * kept. Bounded, in what it keeps, in how many watch, and in how far one of them may lag behind.
 */
final class BenchLog {

    private static final int MOST_WATCHERS = 8;
    private static final int MOST_CHARACTERS = 8_000_000;
    private static final int MOST_EVENTS = 2_000;

    private final Deque<String> kept = new ArrayDeque<>();
    private final List<Watcher> watchers = new ArrayList<>();
    private int characters;

    /** One page that watches. */
    final class Watcher implements AutoCloseable {
        private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(2 * MOST_EVENTS);
        private volatile boolean gone;

        /** The next event as JSON, or null if there was none in so many seconds. */
        @Nullable
        String next(int seconds) throws InterruptedException {
            return waiting.poll(seconds, TimeUnit.SECONDS);
        }

        /** Whether it has been left behind. */
        boolean isGone() {
            return gone;
        }

        private void tell(String event) {
            gone |= !waiting.offer(event);
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
        kept.forEach(watcher::tell);
        watchers.add(watcher);
        return watcher;
    }

    /** Forgets the last run. */
    synchronized void begin(String title) {
        kept.clear();
        characters = 0;
        add("begin", Map.of("title", title));
    }

    synchronized void add(String type, Map<String, ?> members) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("type", type);
        all.putAll(members);
        String event = JSONObjectUtils.toJSONString(all);
        kept.add(event);
        characters += event.length();
        while (characters > MOST_CHARACTERS || kept.size() > MOST_EVENTS) {
            characters -= kept.remove().length();
        }
        watchers.forEach(watcher -> watcher.tell(event));
        watchers.removeIf(Watcher::isGone);
    }
}
