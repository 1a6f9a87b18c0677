package org.erpconnector.auth.observe;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * What the server has for those who watch. Whatever is missing or broken there is left out, with a line in the log if it
 * was broken: a filter that cannot be watched answers SuperOffice all the same.
 */
final class ObserverDiscovery {
    private static final int MOST_BROKEN = 20;

    private final Logger logger;
    private final boolean cdi;

    ObserverDiscovery(Logger logger) {
        this.logger = logger;
        this.cdi = cdiRuns();
    }

    /** Everybody who wants to hear of handshakes. */
    List<HandshakeListener> listeners() {
        List<HandshakeListener> all = new ArrayList<>();
        Iterator<HandshakeListener> services = ServiceLoader.load(
                        HandshakeListener.class, Thread.currentThread().getContextClassLoader())
                .iterator();
        for (int broken = 0; broken < MOST_BROKEN; ) {
            try {
                if (!services.hasNext()) {
                    break;
                }
                all.add(services.next());
            } catch (ServiceConfigurationError | LinkageError e) {
                // The next one may be sound. Not for ever: of some faults the loader says the same each time.
                broken++;
                logger.log(Level.SEVERE, "a listener named in META-INF/services cannot be used: it hears nothing", e);
            }
        }
        if (cdi) {
            ask("CDI listeners", CdiWatch::listeners).ifPresent(all::addAll);
        }
        return all;
    }

    /** Count into what the server collects. */
    List<Meter> meters() {
        List<Meter> meters = new ArrayList<>();
        if (cdi) {
            ask("MicroProfile Metrics", CdiWatch::meter).flatMap(found -> found).ifPresent(meters::add);
        }
        // A method reference would need the class outside of what catches its absence.
        ask("Micrometer", () -> (Meter) new MicrometerMeter()).ifPresent(meters::add);
        return meters;
    }

    /** Enters a filter for readiness; what it returns takes the filter out again. */
    Runnable watch(FilterIdentity observed, KeyReport keys) {
        Runnable nothing = () -> {};
        return cdi
                ? ask("readiness", () -> CdiWatch.watchedFilters().add(observed.label(), keys))
                        .orElse(nothing)
                : nothing;
    }

    private <T> Optional<T> ask(String what, Supplier<T> question) {
        try {
            return Optional.of(question.get());
        } catch (LinkageError absent) {
            logger.log(Level.FINE, what + ": this server has no classes for it, " + absent);
        } catch (RuntimeException e) {
            logger.log(Level.WARNING, what + ": not available, the server's CDI says why", e);
        }
        return Optional.empty();
    }

    private static boolean cdiRuns() {
        try {
            return CdiWatch.running();
        } catch (LinkageError classesAbsent) {
            return false;
        }
    }
}
