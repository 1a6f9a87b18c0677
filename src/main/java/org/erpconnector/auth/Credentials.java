package org.erpconnector.auth;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.erpconnector.auth.config.ReplyTokenChoice;
import org.erpconnector.auth.config.Setting;
import org.erpconnector.auth.config.SettingValues;
import org.erpconnector.auth.keys.CryptoProvider;
import org.erpconnector.auth.keys.JcaKey;
import org.erpconnector.auth.keys.LoadedKeys;
import org.erpconnector.auth.keys.NextApplicationKey;
import org.erpconnector.auth.keys.SettingsCheck;
import org.erpconnector.auth.keys.Thumbprints;
import org.erpconnector.auth.token.ApplicationTokenSigner;
import org.erpconnector.auth.token.CallerTokenRules;
import org.erpconnector.auth.token.CallerTokenVerifier;
import org.erpconnector.auth.token.ReplyTokenSigner;
import org.erpconnector.auth.token.SignedJwtSigner;
import org.erpconnector.auth.token.SigningKey;

/**
 * What one handshake verifies and signs with: made of one set of keys, so that a change of keys never mixes two sets.
 * Immutable.
 *
 * @param verifier judges caller tokens; empty while the caller's key set has not been fetched
 * @param signers of the application key
 * @param next signers of the key that follows, and from when on
 */
record Credentials(Optional<CallerTokenVerifier> verifier, ReplySigners signers, Optional<Next> next) {
    /**
     * The key that follows.
     *
     * @param signers of that key
     * @param from the first instant at which it signs
     */
    record Next(ReplySigners signers, Instant from) {}

    /** The signers that count at an instant. */
    ReplySigners signers(Instant now) {
        return next.filter(following -> !now.isBefore(following.from()))
                .map(Next::signers)
                .orElse(signers);
    }

    /** Puts keys and settings together, which {@link SettingsCheck} has found to suit each other. */
    static Credentials of(LoadedKeys keys, CallerTokenRules rules, SettingValues settings, Clock clock) {
        CryptoProvider crypto = keys.crypto();
        Own own = new Own(
                crypto.signing(keys.keys().applicationKey()),
                keys.keys().applicationPublicKey(),
                keys.keys().applicationCertificate());
        Optional<Next> next = Optional.empty();
        if (keys.next().isPresent()) {
            NextApplicationKey following = keys.next().get();
            Own key = new Own(crypto.signing(following.key()), following.publicKey(), following.certificate());
            next = Optional.of(new Next(signers(key, settings, clock), following.from()));
        }
        return new Credentials(
                keys.callers().map(callers -> new CallerTokenVerifier(callers, rules, crypto)),
                signers(own, settings, clock),
                next);
    }

    private record Own(JcaKey<PrivateKey> key, RSAPublicKey publicKey, Optional<X509Certificate> certificate) {}

    private static ReplySigners signers(Own own, SettingValues settings, Clock clock) {
        ReplyTokenChoice choice = settings.get(Setting.REPLY_TOKEN);
        String id = Thumbprints.id(own.publicKey(), own.certificate());
        SigningKey key = new SigningKey(own.key(), own.publicKey());
        ReplyTokenSigner applicationToken = new ApplicationTokenSigner(key, clock);
        ReplyTokenSigner jwt = new SignedJwtSigner(key, keyId(id, own), clock);
        return switch (choice) {
            case AUTO -> new ReplySigners(id, applicationToken, jwt);
            case APPLICATION_TOKEN -> new ReplySigners(id, applicationToken, applicationToken);
            case JWT -> new ReplySigners(id, jwt, jwt);
        };
    }

    /** As the caller names its own certificates: kid in hexadecimal, x5t in base64url; without one, RFC 7638. */
    private static SignedJwtSigner.KeyId keyId(String id, Own own) {
        return own.certificate()
                .map(certificate -> new SignedJwtSigner.KeyId(id, Thumbprints.x5t(certificate)))
                .orElseGet(() -> new SignedJwtSigner.KeyId(id, null));
    }
}
