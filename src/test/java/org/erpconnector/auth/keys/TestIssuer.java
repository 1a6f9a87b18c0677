package org.erpconnector.auth.keys;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.erpconnector.auth.config.Environment;

/** An issuer without a network, and a clock that stands until it is moved. For one thread, but for the clock. */
final class TestIssuer extends Clock implements KeySetFetcher {
    static final String ISSUER = "https://login.example.com";
    static final KeySetPlace PLACE =
            new KeySetPlace(URI.create(ISSUER + "/.well-known/openid-configuration"), Set.of(ISSUER));

    volatile Instant now = Instant.parse("2026-03-01T12:00:00Z");
    /** How often a fetch was begun. */
    int fetches;

    String configuration = TestKeySets.configuration(ISSUER, ISSUER + "/jwks");
    String set = TestKeySets.set(TestKeySets.certified());
    Optional<String> cacheControl = Optional.empty();
    Runnable meanwhile = () -> {};
    private String fault = "";

    @Override
    public Fetched fetch(URI address, Deadline deadline) throws KeySetException {
        boolean first = address.equals(PLACE.configuration());
        fetches += first ? 1 : 0;
        meanwhile.run();
        if (!fault.isEmpty()) {
            throw new KeySetException(fault, "Wait");
        }
        return first ? new Fetched(configuration, Optional.of("max-age=1")) : new Fetched(set, cacheControl);
    }

    /** From now on every fetch fails so; empty: none does. */
    void fails(String why) {
        fault = why;
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    void passSeconds(long seconds) {
        pass(Duration.ofSeconds(seconds));
    }

    /** Keys of this issuer; no jitter. */
    DiscoveredKeys keys() {
        return keys(0);
    }

    DiscoveredKeys keys(double random) {
        return new DiscoveredKeys(new KeySetSource(PLACE, Environment.CUSTOM, this), this, () -> random);
    }

    @Override
    public Instant instant() {
        return now;
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        return this;
    }
}
