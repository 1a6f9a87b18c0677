package org.erpconnector.auth.keys;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.erpconnector.auth.config.Fault;
import org.erpconnector.auth.config.Setting;
import org.erpconnector.auth.core.ApplicationSigner;
import org.erpconnector.auth.core.CallerKeys;
import org.erpconnector.auth.core.Credentials;
import org.erpconnector.auth.core.Thumbprints;
import org.erpconnector.auth.keys.source.CallerCertificateCheck;

/**
 * What is worth saying of a certificate's dates at one instant. They are not enforced: SuperOffice registers a bare key
 * of ours and goes on signing with its own, so a refusal would end every handshake of every customer at midnight and
 * protect nobody.
 *
 * @param occasion stays the same as long as this need not be said again: it changes 30 and 7 days before the end, and
 *     each day while the certificate is outside its dates. Holds the certificate's thumbprint
 * @param text a whole sentence that names setting, certificate and remedy; its days and instants change with time
 */
public record ValidityWarning(String occasion, String text) {
    private static final List<Integer> DAYS_BEFORE = List.of(7, 30);

    /** Of all certificates in use at an instant: ours, that of the next key and the caller's; empty when all is well. */
    public static List<ValidityWarning> of(LoadedKeys keys, Instant now) {
        List<ValidityWarning> warnings = new ArrayList<>(own(keys.application(), now));
        keys.next().ifPresent(next -> warnings.addAll(next(next, now)));
        keys.callers().map(CallerKeys::all).orElse(List.of()).stream()
                .flatMap(key -> key.certificate().stream())
                .forEach(certificate -> warnings.addAll(caller(certificate, now)));
        return List.copyOf(warnings);
    }

    static List<ValidityWarning> own(ApplicationSigner signer, Instant now) {
        return one(
                Setting.APPLICATION_KEY,
                signer.certificate(),
                "Replace the certificate or register a new key with SuperOffice; handshakes go on meanwhile",
                now);
    }

    static List<ValidityWarning> next(Credentials.Next next, Instant now) {
        return one(
                Setting.NEXT_APPLICATION_KEY,
                next.signer().certificate(),
                "Replace the certificate; handshakes go on meanwhile",
                now);
    }

    static List<ValidityWarning> caller(X509Certificate certificate, Instant now) {
        return one(
                Setting.CALLER_KEYS,
                Optional.of(certificate),
                "Check this machine's clock, and whether SuperOffice has announced a new certificate; handshakes go on"
                        + " meanwhile",
                now);
    }

    private static List<ValidityWarning> one(
            Setting<?> setting, Optional<X509Certificate> present, String remedy, Instant now) {
        if (present.isEmpty()) {
            return List.of();
        }
        X509Certificate certificate = present.get();
        Instant from = certificate.getNotBefore().toInstant();
        Instant until = certificate.getNotAfter().toInstant();
        String name = setting.key() + " " + Thumbprints.sha1Hex(certificate) + " ";
        String fault;
        String occasion;
        if (now.isBefore(from) || now.isAfter(until)) {
            fault = "the certificate is valid from " + from + " to " + until + ", and now it is " + now;
            // Of the calendar in UTC: the same day is the same occasion for all filters of a cluster.
            occasion = name + "outside on day "
                    + now.getEpochSecond() / Duration.ofDays(1).toSeconds();
        } else {
            Duration left = Duration.between(now, until);
            Optional<Integer> reached = DAYS_BEFORE.stream()
                    .filter(days -> left.compareTo(Duration.ofDays(days)) <= 0)
                    .findFirst();
            if (reached.isEmpty()) {
                return List.of();
            }
            fault = "the certificate expires " + in(left) + ", at " + until;
            occasion = name + reached.get() + " days before";
        }
        String text = new Fault(fault, remedy)
                .at(setting, CallerCertificateCheck.name(certificate))
                .toString();
        return List.of(new ValidityWarning(occasion, text));
    }

    private static String in(Duration left) {
        long days = left.toDays();
        return days == 0 ? "within a day" : days == 1 ? "in 1 day" : "in " + days + " days";
    }
}
