package org.erpconnector.auth.observe;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A key as JMX shows it. Its getters are the items of the composite value. Immutable. */
public final class KeyView {
    /** Left of a key that does not expire, having no certificate. */
    static final long UNLIMITED = -1;

    private final String role;
    private final String id;
    private final String thumbprint;
    private final int bits;
    private final @Nullable Instant notAfter;
    private final Instant now;

    /**
     * @param role {@code own}, {@code next} (the application key that follows) or {@code caller}
     * @param id by which logs call it
     * @param thumbprint of the bare key
     * @param bits its size
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

    /** SHA-1 of the certificate in hexadecimal; RFC 7638's thumbprint of a key without one. Log and doctor say the same. */
    public String getId() {
        return id;
    }

    /** RFC 7638's thumbprint of the key, whether there is a certificate or not. */
    public String getThumbprint() {
        return thumbprint;
    }

    /** Its size in bits. */
    public int getBits() {
        return bits;
    }

    /** The end of its certificate, as ISO 8601 writes it; null if it has none. */
    public @Nullable String getNotAfter() {
        return notAfter == null ? null : notAfter.toString();
    }

    /** Whole days until then; 0 when it is over, -1 if there is no certificate. */
    public long getDaysLeft() {
        return daysLeft(now);
    }

    /** As the log and the doctor write it: size, id, and a certificate's key by its own thumbprint too. */
    String notation() {
        return "RSA-" + bits + "/" + id + (id.equals(thumbprint) ? "" : "/" + thumbprint);
    }

    long daysLeft(Instant from) {
        return notAfter == null
                ? UNLIMITED
                : Math.max(0, Duration.between(from, notAfter).toDays());
    }
}
