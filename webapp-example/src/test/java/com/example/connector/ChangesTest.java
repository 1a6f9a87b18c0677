package com.example.connector;

import static com.example.connector.contract.Operation.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.connector.contract.ErpActorWS;
import com.example.connector.contract.Reply;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** LastModified as the caller uses it: to ask for what has changed since. */
class ChangesTest extends ConnectedTest {

    /** Even if two changes come within one tick of the clock, or it is set back. */
    @Test
    void noMomentOfChangeIsGivenTwice() {
        Operations earlier = new Operations(erp, Clock.offset(CLOCK, Duration.ofDays(-365)));
        Set<String> moments = new TreeSet<>();
        String before = "";
        for (Operations next : List.of(operations, operations, earlier, operations)) {
            Reply reply = next.answer(
                    SAVE_ACTORS,
                    request(request -> request.actors =
                            List.of(actor("Customer", "10002", Map.of()), actor("Supplier", "10006", Map.of()))));
            for (ErpActorWS actor : ok(reply).actors) {
                assertTrue(actor.lastModified.compareTo(before) > 0, actor.lastModified);
                before = actor.lastModified;
                moments.add(before);
            }
            assertEquals(List.of("10006"), keys(since("Supplier", before)));
            assertEquals(List.of(), keys(since("Customer", before)));
        }
        assertEquals(8, moments.size());
    }

    /** Who asks from the newest moment that he has seen misses nothing of what others write meanwhile. */
    @Test
    void pollingMissesNoChange() throws Exception {
        Operations live = new Operations(erp, Clock.systemUTC());
        Set<String> written = new TreeSet<>();
        Set<String> seen = new TreeSet<>();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<List<String>>> writers = new ArrayList<>();
            for (int i = 0; i < 4; i++) {
                writers.add(threads.submit(() -> createSome(live)));
            }
            String newest = "2026-11-01T00:00:00Z";
            while (!writers.stream().allMatch(Future::isDone)) {
                newest = poll(live, newest, seen);
            }
            poll(live, newest, seen);
            for (Future<List<String>> writer : writers) {
                written.addAll(writer.get());
            }
        } finally {
            threads.shutdownNow();
        }
        assertEquals(80, written.size());
        assertEquals(written, seen);
    }

    private static List<String> createSome(Operations live) {
        return Stream.generate(() -> live.answer(
                        CREATE_ACTOR, request(request -> request.actor = actor("Customer", null, Map.of("NAME", "x")))))
                .limit(20)
                .map(reply -> ok(reply).actor.erpKey)
                .toList();
    }

    private static String poll(Operations live, String since, Set<String> seen) {
        List<ErpActorWS> actors = ok(live.answer(GET_ACTORS_BY_TIMESTAMP, request(request -> {
                    request.actorType = "Customer";
                    request.updatedOnOrAfter = since;
                })))
                .actors;
        actors.forEach(actor -> seen.add(actor.erpKey));
        return actors.isEmpty() ? since : actors.get(actors.size() - 1).lastModified;
    }
}
