package org.erpconnector.auth.keys;

import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Fault;
import org.erpconnector.auth.config.Problem;
import org.erpconnector.auth.config.Setting;
import org.erpconnector.auth.core.ApplicationSigner;
import org.erpconnector.auth.core.Credentials;
import org.erpconnector.auth.keys.source.CallerCertificateCheck;
import org.erpconnector.auth.keys.source.RsaRules;

/** Judges keys before they are used, wherever they come from: a deployer's provider is not trusted either. Stateless. */
final class KeyCheck {
    private KeyCheck() {}

    /**
     * Tests what a deployer's provider has given.
     *
     * @param next the application key that follows, if one is set
     * @param settings what the settings ask for
     * @return the signer of its application key, which has signed once
     * @throws ConfigurationException if a key may not be used; it lists what is wrong with each of them
     */
    static ApplicationSigner signer(ConnectorKeys keys, Optional<Credentials.Next> next, KeySettings settings)
            throws ConfigurationException {
        RSAPublicKey own = keys.applicationPublicKey();
        List<X509Certificate> callers = keys.callerCertificates();
        ProblemCollector problems = new ProblemCollector();
        Optional<ApplicationSigner> signer = problems.attempt(() -> ApplicationKeyCheck.signer(
                keys.applicationKey(),
                own,
                keys.applicationCertificate(),
                finding -> new ConfigurationException(
                        finding.at(Setting.APPLICATION_KEY, name(own, keys.applicationCertificate())))));
        if (settings.discovery() != callers.isEmpty()) {
            problems.add(
                    callers.isEmpty()
                            ? new Problem(
                                    Setting.CALLER_KEYS.key(),
                                    null,
                                    "there is no certificate of SuperOffice, so that no handshake could be answered",
                                    "Name at least one")
                            : new Problem(
                                    Setting.CALLER_KEYS.key(),
                                    "discovery",
                                    "the key provider pins certificates all the same, and they would not be used",
                                    "Return none from it, or take caller-keys away"));
        } else {
            for (X509Certificate caller : callers) {
                CallerCertificateCheck.fault(caller, settings.environment())
                        .map(finding -> finding.at(Setting.CALLER_KEYS, CallerCertificateCheck.name(caller)))
                        .ifPresent(problems::add);
            }
            problems.attempt(() -> requireNoneOfOurs(own, next, callers));
        }
        problems.throwIfAny();
        return signer.orElseThrow();
    }

    /**
     * Refuses certificates of the caller's whose private half we hold.
     *
     * @throws ConfigurationException if there is one; it lists them all
     */
    static List<X509Certificate> requireNoneOfOurs(
            RSAPublicKey own, Optional<Credentials.Next> next, List<X509Certificate> callers)
            throws ConfigurationException {
        ProblemCollector problems = new ProblemCollector();
        for (X509Certificate caller : callers) {
            if (caller.getPublicKey() instanceof RSAPublicKey key) {
                holder(key, own, next)
                        .map(holder -> ofOurs(holder).at(Setting.CALLER_KEYS, CallerCertificateCheck.name(caller)))
                        .ifPresent(problems::add);
            }
        }
        problems.throwIfAny();
        return callers;
    }

    /**
     * The setting whose private key signs for a public key; empty if none of ours does. By the modulus alone: with the
     * primes of a private key one signs for every public exponent.
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
    static Fault ofOurs(Setting<?> holder) {
        return new Fault(
                "this is the public half of " + holder.key() + ", so that our own key could sign as SuperOffice",
                "Name the token-signing certificate of SuperOffice");
    }

    private static String name(RSAPublicKey key, Optional<X509Certificate> certificate) {
        return certificate.map(CallerCertificateCheck::name).orElseGet(() -> "RSA key of " + bits(key) + " bits");
    }

    private static int bits(RSAPublicKey key) {
        return key.getModulus().bitLength();
    }

    /** Whole sentences about our keys, for which the filter starts all the same; empty when all is well. */
    static List<String> warnings(ApplicationSigner own, Optional<Credentials.Next> following, Clock clock) {
        List<String> warnings = new ArrayList<>();
        small(Setting.APPLICATION_KEY, name(own.publicKey(), own.certificate()), own)
                .ifPresent(warnings::add);
        following.ifPresent(next -> {
            small(Setting.NEXT_APPLICATION_KEY, "from " + next.from(), next.signer())
                    .ifPresent(warnings::add);
            if (!clock.instant().isBefore(next.from())) {
                warnings.add(new Problem(
                                Setting.NEXT_APPLICATION_KEY_FROM.key(),
                                next.from().toString(),
                                "this instant has passed, so the next key signs and application-key does not",
                                "Make it application-key, and remove the next-application-key settings")
                        .toString());
            }
        });
        return warnings;
    }

    private static Optional<String> small(Setting<?> setting, String place, ApplicationSigner signer) {
        int bits = bits(signer.publicKey());
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
