package org.erpconnector.auth.servlet;

import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Problem;
import org.erpconnector.auth.core.ApplicationSigner;
import org.erpconnector.auth.core.Credentials;
import org.erpconnector.auth.core.Thumbprints;
import org.erpconnector.auth.keys.KeyRing;
import org.erpconnector.auth.keys.LoadedKeys;
import org.erpconnector.auth.keys.SettingsCheck;
import org.erpconnector.auth.keys.ValidityWarning;
import org.erpconnector.auth.keys.jwks.CallerKeySet;
import org.erpconnector.auth.observe.KeyReport;
import org.erpconnector.auth.observe.KeyView;
import org.erpconnector.auth.observe.SettingsReport;
import org.erpconnector.auth.observe.WebContext;
import org.jspecify.annotations.Nullable;

/** What operators see of the keys. Safe for use by several threads. */
final class KeyStatus implements KeyReport {
    private final KeyRing<?> ring;
    private final Clock clock;
    private final Runnable reload;
    private final Runnable check;
    private final Lock oneAtATime = new ReentrantLock();
    /** What the check is asked, and then what it found: guarded by the lock. */
    private Optional<Map<String, String>> asked = Optional.empty();

    private @Nullable SettingsCheck found;

    /**
     * To be made by a thread of the server's that starts the web application.
     *
     * @param ring the keys
     * @param clock for ages and days left
     * @param checking what a start finds, with the filter's own init-params or with others
     * @param context for reading JNDI names in a thread of JMX, which knows nothing of the web application
     */
    KeyStatus(
            KeyRing<?> ring,
            Clock clock,
            Function<Optional<Map<String, String>>, SettingsCheck> checking,
            WebContext context) {
        this.ring = ring;
        this.clock = clock;
        this.reload = context.within(this::attempt);
        this.check = context.within(() -> found = checking.apply(asked));
    }

    @Override
    public List<KeyView> keys() {
        return views(ring.keys());
    }

    private List<KeyView> views(LoadedKeys loaded) {
        List<KeyView> views = new ArrayList<>();
        views.add(view("own", loaded.application()));
        loaded.next().ifPresent(next -> views.add(view("next", next.signer())));
        loaded.callers()
                .ifPresent(callers -> callers.all()
                        .forEach(key -> views.add(view("caller", key.id(), key.publicKey(), key.certificate()))));
        return List.copyOf(views);
    }

    private KeyView view(String role, ApplicationSigner signer) {
        return view(role, signer.id(), signer.publicKey(), signer.certificate());
    }

    private KeyView view(String role, String id, RSAPublicKey key, Optional<X509Certificate> certificate) {
        return new KeyView(
                role,
                id,
                Thumbprints.jwk(key),
                key.getModulus().bitLength(),
                certificate.map(present -> present.getNotAfter().toInstant()).orElse(null),
                clock.instant());
    }

    @Override
    public String signingKey() {
        return KeyLog.signing(ring.keys(), clock.instant());
    }

    @Override
    public Optional<Instant> nextKeyFrom() {
        return ring.keys().next().map(Credentials.Next::from);
    }

    @Override
    public String cryptoProvider() {
        return ring.keys().cryptoName();
    }

    @Override
    public Instant loadedAt() {
        return ring.lastGood();
    }

    @Override
    public Optional<Duration> callerKeySetAge() {
        return ring.callerKeySet()
                .flatMap(CallerKeySet::lastGood)
                .map(fetched -> Duration.between(fetched, clock.instant()));
    }

    @Override
    public boolean usable() {
        return ring.keys().callers().isPresent();
    }

    @Override
    public Optional<String> problem() {
        return ring.refusal()
                .map(ConfigurationException::getMessage)
                .or(ring::callerKeysFault)
                .or(() -> usable() ? Optional.empty() : Optional.of("the caller's key set has not been fetched"))
                .or(() -> ValidityWarning.of(ring.keys(), clock.instant()).stream()
                        .map(ValidityWarning::text)
                        .findFirst());
    }

    /** The refusal goes out as a text alone: a JMX client has no classes of ours. */
    @Override
    public void reload() {
        reload.run();
        Optional<String> refusal = ring.refusal().map(ConfigurationException::getMessage);
        if (refusal.isPresent()) {
            throw new IllegalStateException("the last good keys stay in use: " + refusal.get());
        }
    }

    /** One at a time: a JMX client must not keep the server busy with reading keys. */
    @Override
    public SettingsReport check(Optional<Map<String, String>> initParams) {
        if (!oneAtATime.tryLock()) {
            throw new IllegalStateException("another check is running");
        }
        try {
            asked = initParams;
            check.run();
            return report(Objects.requireNonNull(found));
        } finally {
            asked = Optional.empty();
            found = null;
            oneAtATime.unlock();
        }
    }

    private SettingsReport report(SettingsCheck check) {
        return new SettingsReport(
                check.problems().stream().map(Problem::toString).toList(),
                check.warnings(),
                check.keys().map(this::views).orElse(List.of()));
    }

    private void attempt() {
        try {
            ring.reload();
        } catch (ConfigurationException told) {
            // The ring keeps it and has logged it; reload() asks the ring for it.
            return;
        }
    }
}
