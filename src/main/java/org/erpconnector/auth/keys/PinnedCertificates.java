package org.erpconnector.auth.keys;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All pinned certificates of the caller, at least one. Immutable. */
public final class PinnedCertificates {
    private final List<PinnedCertificate> certificates;

    private PinnedCertificates(List<PinnedCertificate> certificates) {
        this.certificates = List.copyOf(certificates);
    }

    /**
     * Pins certificates; the same one twice counts once.
     *
     * @throws IllegalArgumentException if there is none, or one without an RSA key
     */
    public static PinnedCertificates of(List<X509Certificate> certificates) {
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("no certificate to pin");
        }
        return new PinnedCertificates(
                certificates.stream().distinct().map(PinnedCertificate::of).toList());
    }

    /** All of them, in the order in which they were given. */
    public List<PinnedCertificate> all() {
        return certificates;
    }

    /**
     * Finds the certificate that a token's header names. The hints are unproven text of the sender and only select; all
     * that are given must agree, or a token could be made to look as if another key had signed it.
     *
     * @param kid hex SHA-1 in any case of its letters, or the {@code x5t} value exactly (older key sets write that);
     *     null if the header has none
     * @param x5t exactly as base64url without padding writes it; null if absent
     * @param x5tS256 likewise
     */
    public CertificateChoice select(@Nullable String kid, @Nullable String x5t, @Nullable String x5tS256) {
        List<Predicate<PinnedCertificate>> hints = new ArrayList<>();
        if (kid != null) {
            hints.add(pinned -> sameHex(pinned.sha1Hex(), kid) || pinned.x5t().equals(kid));
        }
        if (x5t != null) {
            hints.add(pinned -> pinned.x5t().equals(x5t));
        }
        if (x5tS256 != null) {
            hints.add(pinned -> pinned.x5tS256().equals(x5tS256));
        }
        if (hints.isEmpty()) {
            return certificates.size() == 1
                    ? new CertificateChoice.Chosen(certificates.get(0))
                    : CertificateChoice.Refused.NO_HINT;
        }
        if (hints.stream().anyMatch(hint -> certificates.stream().noneMatch(hint))) {
            return CertificateChoice.Refused.UNKNOWN_HINT;
        }
        List<PinnedCertificate> agreed = certificates.stream()
                .filter(pinned -> hints.stream().allMatch(hint -> hint.test(pinned)))
                .toList();
        // Two certificates made to have one SHA-1 are told apart by x5t#S256, or not at all.
        return agreed.size() == 1
                ? new CertificateChoice.Chosen(agreed.get(0))
                : CertificateChoice.Refused.HINTS_DISAGREE;
    }

    /** ASCII only: Unicode case rules would make more than one text equal to a thumbprint. */
    private static boolean sameHex(String upperHex, String text) {
        if (text.length() != upperHex.length()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            char upper = c >= 'a' && c <= 'f' ? (char) (c - 'a' + 'A') : c;
            if (upper != upperHex.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    @Override
    public String toString() {
        return certificates.toString();
    }
}
