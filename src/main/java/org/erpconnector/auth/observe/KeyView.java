package org.erpconnector.auth.observe;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A key as JMX shows it. Its getters are the items of the composite value. Immutable. */
public final class KeyView {
    /** Days left of a key without a certificate, which does not expire. */
    static final long UNLIMITED = -1;

    private final String role;
    private final String id;
    private final String thumbprint;
    private final int bits;
    private final @Nullable Instant notAfter;
    private final Instant now;

    /**
     * @param role {@code own}, {@code next} (the next application key) or {@code caller}
     * @param id as in the log
     * @param thumbprint RFC 7638 thumbprint of the key
     * @param bits its size in bits
     * @param notAfter the end of its certificate, or null if it has none
     * @param now the instant from which days are counted
     */
    public KeyView(String role, String id, String thumbprint, int bits, @Nullable Instant notAfter, Instant now) {
        this.role = role;
        this.id = id;
        this.thumbprint = thumbprint;
        this.bits = bits;
        this.notAfter = notAfter;
        this.now = now;
    }

    /** {@code own}, {@code next} or {@code caller}. */
    public String getRole() {
        return role;
    }

    /** SHA-1 of the certificate in hexadecimal, or the RFC 7638 thumbprint of a bare key; as in log and doctor. */
    public String getId() {
        return id;
    }

    /** RFC 7638 thumbprint of the key, with or without a certificate. */
    public String getThumbprint() {
        return thumbprint;
    }

    /** Its size in bits. */
    public int getBits() {
        return bits;
    }

    /** The end of its certificate in ISO 8601; null if it has none. */
    public @Nullable String getNotAfter() {
        return notAfter == null ? null : notAfter.toString();
    }

    /** Whole days until the certificate ends; 0 if it has ended, -1 if there is none. */
    public long getDaysLeft() {
        return daysLeft(now);
    }

    /** As in log and doctor: size, id and, if the id is that of a certificate, the thumbprint of its key. */
    String notation() {
        return "RSA-" + bits + "/" + id + (id.equals(thumbprint) ? "" : "/" + thumbprint);
    }

    long daysLeft(Instant from) {
        return notAfter == null
                ? UNLIMITED
                : Math.max(0, Duration.between(from, notAfter).toDays());
    }
}
