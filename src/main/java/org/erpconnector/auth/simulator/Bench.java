package org.erpconnector.auth.simulator;

import com.nimbusds.jose.util.X509CertUtils;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/** Plays SuperOffice for a page: holds the registered application and the current run. One run at a time. */
final class Bench implements AutoCloseable {

    private final BenchSetup setup;
    private final Clock clock;
    private final BenchLog log = new BenchLog();
    private final ExecutorService worker = Executors.newSingleThreadExecutor(work -> {
        Thread thread = new Thread(work, "bench");
        thread.setDaemon(true);
        return thread;
    });
    private final BenchReplays replays = new BenchReplays();
    private Optional<Application> application;
    private Optional<String> soapUrl;
    private Optional<String> httpUrl;
    private Optional<DemoConnector> demo = Optional.empty();
    private Optional<Future<?>> running = Optional.empty();
    private int begun;
    /** Number of the last run that has ended. Not a flag: a run that was stopped may end after the next one has begun. */
    private volatile int ended;

    private Optional<BenchPolling> polling = Optional.empty();

    /** The work of a run. */
    @FunctionalInterface
    private interface Work {
        void on(BenchNarrator say) throws UsageException;
    }

    Bench(BenchSetup setup, Clock clock) {
        this.setup = setup;
        this.clock = clock;
        this.application = setup.application();
        this.soapUrl = setup.soapUrl();
        this.httpUrl = setup.httpUrl();
    }

    BenchLog log() {
        return log;
    }

    /** The certificate of the simulated SuperOffice, for the connector to trust. */
    String certificate() {
        return X509CertUtils.toPEMString(setup.caller().certificate()) + "\n";
    }

