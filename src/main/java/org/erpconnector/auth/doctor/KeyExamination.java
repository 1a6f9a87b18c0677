package org.erpconnector.auth.doctor;

import java.io.PrintStream;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.erpconnector.auth.config.Problem;
import org.erpconnector.auth.config.ReplayStore;
import org.erpconnector.auth.config.Setting;
import org.erpconnector.auth.config.SettingValues;
import org.erpconnector.auth.core.Thumbprints;
import org.erpconnector.auth.keys.KeyReader;
import org.erpconnector.auth.keys.SettingsCheck;
import org.erpconnector.auth.keys.source.CertificateNames;
import org.erpconnector.auth.keys.source.KeyLocation;
import org.erpconnector.auth.keys.source.SuperOfficeCertificate;

/**
 * What was found at each place, and the verdict of the check that the filter's start makes. Immutable once made.
 *
 * @param found what lies at the places that could be read
 * @param problems what keeps the filter from starting wherever it runs
 * @param onServer what only the server can settle: settings that may be set there, places that it alone can read
 * @param warnings whole sentences
 * @param clock for the days left
 */
record KeyExamination(
        List<KeyReader.Found> found, Set<String> problems, Set<String> onServer, Set<String> warnings, Clock clock) {

    static KeyExamination of(SettingValues settings, Clock clock) {
        SettingsCheck check = SettingsCheck.of(settings, clock);
        Set<String> serversOwn = places(settings)
                .map(String::strip)
                .filter(KeyLocation::onlyInServer)
                .collect(Collectors.toSet());
        Set<String> problems = new LinkedHashSet<>();
        Set<String> onServer = new LinkedHashSet<>();
        for (Problem problem : check.problems()) {
            if (problem.place() != null && serversOwn.contains(problem.place())) {
                onServer.add(unreadable(problem.setting(), problem.place()));
            } else {
                (problem.missing() ? onServer : problems).add(problem.toString());
            }
        }
        settings.find(Setting.REPLAY_STORE)
                .filter(ReplayStore::shared)
                .map(store -> new Problem(
                                Setting.REPLAY_STORE.key(),
                                store.label(),
                                "the server's own, which is asked inside the server only",
                                "Ask the server with --server")
                        .toString())
                .ifPresent(onServer::add);
        return new KeyExamination(check.found(), problems, onServer, new LinkedHashSet<>(check.warnings()), clock);
    }

    private static Stream<String> places(SettingValues settings) {
        return Stream.of(
                        settings.get(Setting.APPLICATION_KEY).stream(),
                        settings.get(Setting.NEXT_APPLICATION_KEY).stream(),
                        // No place, but the name of a way to find keys.
                        settings.get(Setting.CALLER_KEYS).stream().filter(place -> !place.equals("discovery")))
                .flatMap(place -> place);
    }

    private static String unreadable(String setting, String place) {
        return new Problem(
                        setting,
                        place,
                        "a place which can be read inside the server only",
                        "Ask the server with --server, or give the file that is meant with --set " + setting
                                + "=<absolute path>")
                .toString();
    }

    /** The filter starts, starts not, or the server has to be asked. */
    Exit verdict() {
        if (!problems.isEmpty()) {
            return Exit.UNWELL;
        }
        return onServer.isEmpty() ? Exit.WELL : Exit.UNKNOWN;
    }

    void print(PrintStream out) {
        found.forEach(place -> print(out, place));
        if (own().isPresent()) {
            out.println("Register this public half with SuperOffice, as RSAKeyValue XML or as PEM:");
            publicHalf(out, true, true);
        }
        warnings.forEach(warning -> out.println("warning: " + warning));
        verdict(out);
    }

    /** The public half of our key, if it could be read. */
    private Optional<RSAPublicKey> own() {
        return found.stream()
                .filter(place -> place.setting().equals(Setting.APPLICATION_KEY.key()))
                .findFirst()
                .flatMap(KeyReader.Found::key);
    }

    private void verdict(PrintStream out) {
        switch (verdict()) {
            case WELL -> out.println("healthy");
            case UNKNOWN ->
                out.println("unknown: the server has the last word on " + counted(onServer)
                        + ". Ask it, while it runs: doctor keys --server <its process id or JMX URL>");
            default -> out.println("unhealthy: " + problems.size() + (problems.size() == 1 ? " problem" : " problems"));
        }
        problems.forEach(problem -> out.println("  - " + problem));
        if (!problems.isEmpty() && !onServer.isEmpty()) {
            out.println("and the server has the last word on " + counted(onServer) + ":");
        }
        onServer.forEach(problem -> out.println("  - " + problem));
    }

    private static String counted(Set<String> some) {
        return some.size() == 1 ? "1 thing" : some.size() + " things";
    }

    /** The public half alone, so that it can be redirected into a file. */
    void publicHalf(PrintStream out, boolean xml, boolean pem) {
        own().filter(key -> xml).ifPresent(key -> out.println(RsaXmlText.publicHalf(key)));
        own().filter(key -> pem).ifPresent(key -> out.println(PublicHalf.pem(key)));
    }

    private void print(PrintStream out, KeyReader.Found place) {
        out.println(place.setting());
        out.println("  place        " + Shown.text(place.place()));
        out.println("  format       " + place.format());
        if (place.key().isPresent()) {
            printOwn(out, place.key().get(), place.certificates().stream().findFirst());
        } else {
            place.certificates().forEach(certificate -> print(out, certificate));
        }
    }

    private void print(PrintStream out, X509Certificate certificate) {
        out.println("  certificate  " + Shown.text(CertificateNames.subject(certificate)));
        if (certificate.getPublicKey() instanceof RSAPublicKey key) {
            out.println("  key id       " + PublicHalf.keyId(key, Optional.of(certificate)));
            names(out, key, Optional.of(certificate));
        }
        out.println("    belongs to "
                + SuperOfficeCertificate.owner(Thumbprints.sha1Hex(certificate))
                        .orElse("none of SuperOffice's environments"));
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

    private void printOwn(PrintStream out, RSAPublicKey key, Optional<X509Certificate> own) {
        out.println("  key          " + PublicHalf.bits(key));
        out.println("  key id       " + PublicHalf.keyId(key, own));
        names(out, key, own);
        own.ifPresent(certificate -> {
            out.println("  certificate  " + Shown.text(CertificateNames.subject(certificate)));
            out.println("  valid        " + PublicHalf.validity(certificate, clock));
        });
        out.println("  self-test    it signs, and its public half verifies");
    }
}
