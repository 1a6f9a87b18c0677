package org.erpconnector.auth.observe;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.erpconnector.auth.reason.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Counts the handshakes and calls of one filter and notifies listeners, JMX and metrics. None of them can change a
 * verdict, and no error in them reaches the request. Safe for use by several threads.
 */
public final class Observation {
    static final String ACCEPTED = Outcome.ACCEPTED.label();
    static final String REFUSED = Outcome.REFUSED.label();
    static final String FAILED = Outcome.FAILED.label();
    static final String PASSED = Outcome.PASSED.label();
    static final String NONE = "none";

    /** The last handshake by outcome. */
    private final Map<String, Management.Last> last = new ConcurrentHashMap<>();

    private final JmxMeter metrics = new JmxMeter();
    private final List<Meter> meters = new CopyOnWriteArrayList<>(List.of(metrics));
    private final Clock clock;
    private final Logger logger;
    private volatile @Nullable Running running;
    /** When a handshake was last accepted, or the start. */
    private volatile Instant success;

    private final Instant started;
    private volatile @Nullable History history;
    private final Ending ending;

    private record Running(FilterIdentity observed, ApplicationIdUse ids, KeyReport keys, EventDispatcher dispatcher) {}

    /**
     * @param clock dates events
     * @param logger for errors of listeners, JMX and metrics
     */
    public Observation(Clock clock, Logger logger) {
        this.clock = clock;
        this.logger = logger;
        this.started = clock.instant();
        this.success = started;
        this.ending = new Ending(logger);
        metrics.begin();
    }

    /**
     * Starts: registers the MBean, finds listeners, metrics systems and readiness. Called once, by the thread that
     * starts the web application, before the first handshake. If it fails halfway, {@link #end} releases what it has
     * acquired.
     *
     * @param observed the filter
     * @param keys the state of its keys
     * @param context for the listener thread
     */
    public void begin(FilterIdentity observed, KeyReport keys, WebContext context) {
        ApplicationIdUse ids = new ApplicationIdUse(observed, clock.instant());
        ObserverDiscovery server = new ObserverDiscovery(logger);
        EventDispatcher dispatcher = new EventDispatcher(observed.filter(), server.listeners(), context, logger);
        ending.add("the thread of handshake events", dispatcher::close);
        dispatcher.start();
        JmxEntry.make(new Management(observed, ids, last, metrics, keys, dispatcher), logger)
                .ifPresent(entry -> ending.add("the entry in JMX", entry::close));
        ending.add("the entry for readiness", server.watch(observed, keys));
        server.meters().forEach(meter -> {
            ending.add("what the server measures", meter::close);
            meters.add(meter);
        });
        measure(Meter::begin);
        ending.add("the use of application ids", () -> say(ids.atTheEnd()));
        say(ids.atTheStart());
        running = new Running(observed, ids, keys, dispatcher);
        look();
    }

    /** Stops, so that nothing leaks the class loader of the web application. Can be called again. */
    public void end() {
        running = null;
        ending.run();
    }

    /** Begins to record the history for the status page; without this call nothing is recorded. */
    public void remember() {
        history = new History();
    }

    /**
     * Records a verdict on a handshake for the status page.
     *
     * @param verdict makes the verdict from the current instant; not called if nothing is recorded
     */
    public void handshake(Function<Instant, Verdict> verdict) {
        History kept = history;
        if (kept != null) {
            kept.handshake(verdict.apply(clock.instant()));
        }
    }

    /** Records a verdict on a call that is not a handshake. */
    public void call(Function<Instant, Verdict> verdict) {
        History kept = history;
        if (kept != null) {
            kept.call(verdict.apply(clock.instant()));
        }
    }

    /** Records the times of a token whose signature was proven. */
    public void proven(Instant notBefore, Instant expires) {
        History kept = history;
        if (kept != null) {
            kept.proven(new History.Proven(clock.instant(), notBefore, expires));
        }
    }

    /**
     * The status page of this instant.
     *
     * @param facts what does not change while the filter runs
     * @return empty before the start, after the end, or if nothing is recorded
     */
    public Optional<StatusPage> status(StatusFacts facts) {
        Running active = running;
        History kept = history;
        return active == null || kept == null
                ? Optional.empty()
                : Optional.of(StatusPage.of(new StatusReport(
                        facts,
                        active.observed(),
                        active.ids().last(),
                        metrics,
                        active.keys(),
                        kept,
                        started,
                        clock.instant())));
    }

    /** A handshake was accepted. */
    public void accepted(String contract, String tenant, String applicationId, String callerKeyId) {
        Instant now = handshake(ACCEPTED, NONE, contract);
        success = now;
        add(Metric.ACCEPTED_BY_ID, 1, applicationId);
        Running active = running;
        if (active != null) {
            active.ids().used(applicationId, now);
        }
        tell(of -> new HandshakeAccepted(of.filter(), applicationId, contract, tenant, callerKeyId, now));
    }

