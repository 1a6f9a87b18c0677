package org.erpconnector.auth.observe;

import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.erpconnector.auth.reason.Reason;
import org.erpconnector.auth.reason.Stage;
import org.jspecify.annotations.Nullable;

/**
 * Counts the handshakes and calls of one filter and notifies listeners, JMX and metrics. None of them can change a verdict: it has
 * been reached, and whatever goes wrong here stays here. Safe for use by several threads.
 */
public final class Observation {
    private static final String NO_REASON = "none";

    private final HandshakeCounters handshakes = new HandshakeCounters(Stage.MESSAGE, Stage.UNPROVEN, Stage.PROVEN);
    private final HandshakeCounters calls =
            new HandshakeCounters(Stage.MESSAGE, Stage.UNPROVEN, Stage.PROVEN, Stage.CALL);
    private final HandshakeCounters.ByReason passedOn = new HandshakeCounters.ByReason(Stage.reasons(Stage.PASSED));
    private final Clock clock;
    private final Logger logger;
    private volatile @Nullable Running running;
    private volatile boolean meterFailed;

    private final Ending ending;

    private record Running(
            FilterIdentity observed, ApplicationIdUse ids, KeyReport keys, EventDispatcher audience, Meter meter) {}

    /**
     * @param clock tells when
     * @param logger hears what does not work
     */
    public Observation(Clock clock, Logger logger) {
        this.clock = clock;
        this.logger = logger;
        this.ending = new Ending(logger);
    }

    /**
     * Begins to tell: makes the entry in JMX, looks for listeners and for what the server has to be told. To be called
     * once, by the thread that starts the web application, before the first handshake. Where it fails halfway, {@link #end}
     * ends what has begun.
     *
     * @param observed the filter
     * @param keys what can be told of its keys
     * @param context for the thread that tells listeners
     */
    public void begin(FilterIdentity observed, KeyReport keys, WebContext context) {
        ApplicationIdUse ids = new ApplicationIdUse(observed, clock.instant());
        ObserverDiscovery server = new ObserverDiscovery(logger);
        EventDispatcher audience = new EventDispatcher(observed.filter(), server.listeners(), context, logger);
        ending.add("the thread of handshake events", audience::close);
        audience.start();
        JmxEntry.make(new Management(observed, ids, handshakes, calls, passedOn, keys, audience), logger)
                .ifPresent(entry -> ending.add("the entry in JMX", entry::close));
        ending.add("the entry for readiness", server.watch(observed, keys));
        Meter meter = server.meter();
        ending.add("what the server measures", meter::close);
        ending.add("the use of application ids", () -> say(ids.atTheEnd()));
        say(ids.atTheStart());
        running = new Running(observed, ids, keys, audience, meter);
        look();
    }

    /** Ends that, so that nothing outside keeps the classes of the web application. Does no harm twice. */
    public void end() {
        running = null;
        ending.run();
    }

    /** A handshake was accepted. */
    public void accepted(String contract, String tenant, String applicationId, String callerKeyId) {
        Instant now = clock.instant();
        handshakes.accept(now);
        Running telling = running;
        if (telling != null) {
            FilterIdentity of = telling.observed();
            telling.ids().used(applicationId, now);
            count(telling, "accepted", NO_REASON, contract);
            measure(telling, () -> telling.meter().countApplicationId(applicationId));
            telling.audience()
                    .tell(new HandshakeAccepted(of.filter(), applicationId, contract, tenant, callerKeyId, now));
        }
    }

    /** A handshake was refused. */
    public void refused(String contract, String from, Reason reason) {
        Instant now = clock.instant();
        handshakes.refused().count(reason, now);
        Running telling = running;
        if (telling != null) {
            FilterIdentity of = telling.observed();
            count(telling, "refused", reason.code(), contract);
            telling.audience()
                    .tell(new HandshakeRefused(of.filter(), of.applicationId(), contract, reason.code(), from, now));
        }
    }

    /** A handshake could not be judged or answered. */
    public void failed(String contract, String from, Reason reason) {
        Instant now = clock.instant();
        handshakes.failed().count(reason, now);
        Running telling = running;
        if (telling != null) {
            FilterIdentity of = telling.observed();
            count(telling, "failed", reason.code(), contract);
            telling.audience()
                    .tell(new HandshakeFailed(of.filter(), of.applicationId(), contract, reason.code(), from, now));
        }
    }

    /** A request that looks like a handshake went on to the connector: counted where it was looked at, and nobody's verdict. */
    public void passedOn(Reason reason) {
        passedOn.count(reason, clock.instant());
        Running telling = running;
        if (telling != null) {
            count(telling, "passed", reason.code(), NO_REASON);
        }
    }

    /** A call that is no handshake got through, having what the settings ask of calls. */
    public void callAccepted() {
        calls.accept(clock.instant());
        count("accepted", NO_REASON);
    }

    /** A call that is no handshake was refused. */
    public void callRefused(String contract, String from, Reason reason) {
        Instant now = clock.instant();
        calls.refused().count(reason, now);
        count("refused", reason.code());
        tell(contract, from, reason, now);
    }

    /** Whether a call that is no handshake may get through could not be judged. */
    public void callFailed(String contract, String from, Reason reason) {
        Instant now = clock.instant();
        calls.failed().count(reason, now);
        count("failed", reason.code());
        tell(contract, from, reason, now);
    }

    private void tell(String contract, String from, Reason reason, Instant now) {
        Running telling = running;
        if (telling != null) {
            FilterIdentity of = telling.observed();
            telling.audience()
                    .tell(new CallRefused(of.filter(), of.applicationId(), contract, reason.code(), from, now));
        }
    }

    private void count(String outcome, String reason) {
        Running telling = running;
        if (telling != null) {
            measure(telling, () -> telling.meter().countCall(outcome, reason));
        }
    }

    private void count(Running telling, String outcome, String reason, String contract) {
        measure(telling, () -> telling.meter().count(outcome, reason, contract));
    }

    private void say(Optional<String> line) {
        line.ifPresent(text -> logger.log(Level.INFO, text));
    }

    /**
     * Looks whether there are other keys to be measured, and once a day says which application id is in use while one
     * follows another; to be called about once a second.
     */
    public void look() {
        Running telling = running;
        if (telling != null) {
            say(telling.ids().daily(clock.instant()));
            measure(telling, () -> telling.meter().show(telling.keys()));
        }
    }

    private void measure(Running telling, Runnable measurement) {
        if (meterFailed) {
            return;
        }
        try {
            measurement.run();
        } catch (RuntimeException | LinkageError e) {
            meterFailed = true;
            logger.log(
                    Level.WARNING,
                    "filter " + telling.observed().label()
                            + ": the server's metrics do not take what is counted, so they get no more; JMX counts on",
                    e);
        }
    }
}
