package org.erpconnector.auth.erp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.erpconnector.auth.erp.ErpRequest.Actor;

/** Polls for changes while others write, each time from the newest moment that it has seen. */
public final class EisPolling {
    private static final int WRITERS = 4;
    private static final int ACTORS = 15;

    private final EisCaller caller;
    private final String connection;
    private final Set<String> seen = new TreeSet<>();
    private String newest;

    private EisPolling(EisCaller caller, String connection) {
        this.caller = caller;
        this.connection = connection;
        this.newest = create();
    }

    /** Finds that no change is missed. */
    public static void missesNothing(EisCaller caller, String connection)
            throws InterruptedException, ExecutionException {
        EisPolling polling = new EisPolling(caller, connection);
        ExecutorService threads = Executors.newFixedThreadPool(WRITERS);
        try {
            List<Future<List<String>>> writers = new ArrayList<>();
            for (int i = 0; i < WRITERS; i++) {
                writers.add(threads.submit(polling::createSome));
            }
            while (!writers.stream().allMatch(Future::isDone)) {
                polling.poll();
            }
            polling.poll();
            Set<String> written = new TreeSet<>();
            for (Future<List<String>> writer : writers) {
                written.addAll(writer.get());
            }
            assertThat(written).hasSize(WRITERS * ACTORS);
            assertThat(polling.seen).containsAll(written);
        } finally {
            threads.shutdownNow();
        }
    }

    private List<String> createSome() {
        return IntStream.range(0, ACTORS).mapToObj(i -> create()).toList();
    }

    /** Gives the moment of change. */
    private String create() {
        return (String) caller.call(ErpRequest.of("WSCreateActor", connection)
                        .with("Actor", Actor.of("Supplier", null, Map.of("NAME", "x"))))
                .ok()
                .actor()
                .get("LastModified");
    }

    private void poll() {
        List<Map<String, Object>> actors = caller.call(ErpRequest.of("WSGetActorsByTimestamp", connection)
                        .with("ActorType", "Supplier")
                        .with("UpdatedOnOrAfter", newest))
                .ok()
                .structures("Actors");
        actors.forEach(actor -> seen.add((String) actor.get("LastModified")));
        newest = (String) actors.get(actors.size() - 1).get("LastModified");
    }
}
