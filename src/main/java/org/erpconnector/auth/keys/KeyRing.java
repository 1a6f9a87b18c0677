package org.erpconnector.auth.keys;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Fault;
import org.erpconnector.auth.config.Setting;
import org.erpconnector.auth.core.CallerKeys;
import org.erpconnector.auth.keys.jwks.CallerKeySet;
import org.erpconnector.auth.keys.source.CallerCertificateCheck;
import org.jspecify.annotations.Nullable;

/**
 * The keys in use, and how they change while handshakes go on. A new set takes the place of the old one at once and
 * whole, and only after it was read, parsed, tested and put together; otherwise the last good one stays. Requests read
 * one reference and never wait. Safe for use by several threads.
 *
 * @param <T> what is put together from keys, such as a verifier and its signers: immutable
 */
public final class KeyRing<T> {
    private final Loader loader;
    private final Assembly<T> assembly;
    private final Optional<CallerKeySet> callerKeySet;
    private final Duration reload;
    private final Clock clock;
    private final Watcher watcher;
    private volatile State<T> state;
    private FileStamps lastSeen;
    private List<String> warned = List.of();
    private boolean callerKeysFaulty;

    /** Reads and tests every key. */
    public interface Loader {
        /**
         * Reads and tests them.
         *
         * @throws ConfigurationException if a key cannot be read, or may not be used
         */
        LoadedKeys load() throws ConfigurationException;
    }

    /** Puts together what handshakes use. */
    public interface Assembly<T> {
        /**
         * Puts it together.
         *
         * @throws ConfigurationException if these keys do not suit the other settings
         */
        T of(LoadedKeys keys) throws ConfigurationException;
    }

    /** Hears what becomes of the keys, for the log. Called by the refreshing thread. */
    public interface Watcher {
        /** Other keys are in use from now on. */
        void replaced(LoadedKeys keys);

        /** New keys cannot be used; the last good ones stay. Called once for each different refusal. */
        void kept(ConfigurationException refusal);

        /** Readable again, unchanged. */
        void recovered();

        /** The caller's key set cannot be fetched, or has a fault. Called once for each different sentence. */
        void callerKeysWarned(String warning);

        /** The caller's key set was fetched again after it could not be. */
        void callerKeysRecovered();
    }

    private record State<T>(
            LoadedKeys keys,
            T inUse,
            FileStamps stamps,
            Instant tried,
            Instant good,
            @Nullable ConfigurationException refusal) {}

    private KeyRing(
            Loader loader,
            Assembly<T> assembly,
            Optional<CallerKeySet> callerKeySet,
            Duration reload,
            Clock clock,
            Watcher watcher,
            State<T> first) {
        this.loader = loader;
        this.assembly = assembly;
        this.callerKeySet = callerKeySet;
        this.reload = reload;
        this.clock = clock;
        this.watcher = watcher;
        this.state = first;
        this.lastSeen = first.stamps();
    }

    /**
     * Loads the first set.
     *
     * @param callerKeySet the caller's keys where they are discovered; empty where certificates are pinned
     * @param reload after how long every place is read anew; zero: never, nor are files watched
     * @throws ConfigurationException if it cannot be used
     */
    public static <T> KeyRing<T> of(
            Loader loader,
            Assembly<T> assembly,
            Optional<CallerKeySet> callerKeySet,
            Duration reload,
            Clock clock,
            Watcher watcher)
            throws ConfigurationException {
        Instant now = clock.instant();
        LoadedKeys own = loader.load();
        // After the load: where our own keys are bad, nobody is asked for the caller's.
        callerKeySet.ifPresent(CallerKeySet::refreshIfDue);
        LoadedKeys keys = discovered(own, callerKeySet);
        // After the load, which finds out the files: a change in between waits for the next reload.
        FileStamps stamps = FileStamps.of(keys.files());
        State<T> first = new State<>(keys, assembly.of(keys), stamps, now, now, null);
        return new KeyRing<>(loader, assembly, callerKeySet, reload, clock, watcher, first);
    }

    /** What handshakes use now. Constant for the whole of one handshake if it is asked once. */
    public T inUse() {
        return state.inUse();
    }

    /** The keys that are in use now. */
    public LoadedKeys keys() {
        return state.keys();
    }

    /** When every place was last read without a fault. */
    public Instant lastGood() {
        return state.good();
    }

    /** Why newer keys cannot be used; empty when the keys in use are what the places hold. */
    public Optional<ConfigurationException> refusal() {
        return Optional.ofNullable(state.refusal());
    }

    /** The caller's key set, where it is discovered. */
    public Optional<CallerKeySet> callerKeySet() {
        return callerKeySet;
    }

