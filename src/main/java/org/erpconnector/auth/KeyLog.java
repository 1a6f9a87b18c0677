package org.erpconnector.auth;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;
import java.util.stream.Collectors;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.keys.CallerKey;
import org.erpconnector.auth.keys.KeyRing;
import org.erpconnector.auth.keys.LoadedKeys;
import org.erpconnector.auth.keys.Thumbprints;

/** Says in the log which keys are in use, and why newer ones are not. Thumbprints only. */
record KeyLog(Logger logger, String filter) implements KeyRing.Watcher {
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
                        + System.lineSeparator() + "  - " + refusal.getMessage(),
                refusal);
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
        String own = "application-key=RSA-" + keys.keys().applicationKeyBits() + "/"
                + id(keys.keys().applicationPublicKey(), keys.keys().applicationCertificate());
        Optional<String> next = keys.next()
                .map(following -> " next-application-key=RSA-"
                        + following.publicKey().getModulus().bitLength() + " from " + following.from());
        String callers = keys.callers()
                .map(known -> known.all().stream().map(CallerKey::id).collect(Collectors.joining(",")))
                .orElse("none");
        return own + next.orElse("") + " caller-keys=" + callers + " crypto-provider="
                + keys.crypto().name();
    }

    /** What logs and JMX call a key of ours: SHA-1 of its certificate in hexadecimal; without one, RFC 7638. */
    static String id(RSAPublicKey key, Optional<X509Certificate> certificate) {
        return certificate.map(Thumbprints::sha1Hex).orElseGet(() -> Thumbprints.jwk(key));
    }
}
