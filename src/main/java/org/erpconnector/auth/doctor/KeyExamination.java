package org.erpconnector.auth.doctor;

import java.io.PrintStream;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Problem;
import org.erpconnector.auth.config.ReplyTokenChoice;
import org.erpconnector.auth.config.Setting;
import org.erpconnector.auth.config.SettingValues;
import org.erpconnector.auth.keys.CertificateNames;
import org.erpconnector.auth.keys.KeyInspection;
import org.erpconnector.auth.keys.KeyPlaces;
import org.erpconnector.auth.keys.KeyProviders;
import org.erpconnector.auth.keys.Thumbprints;
import org.erpconnector.auth.keys.ValidityWarning;
import org.erpconnector.auth.token.SignedJwtSigner;

/**
 * What was found at each place, and the verdict of the filter's own loading. Immutable once made.
 *
 * @param own our key, if it could be read
 * @param callers what the places of SuperOffice's certificates hold, as far as they could be read
 * @param problems what keeps the filter from starting; empty when it starts
 * @param warnings whole sentences
 * @param clock for the days left
 */
record KeyExamination(
        Optional<KeyInspection.OwnKey> own,
        List<KeyInspection.Certificates> callers,
        Set<String> problems,
        Set<String> warnings,
        Clock clock) {

    static KeyExamination of(SettingValues settings, Clock clock) {
        Set<String> problems = new LinkedHashSet<>();
        Set<String> warnings = new LinkedHashSet<>();
        settings.problems().forEach(problem -> problems.add(problem.toString()));
        Optional<KeyPlaces> known = settings.faulty(KeyPlaces.SETTINGS)
                ? Optional.empty()
                : attempt(problems, () -> KeyPlaces.of(settings));
        if (known.isEmpty()) {
            return new KeyExamination(Optional.empty(), List.of(), problems, warnings, clock);
        }
        KeyPlaces places = known.get();
        KeyInspection inspection = new KeyInspection(places);
        Optional<KeyInspection.OwnKey> own = Optional.empty();
        List<KeyInspection.Certificates> callers = new ArrayList<>();
        boolean everywhere = true;
        if (places.applicationKey().filter(inspection::needsServer).isPresent()) {
            problems.add(
                    onServer(Setting.APPLICATION_KEY, places.applicationKey().get()));
            everywhere = false;
        } else {
            own = attempt(problems, inspection::applicationKey);
        }
        for (String place : places.callerKeys()) {
            if (inspection.needsServer(place)) {
                problems.add(onServer(Setting.CALLER_KEYS, place));
                everywhere = false;
            } else {
                attempt(problems, () -> inspection.certificates(place)).ifPresent(callers::add);
            }
        }
        places.keySet()
                .ifPresent(keySet -> warnings.add(new Problem(
                                Setting.CALLER_KEYS.key(),
                                keySet.configuration().toString(),
                                "this key set is fetched by the filter, and was not looked at here",
                                "See the filter's line in the log, or its MBean")
                        .toString()));
        own.ifPresent(key -> warnings.addAll(key.warnings()));
        own.flatMap(key -> tooShort(settings, key)).ifPresent(problems::add);
        if (everywhere) {
            attempt(problems, () -> KeyProviders.load(places, clock)).ifPresent(loaded -> {
                warnings.addAll(loaded.warnings());
                ValidityWarning.of(loaded, clock.instant()).forEach(warning -> warnings.add(warning.text()));
            });
        }
        return new KeyExamination(own, callers, problems, warnings, clock);
    }

    boolean healthy() {
        return problems.isEmpty();
    }

    void print(PrintStream out) {
        own.ifPresent(key -> {
            out.println("application-key");
            out.println("  place        " + Shown.text(key.place()));
            out.println("  format       " + key.format());
            out.println("  key          " + PublicHalf.bits(key.publicKey()));
            out.println("  key id       " + PublicHalf.keyId(key.publicKey(), key.certificate()));
            names(out, key.publicKey(), key.certificate());
            key.certificate().ifPresent(certificate -> {
                out.println("  certificate  " + Shown.text(CertificateNames.subject(certificate)));
                out.println("  valid        " + PublicHalf.validity(certificate, clock));
            });
            out.println("  self-test    it signs, and its public half verifies");
        });
        callers.forEach(place -> {
            out.println("caller-keys");
            out.println("  place        " + Shown.text(place.place()));
            out.println("  format       " + place.format());
            place.certificates().forEach(certificate -> print(out, certificate));
        });
        if (own.isPresent()) {
            out.println("Register this public half with SuperOffice, as RSAKeyValue XML or as PEM:");
            publicHalf(out, true, true);
        }
        warnings.forEach(warning -> out.println("warning: " + warning));
        out.println(
                healthy()
                        ? "healthy"
                        : "unhealthy: " + problems.size() + (problems.size() == 1 ? " problem" : " problems"));
        problems.forEach(problem -> out.println("  - " + problem));
    }

    /** The public half alone, so that it can be redirected into a file. */
    void publicHalf(PrintStream out, boolean xml, boolean pem) {
        if (own.isPresent() && xml) {
            out.println(RsaXmlText.publicHalf(own.get().publicKey()));
        }
        if (own.isPresent() && pem) {
            out.println(PublicHalf.pem(own.get().publicKey()));
        }
    }

    private void print(PrintStream out, X509Certificate certificate) {
        out.println("  certificate  " + Shown.text(CertificateNames.subject(certificate)));
        if (certificate.getPublicKey() instanceof RSAPublicKey key) {
            out.println("  key id       " + PublicHalf.keyId(key, Optional.of(certificate)));
            names(out, key, Optional.of(certificate));
        }
        out.println("    belongs to " + KeyInspection.owner(certificate).orElse("none of SuperOffice's environments"));
        out.println("    valid      " + PublicHalf.validity(certificate, clock));
    }

    /** Every name by which a header, a key set or a portal may call the key. */
    private static void names(PrintStream out, RSAPublicKey key, Optional<X509Certificate> certificate) {
        certificate.ifPresent(present -> {
            out.println("    SHA-1      " + Thumbprints.sha1Hex(present));
            out.println("    x5t        " + Thumbprints.x5t(present));
            out.println("    x5t#S256   " + Thumbprints.x5tS256(present));
        });
        out.println("    RFC 7638   " + Thumbprints.jwk(key));
    }

    private interface Attempt<T> {
        T run() throws ConfigurationException;
    }

    /** Two looks at one place find the same fault: it is shown once. */
    private static <T> Optional<T> attempt(Set<String> problems, Attempt<T> attempt) {
        try {
            return Optional.of(attempt.run());
        } catch (ConfigurationException e) {
            e.problems().forEach(problem -> problems.add(problem.toString()));
            return Optional.empty();
        }
    }

    private static String onServer(Setting setting, String place) {
        return new Problem(
                        setting.key(),
                        place,
                        "a JNDI name, which can be read inside the server only",
                        "Give the doctor the file that the server's resource names, with --set " + setting.key()
                                + "=<absolute path>; inside the server, the filter's start tests the resource itself")
                .toString();
    }

    /** The filter's start refuses it, too: RFC 7518 section 3.3. */
    private static Optional<String> tooShort(SettingValues settings, KeyInspection.OwnKey key) {
        int bits = key.publicKey().getModulus().bitLength();
        return ReplyTokenChoice.makesJwts(settings) && bits < SignedJwtSigner.LEAST_BITS
                ? Optional.of(new Problem(
                                Setting.REPLY_TOKEN.key(),
                                null,
                                "a signed JWT needs an RSA key of " + SignedJwtSigner.LEAST_BITS
                                        + " bits or more, the application key has " + bits,
                                "Register a larger key with SuperOffice, or set reply-token to application-token")
                        .toString())
                : Optional.empty();
    }
}
