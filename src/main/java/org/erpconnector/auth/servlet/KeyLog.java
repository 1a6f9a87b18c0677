package org.erpconnector.auth.servlet;

import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Collectors;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.core.ApplicationSigner;
import org.erpconnector.auth.core.CallerKey;
import org.erpconnector.auth.core.Credentials;
import org.erpconnector.auth.core.Thumbprints;
import org.erpconnector.auth.keys.KeyRing;
import org.erpconnector.auth.keys.LoadedKeys;
import org.erpconnector.auth.keys.ValidityWarning;
import org.jspecify.annotations.Nullable;

/**
 * Says in the log which keys are in use, why newer ones are not, and what time changes about them: which of ours signs
 * from now on, and whose certificate comes to its end. Thumbprints only. Safe for use by several threads.
 */
final class KeyLog implements KeyRing.Watcher {
    private final Logger logger;
    private final String filter;
    private volatile @Nullable String signing;
    private Set<String> occasions = Set.of();

    /**
     * @param logger where lines go
     * @param filter the filter's name in web.xml
     */
    KeyLog(Logger logger, String filter) {
        this.logger = logger;
        this.filter = filter;
    }

    /**
     * Says what is new since it was asked last; to be called about once a second.
     *
     * @param keys in use
     * @param now the instant that it is
     */
    synchronized void look(LoadedKeys keys, Instant now) {
        String before = signing;
        String current = signing(keys, now);
        if (before != null && !before.equals(current)) {
            logger.log(
                    Level.INFO,
                    "filter " + filter + ": application key " + current + " signs from now on, in place of " + before);
        }
        signing = current;
        List<ValidityWarning> warnings = ValidityWarning.of(keys, now);
        warnings.stream()
                .filter(warning -> !occasions.contains(warning.occasion()))
                .forEach(warning -> logger.log(Level.WARNING, "filter " + filter + ": " + warning.text()));
        occasions = warnings.stream().map(ValidityWarning::occasion).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * A key of ours has signed a reply. So a handshake says that the next key has taken over, where the thread that looks
     * once a second is late: it may wait for a disk.
     *
     * @param keyId of the key
     * @param keys in use
     * @param now the instant that it is
     */
    void signed(String keyId, Supplier<LoadedKeys> keys, Supplier<Instant> now) {
        if (!keyId.equals(signing)) {
            look(keys.get(), now.get());
        }
    }

    /** The id of the key of ours that signs at an instant. */
    static String signing(LoadedKeys keys, Instant now) {
        return keys.next()
                .filter(next -> !now.isBefore(next.from()))
                .map(Credentials.Next::signer)
                .orElse(keys.application())
                .id();
    }

    @Override
    public void replaced(LoadedKeys keys) {
        logger.log(Level.INFO, "filter " + filter + ": keys replaced: " + summary(keys));
        keys.warnings().forEach(warning -> logger.log(Level.WARNING, "filter " + filter + ": " + warning));
    }

    @Override
    public void kept(ConfigurationException refusal) {
        logger.log(
                Level.WARNING,
                "filter " + filter + ": the last good keys stay in use, since new ones cannot be used:"
                        + System.lineSeparator() + "  - " + refusal.getMessage());
        logger.log(Level.FINE, "filter " + filter + ": why new keys cannot be used", refusal);
    }

    @Override
    public void recovered() {
        logger.log(Level.INFO, "filter " + filter + ": the keys can be read again");
    }

    @Override
    public void callerKeysWarned(String warning) {
        logger.log(Level.WARNING, "filter " + filter + ": the caller's key set: " + warning);
    }

    @Override
    public void callerKeysRecovered() {
        logger.log(Level.INFO, "filter " + filter + ": the caller's key set can be fetched again");
    }

    /** Which keys these are, on one line. */
    static String summary(LoadedKeys keys) {
        String own = "application-key=" + shown(keys.application());
        Optional<String> next = keys.next()
                .map(following -> " next-application-key=" + shown(following.signer()) + " from " + following.from());
        String callers = keys.callers()
                .map(known -> known.all().stream().map(CallerKey::id).collect(Collectors.joining(",")))
                .orElse("none");
        return own + next.orElse("") + " caller-keys=" + callers + " crypto-provider=" + keys.cryptoName();
    }

    /** By its id, and where that is its certificate's by its own thumbprint too: the doctor may see it without. */
    private static String shown(ApplicationSigner signer) {
        RSAPublicKey key = signer.publicKey();
        String own = signer.certificate().isPresent() ? "/" + Thumbprints.jwk(key) : "";
        return "RSA-" + key.getModulus().bitLength() + "/" + signer.id() + own;
    }
}
