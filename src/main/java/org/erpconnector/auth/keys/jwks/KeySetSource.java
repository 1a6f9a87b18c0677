package org.erpconnector.auth.keys.jwks;

import java.net.URI;
import java.time.Duration;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Environment;
import org.erpconnector.auth.config.Setting;
import org.erpconnector.auth.core.CallerKeys;

/**
 * Fetches the caller's key set: first the OpenID configuration, then the set that it names, each time anew. For one
 * thread at a time.
 */
public final class KeySetSource {
    private static final Duration LONGEST = Duration.ofSeconds(5);

    private final KeySetLocation place;
    private final Environment environment;
    private final KeySetFetcher fetcher;

    KeySetSource(KeySetLocation place, Environment environment, KeySetFetcher fetcher) {
        this.place = place;
        this.environment = environment;
        this.fetcher = fetcher;
    }

    /** One step towards the keys. */
    private interface Step<T> {
        T run() throws KeySetException;
    }

    /**
     * Fetches it; takes 5 seconds at most, both documents together.
     *
     * @throws ConfigurationException with a sentence that says which document cannot be used, why, and what to do
     */
    KeySet fetch() throws ConfigurationException {
        Deadline deadline = Deadline.in(LONGEST);
        URI address = at(
                place.configuration(),
                () -> DiscoveryDocument.keySetAddress(
                        fetcher.fetch(place.configuration(), deadline).text(), place));
        return at(address, () -> {
            KeySetFetcher.Fetched fetched = fetcher.fetch(address, deadline);
            KeySetReader reader = new KeySetReader(environment, KeySetAddress.shown(address));
            CallerKeys keys = reader.read(fetched.text());
            return new KeySet(keys, reader.warnings(), CacheControl.maxAge(fetched.cacheControl()));
        });
    }

    private static <T> T at(URI address, Step<T> step) throws ConfigurationException {
        try {
            return step.run();
        } catch (KeySetException e) {
            ConfigurationException refusal =
                    new ConfigurationException(e.finding().at(Setting.CALLER_KEYS, KeySetAddress.shown(address)));
            refusal.initCause(e);
            throw refusal;
        }
    }
}
