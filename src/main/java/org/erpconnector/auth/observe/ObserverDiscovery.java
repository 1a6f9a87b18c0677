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
 * Finds listeners, metrics systems and readiness in the server. What is missing is left out; what is broken is left out
 * and logged. A filter that cannot be observed still answers SuperOffice.
 */
final class ObserverDiscovery {
    private static final int MOST_BROKEN = 20;

    private final Logger logger;
    private final boolean cdi;

    ObserverDiscovery(Logger logger) {
        this.logger = logger;
        this.cdi = cdiRuns();
    }

    /** All listeners. */
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
                // The next one may be usable. Bounded, since the loader may repeat an error without end.
                broken++;
                logger.log(
                        Level.SEVERE,
                        "a HandshakeListener that META-INF/services names cannot be loaded and gets no events",
                        e);
            }
        }
        if (cdi) {
            ask("CDI listeners", CdiWatch::listeners).ifPresent(all::addAll);
        }
        return all;
    }

    /** All metrics systems. */
    List<Meter> meters() {
        List<Meter> meters = new ArrayList<>();
        if (cdi) {
            ask("MicroProfile Metrics", CdiWatch::meter).flatMap(found -> found).ifPresent(meters::add);
        }
        // A method reference would link the class outside of the try block.
        ask("Micrometer", () -> (Meter) new MicrometerMeter()).ifPresent(meters::add);
        return meters;
    }

    /** Registers a filter for readiness; the returned task removes it. */
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
            logger.log(Level.WARNING, what + ": not available, the stack trace of CDI says why", e);
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