    /** A handshake was refused. */
    public void refused(String contract, String from, Reason reason) {
        Instant now = handshake(REFUSED, reason.code(), contract);
        tell(of -> new HandshakeRefused(of.filter(), of.applicationId(), contract, reason.code(), from, now));
    }

    /** A handshake could not be judged or answered. */
    public void failed(String contract, String from, Reason reason) {
        Instant now = handshake(FAILED, reason.code(), contract);
        tell(of -> new HandshakeFailed(of.filter(), of.applicationId(), contract, reason.code(), from, now));
    }

    private Instant handshake(String outcome, String reason, String contract) {
        Instant now = clock.instant();
        last.put(outcome, new Management.Last(now, reason));
        add(Metric.HANDSHAKES, 1, outcome, reason, contract);
        return now;
    }

    /** A request that looks like a handshake went on to the connector. It is counted, but there is no event for it. */
    public void passedOn(Reason reason) {
        add(Metric.HANDSHAKES, 1, PASSED, reason.code(), NONE);
    }

    /** A call that is not a handshake passed the guards. */
    public void callAccepted() {
        add(Metric.CALLS, 1, ACCEPTED, NONE);
    }

    /** A call that is not a handshake was refused. */
    public void callRefused(String contract, String from, Reason reason) {
        call(REFUSED, contract, from, reason);
    }

    /** A call that is not a handshake could not be checked. */
    public void callFailed(String contract, String from, Reason reason) {
        call(FAILED, contract, from, reason);
    }

    private void call(String outcome, String contract, String from, Reason reason) {
        Instant now = clock.instant();
        add(Metric.CALLS, 1, outcome, reason.code());
        tell(of -> new CallRefused(of.filter(), of.applicationId(), contract, reason.code(), from, now));
    }

    private void tell(Function<FilterIdentity, Record> event) {
        Running active = running;
        if (active != null) {
            active.dispatcher().tell(event.apply(active.observed()));
        }
    }

    /** Records the time from a complete request to its answer. */
    public void answered(long nanos) {
        add(Metric.HANDSHAKE, nanos);
    }

    /** Records a look-up in the replay store. */
    public void replayStoreAsked(String outcome, long nanos) {
        add(Metric.REPLAY_STORE, nanos, outcome);
        History kept = history;
        if (kept != null) {
            kept.storeAsked(new History.Asked(clock.instant(), outcome), outcome.equals(FAILED));
        }
    }

    private void say(Optional<String> line) {
        line.ifPresent(text -> logger.log(Level.INFO, text));
    }

    /**
     * Registers gauges for new keys and removes those of old ones; logs once a day the use of application ids while
     * there are two. Called about once a second.
     */
    public void look() {
        Running active = running;
        if (active != null) {
            say(active.ids().daily(clock.instant()));
            List<Meter.Gauge> gauges = gauges(active);
            measure(meter -> meter.show(gauges));
        }
    }

    private List<Meter.Gauge> gauges(Running active) {
        KeyReport keys = active.keys();
        List<Meter.Gauge> gauges = new ArrayList<>();
        gauges.add(new Meter.Gauge(
                Metric.SINCE_ACCEPTED,
                () -> Duration.between(success, clock.instant()).toSeconds(),
                List.of()));
        if (keys.callerKeySetAge().isPresent()) {
            gauges.add(new Meter.Gauge(
                    Metric.KEY_SET_AGE,
                    () -> keys.callerKeySetAge().orElse(Duration.ZERO).toSeconds(),
                    List.of()));
        }
        for (KeyView view : keys.keys()) {
            String id = view.getId();
            if (view.getDaysLeft() != KeyView.UNLIMITED) {
                gauges.add(new Meter.Gauge(
                        Metric.KEY_DAYS_LEFT, () -> view.daysLeft(clock.instant()), List.of(view.getRole(), id)));
            }
            if (!view.getRole().equals("caller")) {
                gauges.add(new Meter.Gauge(
                        Metric.KEY_SIGNS, () -> keys.signingKey().equals(id) ? 1 : 0, List.of(id)));
            }
        }
        return gauges;
    }

    private void add(Metric metric, long amount, String... values) {
        measure(meter -> meter.add(metric, amount, values));
    }

    private void measure(Consumer<Meter> measurement) {
        meters.forEach(meter -> {
            try {
                measurement.accept(meter);
            } catch (RuntimeException | LinkageError e) {
                meters.remove(meter);
                logger.log(
                        Level.WARNING,
                        "the server's metrics throw an exception and are no longer updated; those in JMX are",
                        e);
            }
        });
    }
}
