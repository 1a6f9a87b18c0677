package org.erpconnector.auth.keys.jwks;

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
public final class TestIssuer extends Clock implements KeySetFetcher {
    public static final String ISSUER = "https://login.example.com";
    public static final KeySetLocation PLACE =
            new KeySetLocation(URI.create(ISSUER + "/.well-known/openid-configuration"), Set.of(ISSUER));

    public volatile Instant now = Instant.parse("2026-03-01T12:00:00Z");
    /** How often a fetch was begun. */
    public int fetches;

    public String configuration = TestKeySets.configuration(ISSUER, ISSUER + "/jwks");
    public String set = TestKeySets.set(TestKeySets.certified());
    public Optional<String> cacheControl = Optional.empty();
    public Runnable meanwhile = () -> {};
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
    public void fails(String why) {
        fault = why;
    }

    public void pass(Duration time) {
        now = now.plus(time);
    }

    public void passSeconds(long seconds) {
        pass(Duration.ofSeconds(seconds));
    }

    /** Keys of this issuer; no jitter. */
    public DiscoveredKeys keys() {
        return keys(0);
    }

    public DiscoveredKeys keys(double random) {
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
