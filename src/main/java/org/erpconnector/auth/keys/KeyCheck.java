package org.erpconnector.auth.keys;

import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Environment;
import org.erpconnector.auth.config.Problem;
import org.erpconnector.auth.config.Setting;

/** Tests keys before they are used, wherever they come from: a deployer's provider is not believed either. Stateless. */
public final class KeyCheck {
    private KeyCheck() {}

    /**
     * Signs and verifies once with the application key, and judges every certificate.
     *
     * @param next the application key that follows, if one is set: tested already, but no key of the caller's either
     * @param environment whose certificates are expected
     * @return warnings, each a whole sentence that names setting, place and remedy; empty when all is well
     * @throws ConfigurationException if a key may not be used; it lists what is wrong with each of them
     */
    public static List<String> check(ConnectorKeys keys, Optional<NextApplicationKey> next, Environment environment)
            throws ConfigurationException {
        List<Problem> problems = ownProblems(keys);
        if (keys.callerCertificates().isEmpty()) {
            problems.add(new Problem(
                    Setting.CALLER_KEYS.key(),
                    null,
                    "there is no certificate of SuperOffice, so that no handshake could be answered",
                    "Name at least one"));
        }
        for (X509Certificate certificate : keys.callerCertificates()) {
            CallerCertificateCheck.fault(certificate, environment)
                    .ifPresent(finding ->
                            problems.add(finding.at(Setting.CALLER_KEYS, CallerCertificateCheck.name(certificate))));
            if (certificate.getPublicKey() instanceof RSAPublicKey key) {
                holder(key, keys, next)
                        .map(KeyCheck::ofOurs)
                        .ifPresent(finding -> problems.add(
                                finding.at(Setting.CALLER_KEYS, CallerCertificateCheck.name(certificate))));
            }
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return warnings(keys);
    }

    /**
     * Signs and verifies once with the application key, where the caller's keys are discovered.
     *
     * @return warnings, as {@link #check}
     * @throws ConfigurationException if the key may not be used, or the provider pins certificates all the same
     */
    static List<String> checkOwn(ConnectorKeys keys) throws ConfigurationException {
        List<Problem> problems = ownProblems(keys);
        if (!keys.callerCertificates().isEmpty()) {
            problems.add(new Problem(
                    Setting.CALLER_KEYS.key(),
                    "discovery",
                    "the key provider pins certificates all the same, and they would not be used",
                    "Return none from it, or take caller-keys away"));
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return warnings(keys);
    }

    private static List<Problem> ownProblems(ConnectorKeys keys) {
        List<Problem> problems = new ArrayList<>();
        ApplicationKeyCheck.fault(keys.applicationKey(), keys.applicationPublicKey(), keys.applicationCertificate())
                .ifPresent(finding -> problems.add(finding.at(Setting.APPLICATION_KEY, own(keys))));
        return problems;
    }

    /**
     * The setting whose private key signs for a public key; empty if none of ours does. By the modulus alone: a private
     * key tells its primes, and with these it signs for every exponent.
     */
    static Optional<Setting<?>> holder(RSAPublicKey key, ConnectorKeys own, Optional<NextApplicationKey> next) {
        if (key.getModulus().equals(own.applicationPublicKey().getModulus())) {
            return Optional.of(Setting.APPLICATION_KEY);
        }
        return next.filter(following ->
                        key.getModulus().equals(following.publicKey().getModulus()))
                .map(following -> Setting.NEXT_APPLICATION_KEY);
    }

    /** What is wrong with a key of the caller's whose private half is ours. */
    static Finding ofOurs(Setting<?> holder) {
        return new Finding(
                "this is the public half of " + holder.key() + ", so that whoever holds that could call as SuperOffice",
                "Name the token-signing certificate of SuperOffice");
    }

    private static String own(ConnectorKeys keys) {
        return keys.applicationCertificate()
                .map(CallerCertificateCheck::name)
                .orElseGet(() -> "RSA key of " + keys.applicationKeyBits() + " bits");
    }

    private static List<String> warnings(ConnectorKeys keys) {
        List<String> warnings = new ArrayList<>();
        small(Setting.APPLICATION_KEY, own(keys), keys.applicationKeyBits()).ifPresent(warnings::add);
        return List.copyOf(warnings);
    }

    /** What is worth a warning about the key that follows. */
    static List<String> warnings(NextApplicationKey next, Clock clock) {
        List<String> warnings = new ArrayList<>();
        small(
                        Setting.NEXT_APPLICATION_KEY,
                        "from " + next.from(),
                        next.publicKey().getModulus().bitLength())
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
