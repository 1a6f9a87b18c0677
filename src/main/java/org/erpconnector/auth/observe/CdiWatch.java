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

/** Links against CDI; {@link ObserverDiscovery} catches the LinkageError where CDI is absent. */
final class CdiWatch {
    private CdiWatch() {}

    /** True if CDI runs in this web application; false without a provider, or if the WAR disables it. */
    static boolean running() {
        try {
            CDI.current().getBeanManager();
            return true;
        } catch (IllegalStateException switchedOff) {
            return false;
        }
    }

    /** All listener beans, and a listener that fires CDI events if there are observer methods for them. */
    static List<HandshakeListener> listeners() {
        List<HandshakeListener> found = new ArrayList<>();
        CDI.current().select(HandshakeListener.class, Any.Literal.INSTANCE).forEach(found::add);
        BeanManager manager = CDI.current().getBeanManager();
        if (anyObserver(manager)) {
            found.add(new Observers(manager.getEvent()));
        }
        return found;
    }

    /** The bean that holds the web application's filters for the readiness check. */
    static WatchedFilters watchedFilters() {
        return CDI.current().select(WatchedFilters.class).get();
    }

    /** MicroProfile Metrics if the server has it. Throws LinkageError if its classes are absent. */
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
     * Fires each event to synchronous and to asynchronous observers, all in the listener thread. An observer method is
     * either one or the other, so it gets each event once.
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
