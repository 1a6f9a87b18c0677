package org.erpconnector.auth.observe;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.CDI;
import java.lang.annotation.Annotation;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Links against CDI: where its classes are absent, {@link ObserverDiscovery} never gets here. */
final class CdiWatch {
    private CdiWatch() {}

    /** True if this web application has CDI; false without a provider, or where the WAR switched it off. */
    static boolean running() {
        try {
            CDI.current().getBeanManager();
            return true;
        } catch (IllegalStateException switchedOff) {
            return false;
        }
    }

    /** Beans that listen, and one listener that passes events on to observer methods, if there are any. */
    static List<HandshakeListener> listeners() {
        List<HandshakeListener> found = new ArrayList<>();
        CDI.current().select(HandshakeListener.class, Any.Literal.INSTANCE).forEach(found::add);
        BeanManager manager = CDI.current().getBeanManager();
        if (anyObserver(manager)) {
            found.add(new Observers(manager.getEvent()));
        }
        return found;
    }

    /** The bean in which a web application's filters are entered for readiness. */
    static WatchedFilters watchedFilters() {
        return CDI.current().select(WatchedFilters.class).get();
    }

    /** MicroProfile Metrics, where the server has it; its classes may be absent, which is a LinkageError. */
    static Optional<Meter> meter() {
        Instance<HandshakeMetrics> metrics = CDI.current().select(HandshakeMetrics.class);
        return metrics.isResolvable() ? metrics.get().meter() : Optional.empty();
    }

    private static boolean anyObserver(BeanManager manager) {
        Annotation[] any = {};
        return Stream.of(
                        new HandshakeAccepted("", "", "", "", "", Instant.EPOCH),
                        new HandshakeRefused("", "", "", "", "", Instant.EPOCH),
                        new HandshakeFailed("", "", "", "", "", Instant.EPOCH),
                        new CallRefused("", "", "", "", "", Instant.EPOCH))
                .anyMatch(event -> !manager.resolveObserverMethods(event, any).isEmpty());
    }

    /**
     * Synchronous and asynchronous observers alike, all of them in the thread that tells listeners: an observer hears by
     * one of the two ways only, and each deployer may choose which to write.
     */
    private record Observers(Event<Object> event) implements HandshakeListener {
        @Override
        public void accepted(HandshakeAccepted accepted) {
            fire(accepted);
        }

        @Override
        public void refused(HandshakeRefused refused) {
            fire(refused);
        }

        @Override
        public void failed(HandshakeFailed failed) {
            fire(failed);
        }

        @Override
        public void callRefused(CallRefused refused) {
            fire(refused);
        }

        private void fire(Record happened) {
            try {
                event.fire(happened);
            } finally {
                event.fireAsync(happened, NotificationOptions.ofExecutor(Runnable::run))
                        .toCompletableFuture()
                        .join();
            }
        }
    }
}