    /** What the page shows before a run. Contains no private key. */
    synchronized Map<String, Object> state() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("version", Simulator.Version.text());
        state.put("applicationId", application.map(Application::id).orElse(""));
        state.put("publicKey", application.map(Application::publicKey).orElse(""));
        state.put("tenant", setup.terms().tenant());
        state.put("soapUrl", soapUrl.orElse(""));
        state.put("httpUrl", httpUrl.orElse(""));
        state.put("demo", demo.isPresent());
        state.put("saved", replays.titles());
        state.put(
                "contracts",
                Arrays.stream(Contract.values()).map(Bench::described).toList());
        state.put("faults", BenchFaults.all());
        return state;
    }

    private static Map<String, Object> described(Contract contract) {
        return Map.of(
                "name",
                contract.toString(),
                "soap",
                contract.isSoap(),
                "versions",
                contract.isSoap() && contract != Contract.MIRRORING ? List.of("1.1", "1.2") : List.of());
    }

    /** Carries out a button's action, and returns the new state. */
    synchronized Map<String, Object> act(String action, Map<String, @Nullable Object> given) throws UsageException {
        switch (action) {
            case "register" -> {
                application = Optional.of(Application.register(text(given, "applicationId"), text(given, "publicKey")));
            }
            case "demo" -> startDemo();
            case "change" -> demo.ifPresent(DemoConnector::change);
            case "handshake" -> handshake(given);
            case "synchronise" -> synchronise(given);
            case "watch" -> watch(given);
            case "save" -> replays.save(clock.instant());
            case "replay" -> replay(given);
            case "stop" -> stop();
            default -> throw new UsageException("There is no action [" + Shown.text(action) + "].");
        }
        return state();
    }

    /** Starts the demo connector with a new key and a new client id, and registers it. */
    synchronized void startDemo() throws UsageException {
        if (demo.isEmpty()) {
            String id = KeyFiles.randomHex();
            RsaIdentity key = DemoKeys.identity("Demo connector " + id, clock.instant());
            try {
                demo = Optional.of(new DemoConnector(id, key, setup.caller().certificate(), clock));
            } catch (IOException e) {
                throw new UsageException("The demo connector cannot be started: " + Shown.cause(e) + ".", e);
            }
        }
        DemoConnector started = demo.get();
        application = Optional.of(started.application());
        soapUrl = Optional.of(started.soapUrl());
        httpUrl = Optional.of(started.httpUrl());
    }

    private void begin(String title, Work work) throws UsageException {
        if (ended < begun && running.filter(run -> !run.isDone()).isPresent()) {
            throw new UsageException("One run at a time: press Stop first.");
        }
        polling = Optional.empty();
        int number = ++begun;
        running = Optional.of(worker.submit(() -> {
            log.begin(title);
            BenchNarrator say = new BenchNarrator(log);
            try {
                work.on(say);
            } catch (UsageException e) {
                verdict("failed", String.valueOf(e.getMessage()), Optional.empty());
            } catch (RuntimeException e) {
                verdict("failed", "The bench itself failed: " + e, Optional.empty());
                throw e;
            } finally {
                say.close();
                // Before the page gets the end event, after which it may begin the next run; that run waits for this
                // thread.
                ended = number;
                log.add("end", Map.of());
            }
        }));
    }

    /** The first Stop ends polling after the current poll, and deletes the connection. Any other run is interrupted. */
    private void stop() {
        if (polling.isPresent()) {
            polling.get().stop();
            polling = Optional.empty();
        } else {
            running.ifPresent(run -> run.cancel(true));
        }
    }

    private void verdict(String state, String sentence, Optional<Advice> advice) {
        if (Thread.currentThread().isInterrupted()) {
            log.add("verdict", Map.of("state", "skipped", "sentence", "STOPPED", "seen", "", "remedy", ""));
            return;
        }
        log.add(
                "verdict",
                Map.of(
                        "state",
                        state,
                        "sentence",
                        sentence,
                        "seen",
                        advice.map(Advice::seen).orElse(""),
                        "remedy",
                        advice.map(Advice::remedy).orElse("")));
    }

    private void handshake(Map<String, @Nullable Object> given) throws UsageException {
        Contract contract = oneOf(Contract.values(), text(given, "contract"));
        SoapVersion soap = contract.isSoap() && contract != Contract.MIRRORING
                ? oneOf(SoapVersion.values(), text(given, "soap"))
                : SoapVersion.SOAP_1_1;
        URI url = CallOptions.target(text(given, "url").strip());
        Optional<Case> fault = BenchFaults.named(text(given, "fault"), contract);
        String appUrl = text(given, "appUrl");
        HttpCaller caller = setup.calling().at(url);
        begin("Handshake with " + url, say -> {
            if (!resolved(appUrl, say)) {
                return;
            }
            HandshakeSettings settings = setup.settings(registered(), contract, soap, caller.heardBy(say));
            if (fault.isPresent()) {
                BenchFaults.run(fault.get(), settings, setup, clock, say, this::verdict);
            } else {
                HandshakeWalk.Report report = new HandshakeWalk(settings, clock, say).report();
                say.close();
                verdict(
                        report.exit() != Exit.DONE ? "failed" : report.warning().isPresent() ? "warning" : "ok",
                        report.sentence()
                                + report.warning().map(text -> " But " + text).orElse(""),
                        Advice.of(report, say.reply(), url.toString()));
            }
            String title = contract + fault.map(one -> ", " + one.id()).orElse("");
            replays.remember(title, settings, say.handshake());
        });
    }

    private synchronized Application registered() throws UsageException {
        return application.orElseThrow(() ->
                new UsageException("Register the application first, or take the demo set: no client id is known."));
    }

    /** Step 1 is SuperOffice's own: the connector is not called if it fails. */
    private boolean resolved(String appUrl, BenchNarrator say) throws UsageException {
        try {
            registered().resolve(appUrl);
            return true;
        } catch (UsageException e) {
            say.failed(1, "EIS -> AAS", String.valueOf(e.getMessage()));
            say.close();
            verdict(
                    "failed",
                    "NOT RESOLVED: the authorization service finds no connector",
                    Optional.of(new Advice(
                            "The connection cannot be created: the application is not found, or not authorized for this"
                                    + " tenant.",
                            "Enter app:// and the client id as the Developer Portal shows it, of this environment.")));
            return false;
        }
    }

    private void replay(Map<String, @Nullable Object> given) throws UsageException {
        BenchReplays.Saved request = replays.saved(given.get("index"));
        begin("Replay: " + request.title(), say -> BenchReplays.send(request, say, this::verdict));
    }

    private void synchronise(Map<String, @Nullable Object> given) throws UsageException {
        URI url = CallOptions.target(text(given, "url").strip());
        SyncPlan plan = new SyncPlan(
                setup.connection(), 1, Boolean.TRUE.equals(given.get("readOnly")), false, Optional.empty());
        HttpCaller caller = setup.calling().at(url).reading(ErpClient.MOST_BYTES);
        begin(
                "Synchronisation with " + url,
                say -> conclude(new SyncWalk(caller.heardBy(say), plan, say).report(), say, url));
    }

    private void watch(Map<String, @Nullable Object> given) throws UsageException {
        URI url = CallOptions.target(text(given, "url").strip());
        SyncPlan plan = new SyncPlan(setup.connection(), 0, false, false, Optional.empty());
        HttpCaller caller = setup.calling().at(url).reading(ErpClient.MOST_BYTES);
        BenchPolling loop = new BenchPolling(log);
        begin("Polling of " + url, say -> {
            say.polling();
            conclude(new SyncWalk(caller.heardBy(say), plan, say).watch(loop), say, url);
        });
        polling = Optional.of(loop);
    }

    private void conclude(SyncWalk.Report report, BenchNarrator say, URI url) {
        if (report.exit() != Exit.DONE) {
            say.broken(report.failed().map(ErpOperation::wireName).orElse(""), report.sentence());
        }
        verdict(report.exit() == Exit.DONE ? "ok" : "failed", report.sentence(), Advice.of(report, url.toString()));
    }

    private static String text(Map<String, @Nullable Object> given, String name) {
        return given.get(name) instanceof String text ? text : "";
    }

    private static <T> T oneOf(T[] values, String name) throws UsageException {
        return Arrays.stream(values)
                .filter(value -> value.toString().equals(name))
                .findFirst()
                .orElseThrow(() -> new UsageException(
                        "It is one of " + Arrays.toString(values) + ", not [" + Shown.text(name) + "]."));
    }

    @Override
    public synchronized void close() {
        worker.shutdownNow();
        demo.ifPresent(DemoConnector::close);
    }
}
