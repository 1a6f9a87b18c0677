package org.erpconnector.auth.keys;

import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Environment;
import org.erpconnector.auth.config.Problem;
import org.erpconnector.auth.config.Setting;
import org.erpconnector.auth.core.ApplicationSigner;
import org.erpconnector.auth.core.Credentials;

/** Judges keys before they are used, wherever they come from: a deployer's provider is not trusted either. Stateless. */
final class KeyCheck {
    private KeyCheck() {}

    /**
     * What a provider of the deployer's has given.
     *
     * @param signer of its application key, which has signed once
     * @param warnings whole sentences, as of {@link #check(RSAPublicKey, Optional, Optional, List, Optional)}
     */
    record Checked(ApplicationSigner signer, List<String> warnings) {}

    /**
     * Tests what a provider of the deployer's has given.
     *
     * @param next the application key that follows, if one is set
     * @param environment whose certificates are expected; empty: the caller's keys are discovered, and none is pinned
     * @throws ConfigurationException if a key may not be used; it lists what is wrong with each of them
     */
    static Checked check(ConnectorKeys keys, Optional<Credentials.Next> next, Optional<Environment> environment)
            throws ConfigurationException {
        RSAPublicKey own = keys.applicationPublicKey();
        Optional<X509Certificate> certificate = keys.applicationCertificate();
        Refusals refusals = new Refusals();
        Optional<ApplicationSigner> signer = refusals.attempt(() -> ApplicationKeyCheck.signer(
                keys.applicationKey(),
                own,
                certificate,
                finding -> new ConfigurationException(finding.at(Setting.APPLICATION_KEY, own(own, certificate)))));
        Optional<List<String>> warnings =
                refusals.attempt(() -> check(own, certificate, next, keys.callerCertificates(), environment));
        refusals.throwIfAny();
        return new Checked(signer.orElseThrow(), warnings.orElseThrow());
    }

    /**
     * Judges the public halves of keys that are used together.
     *
     * @param own that of the application key
     * @param certificate its certificate
     * @param next the application key that follows, if one is set
     * @param callers the certificates that are pinned
     * @param environment whose certificates are expected; empty: the caller's keys are discovered, and none is pinned
     * @return warnings, each a whole sentence that names setting, place and remedy; empty when all is well
     * @throws ConfigurationException if a key may not be used; it lists what is wrong with each of them
     */
    static List<String> check(
            RSAPublicKey own,
            Optional<X509Certificate> certificate,
            Optional<Credentials.Next> next,
            List<X509Certificate> callers,
            Optional<Environment> environment)
            throws ConfigurationException {
        List<Problem> problems = new ArrayList<>();
        if (environment.isEmpty() && !callers.isEmpty()) {
            problems.add(new Problem(
                    Setting.CALLER_KEYS.key(),
                    "discovery",
                    "the key provider pins certificates all the same, and they would not be used",
                    "Return none from it, or take caller-keys away"));
        }
        if (environment.isPresent() && callers.isEmpty()) {
            problems.add(new Problem(
                    Setting.CALLER_KEYS.key(),
                    null,
                    "there is no certificate of SuperOffice, so that no handshake could be answered",
                    "Name at least one"));
        }
        environment.ifPresent(
                expected -> callers.forEach(caller -> problems.addAll(problems(caller, own, next, expected))));
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return small(Setting.APPLICATION_KEY, own(own, certificate), bits(own)).stream()
                .toList();
    }

    private static List<Problem> problems(
            X509Certificate caller, RSAPublicKey own, Optional<Credentials.Next> next, Environment environment) {
        Optional<Finding> ofOurs = caller.getPublicKey() instanceof RSAPublicKey key
                ? holder(key, own, next).map(KeyCheck::ofOurs)
                : Optional.empty();
        return Stream.of(CallerCertificateCheck.fault(caller, environment), ofOurs)
                .flatMap(Optional::stream)
                .map(finding -> finding.at(Setting.CALLER_KEYS, CallerCertificateCheck.name(caller)))
                .toList();
    }

    /**
     * The setting whose private key signs for a public key; empty if none of ours does. By the modulus alone: a private
     * key tells its primes, and with these it signs for every exponent.
     */
    static Optional<Setting<?>> holder(RSAPublicKey key, RSAPublicKey own, Optional<Credentials.Next> next) {
        if (key.getModulus().equals(own.getModulus())) {
            return Optional.of(Setting.APPLICATION_KEY);
        }
        return next.filter(following ->
                        key.getModulus().equals(following.signer().publicKey().getModulus()))
                .map(following -> Setting.NEXT_APPLICATION_KEY);
    }

    /** What is wrong with a key of the caller's whose private half is ours. */
    static Finding ofOurs(Setting<?> holder) {
        return new Finding(
                "this is the public half of " + holder.key() + ", so that whoever holds that could call as SuperOffice",
                "Name the token-signing certificate of SuperOffice");
    }

    private static String own(RSAPublicKey key, Optional<X509Certificate> certificate) {
        return certificate
                .map(CallerCertificateCheck::name)
                .orElseGet(() -> "RSA key of " + key.getModulus().bitLength() + " bits");
    }

    private static int bits(RSAPublicKey key) {
        return key.getModulus().bitLength();
    }

    /** What is worth a warning about the key that follows. */
    static List<String> warnings(Credentials.Next next, Clock clock) {
        List<String> warnings = new ArrayList<>();
        small(
                        Setting.NEXT_APPLICATION_KEY,
                        "from " + next.from(),
                        bits(next.signer().publicKey()))
                .ifPresent(warnings::add);
        if (!clock.instant().isBefore(next.from())) {
            warnings.add(new Problem(
                            Setting.NEXT_APPLICATION_KEY_FROM.key(),
                            next.from().toString(),
                            "this instant has passed, so the next key signs and application-key does not",
                            "Make it application-key, and remove the next-application-key settings")
                    .toString());
        }
        return List.copyOf(warnings);
    }

    private static Optional<String> small(Setting<?> setting, String place, int bits) {
        return bits >= RsaRules.LEAST_JWT_BITS
                ? Optional.empty()
                : Optional.of(new Problem(
                                setting.key(),
                                place,
                                "an RSA key of " + bits
                                        + " bits can be broken with effort, and signs no JWT (RFC 7518 section 3.3)",
                                "Register a key of 2048 bits with SuperOffice")
                        .toString());
    }
}
