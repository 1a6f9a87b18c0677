package org.erpconnector.auth.observe;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.erpconnector.auth.reason.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Counts the handshakes of one filter and tells whoever wants to know. Nothing that is told can change a verdict: it has
 * been reached, and whatever goes wrong here stays here. Safe for use by several threads.
 */
public final class Observation {
    private final Tally tally;
    private final Clock clock;
    private final Logger logger;
    private volatile @Nullable Running running;
    private volatile boolean meterFailed;

    private record Running(
            Observed observed, Audience audience, Meter meter, Optional<JmxEntry> jmx, Runnable unwatch) {}

    /**
     * @param clock tells when
     * @param logger hears what does not work
     */
    public Observation(Clock clock, Logger logger) {
        this.tally = new Tally();
        this.clock = clock;
        this.logger = logger;
    }

    /**
     * Begins to tell: makes the entry in JMX, looks for listeners and for what the server has to be told. To be called
     * once, by the thread that starts the web application, before the first handshake.
     *
     * @param observed the filter
     * @param keys what can be told of its keys
     * @param context for the thread that tells listeners
     */
    public void begin(Observed observed, KeyReport keys, WebContext context) {
        Surroundings server = new Surroundings(logger);
        Audience audience = new Audience(observed.filter(), server.listeners(), context, logger);
        audience.start();
        Optional<JmxEntry> jmx = JmxEntry.make(new Management(observed, tally, keys, audience), logger);
        running = new Running(observed, audience, server.meter(), jmx, server.watch(observed, keys));
    }

    /** Ends that, so that nothing outside keeps the classes of the web application. Does no harm twice. */
    public void end() {
        Running ending = running;
        running = null;
        if (ending != null) {
            ending.jmx().ifPresent(JmxEntry::close);
            ending.unwatch().run();
            ending.audience().close();
        }
    }

    /** A handshake was accepted. */
    public void accepted(String contract, String tenant, String callerKeyId) {
        Instant now = clock.instant();
        tally.accept(now);
        Running telling = running;
        if (telling != null) {
            Observed of = telling.observed();
            count(telling, "accepted", "none", contract);
            telling.audience()
                    .tell(new HandshakeAccepted(of.filter(), of.applicationId(), contract, tenant, callerKeyId, now));
        }
    }

    /** A handshake was refused. */
    public void refused(String contract, String from, Reason reason) {
        Instant now = clock.instant();
        tally.refused().count(reason, now);
        Running telling = running;
        if (telling != null) {
            Observed of = telling.observed();
            count(telling, "refused", reason.code(), contract);
            telling.audience()
                    .tell(new HandshakeRefused(of.filter(), of.applicationId(), contract, reason.code(), from, now));
        }
    }

    /** A handshake could not be judged or answered. */
    public void failed(String contract, String from, Reason reason) {
        Instant now = clock.instant();
        tally.failed().count(reason, now);
        Running telling = running;
        if (telling != null) {
            Observed of = telling.observed();
            count(telling, "failed", reason.code(), contract);
            telling.audience()
                    .tell(new HandshakeFailed(of.filter(), of.applicationId(), contract, reason.code(), from, now));
        }
    }

    private void count(Running telling, String outcome, String reason, String contract) {
        if (meterFailed) {
            return;
        }
        try {
            telling.meter().count(outcome, reason, contract);
        } catch (RuntimeException | LinkageError e) {
            meterFailed = true;
            logger.log(
                    Level.WARNING,
                    "filter " + telling.observed().label()
                            + ": the server's metrics do not take the count of handshakes, so they get no more; JMX counts on",
                    e);
        }
    }

    /** What is counted, for tests of this package. */
    Tally tally() {
        return tally;
    }
}
