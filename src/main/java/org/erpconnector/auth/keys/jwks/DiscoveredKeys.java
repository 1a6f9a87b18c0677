package org.erpconnector.auth.keys.jwks;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Environment;
import org.erpconnector.auth.config.Setting;
import org.erpconnector.auth.config.SettingValues;
import org.erpconnector.auth.core.CallerKey;
import org.erpconnector.auth.core.CallerKeys;

/**
 * The caller's keys, discovered: fetched before they are too old, kept for a day when that fails. Only
 * {@link #refreshIfDue} uses the network. Safe for use by several threads.
 */
public final class DiscoveredKeys implements CallerKeySet {
    /** So long an issuer may be out of reach without any harm. */
    static final Duration LONGEST_STALE = Duration.ofHours(24);
    /** Random kids from anybody on the network must not make us hammer the issuer. */
    static final Duration BETWEEN_MISSES = Duration.ofSeconds(30);

    private static final int LONGEST_PAUSE_SECONDS = 30;
    private static final int DOUBLINGS = 5;

    private final KeySetSource source;
    private final Clock clock;
    private final DoubleSupplier random;
    private volatile State state = new State(Optional.empty(), Optional.empty(), 0, Instant.MIN, Instant.MIN);
    private volatile boolean missed;
    private Set<CallerKey> reported = Set.of();

    private record Good(KeySet set, Instant at) {}

    /**
     * @param good the last set that could be used
     * @param fault why the last fetch failed
     * @param failures since then
     * @param tried when a fetch was last begun
     * @param next when the next one is due
     */
    private record State(Optional<Good> good, Optional<String> fault, int failures, Instant tried, Instant next) {}

    /**
     * @param random from 0 to 1, so that many servers that started together do not ask together
     */
    DiscoveredKeys(KeySetSource source, Clock clock, DoubleSupplier random) {
        this.source = source;
        this.clock = clock;
        this.random = random;
    }

    /**
     * The key set that the settings ask for. Fetches nothing yet.
     *
     * @throws ConfigurationException if it is to be discovered where none may be
     */
    public static Optional<CallerKeySet> of(SettingValues settings, Clock clock) throws ConfigurationException {
        Environment environment = settings.get(Setting.ENVIRONMENT);
        return KeySetLocation.of(settings)
                .map(place -> new DiscoveredKeys(
                        new KeySetSource(place, environment, new HttpKeySetFetcher()),
                        clock,
                        () -> ThreadLocalRandom.current().nextDouble()));
    }

    @Override
    public Optional<CallerKeys> current() {
        return usable(state, clock.instant()).map(good -> good.set().keys());
    }

    private static Optional<Good> usable(State state, Instant now) {
        return state.good().filter(good -> now.isBefore(good.at().plus(LONGEST_STALE)));
    }

    @Override
    public synchronized boolean refreshIfDue() {
        Instant now = clock.instant();
        if (due(now)) {
            // Before the fetch: a token that comes meanwhile may name a key that is newer than the answer.
            missed = false;
            fetch(now);
        }
        // As a set: many issuers list their keys in another order at each answer.
        Set<CallerKey> keys = Set.copyOf(current().map(CallerKeys::all).orElse(List.of()));
        boolean changed = !keys.equals(reported);
        reported = keys;
        return changed;
    }

    private boolean due(Instant now) {
        State before = state;
        // A clock that was set back would otherwise put the next fetch off until it has caught up.
        return !now.isBefore(before.next())
                || now.isBefore(before.tried())
                || (missed && !now.isBefore(before.tried().plus(BETWEEN_MISSES)));
    }

    private void fetch(Instant now) {
        State before = state;
        // At once, so that whatever is thrown, an Error even, leaves a failure behind and not a fetch each second.
        state = failed(before, now, "the last look at the caller's key set ended in an unforeseen failure");
        try {
            KeySet set = source.fetch();
            Instant next = now.plus(shortened(set.maxAge(), 0.2));
            state = new State(Optional.of(new Good(set, now)), Optional.empty(), 0, now, next);
        } catch (ConfigurationException e) {
            state = failed(before, now, String.valueOf(e.getMessage()));
        }
    }

    private State failed(State before, Instant now, String fault) {
        int doublings = Math.min(before.failures(), DOUBLINGS);
        Duration pause = Duration.ofSeconds(Math.min(1L << doublings, LONGEST_PAUSE_SECONDS));
        return new State(
                before.good(), Optional.of(fault), before.failures() + 1, now, now.plus(shortened(pause, 0.5)));
    }

    /** Never longer: after this time a key that the issuer has removed must be gone. */
    private Duration shortened(Duration time, double most) {
        return Duration.ofMillis((long) (time.toMillis() * (1 - most * random.getAsDouble())));
    }

    @Override
    public void missed() {
        missed = true;
    }

    @Override
    public Optional<Instant> lastGood() {
        return state.good().map(Good::at);
    }

    @Override
    public Optional<String> fault() {
        State now = state;
        if (now.good().isPresent() && usable(now, clock.instant()).isEmpty()) {
            return now.fault().map(fault -> fault + " The last good set is older than 24 hours and is no longer used.");
        }
        return now.fault();
    }

    @Override
    public List<String> warnings() {
        return state.good().map(good -> good.set().warnings()).orElse(List.of());
    }
}