    /** Why there is no key of the caller's, or no newer one; a sentence without secrets, empty when all is well. */
    public Optional<String> callerKeysFault() {
        return callerKeySet.flatMap(CallerKeySet::fault).or(() -> {
            boolean some = callerKeySet.flatMap(CallerKeySet::current).isPresent();
            return some && keys().callers().isEmpty()
                    ? Optional.of("the caller's key set lists no key but ours")
                    : Optional.empty();
        });
    }

    /** A token named a key that the caller's set does not list: fetch it again soon, if that is due. Never waits. */
    public void callerKeyMissed() {
        callerKeySet.ifPresent(CallerKeySet::missed);
    }

    /**
     * Looks whether anything has changed or is due, and acts. To be called about once a second, by one thread; it may
     * take as long as a slow disk or key set server does.
     */
    public void tick() {
        if (callerKeySet.isPresent()) {
            refreshCallerKeys(callerKeySet.get());
        }
        if (reload.isZero()) {
            return;
        }
        State<T> before = state;
        FileStamps seen = FileStamps.of(before.keys().files());
        boolean due = !clock.instant().isBefore(before.tried().plus(reload));
        // Twice the same: a file that is still being written is left alone, and a storm of changes costs nothing.
        boolean settled = seen.equals(lastSeen);
        lastSeen = seen;
        if (due || (settled && !seen.equals(before.stamps()))) {
            attempt();
        }
    }

    /**
     * Reads every place now, for an administrator who has just changed one.
     *
     * @throws ConfigurationException if the new keys cannot be used; the last good ones stay
     */
    public void reload() throws ConfigurationException {
        attempt();
        Optional<ConfigurationException> refusal = refusal();
        if (refusal.isPresent()) {
            throw refusal.get();
        }
    }

    private synchronized void attempt() {
        State<T> before = state;
        Instant now = clock.instant();
        // Before the load: what changes while it reads is seen at the next tick.
        FileStamps stamps = FileStamps.of(before.keys().files());
        try {
            LoadedKeys keys = discovered(loader.load(), callerKeySet);
            Set<Path> files = keys.files();
            FileStamps current = files.equals(before.keys().files()) ? stamps : FileStamps.of(files);
            state = new State<>(keys, assembly.of(keys), current, now, now, null);
            if (!before.keys().identity().equals(keys.identity())) {
                watcher.replaced(keys);
            } else if (before.refusal() != null) {
                watcher.recovered();
            }
        } catch (ConfigurationException e) {
            state = new State<>(before.keys(), before.inUse(), stamps, now, before.good(), e);
            ConfigurationException known = before.refusal();
            if (known == null || !known.problems().equals(e.problems())) {
                watcher.kept(e);
            }
        }
    }

    private void refreshCallerKeys(CallerKeySet set) {
        if (set.refreshIfDue()) {
            publishCallerKeys();
        }
        Optional<String> fault = set.fault();
        List<String> warnings = Stream.of(fault.stream(), set.warnings().stream(), ours(set))
                .flatMap(some -> some)
                .toList();
        warnings.stream().filter(warning -> !warned.contains(warning)).forEach(watcher::callerKeysWarned);
        if (callerKeysFaulty && fault.isEmpty()) {
            watcher.callerKeysRecovered();
        }
        warned = warnings;
        callerKeysFaulty = fault.isPresent();
    }

    /** A warning for each key that the set lists and that is left out, because its private half is ours. */
    private Stream<String> ours(CallerKeySet set) {
        LoadedKeys own = keys();
        return set.current().map(CallerKeys::all).orElse(List.of()).stream()
                .flatMap(key -> own.holder(key).stream()
                        .map(holder -> KeyCheck.ofOurs(holder).fault())
                        .map(fault -> new Fault(fault, "Tell the issuer; the other keys of the set stay in use")
                                .at(
                                        Setting.CALLER_KEYS,
                                        "discovery, "
                                                + key.certificate()
                                                        .map(CallerCertificateCheck::name)
                                                        .orElse(key.toString()))
                                .toString()));
    }

    private synchronized void publishCallerKeys() {
        State<T> before = state;
        LoadedKeys keys = discovered(before.keys(), callerKeySet);
        try {
            T assembled = assembly.of(keys);
            state = new State<>(keys, assembled, before.stamps(), before.tried(), before.good(), before.refusal());
            if (!before.keys().identity().equals(keys.identity())) {
                watcher.replaced(keys);
            }
        } catch (ConfigurationException e) {
            watcher.kept(e);
        }
    }

    private static LoadedKeys discovered(LoadedKeys keys, Optional<CallerKeySet> callerKeySet) {
        return callerKeySet.isPresent() ? keys.withCallers(callerKeySet.get().current()) : keys;
    }
}
