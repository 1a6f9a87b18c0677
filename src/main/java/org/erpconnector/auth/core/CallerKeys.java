package org.erpconnector.auth.core;

import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.erpconnector.auth.reason.Reason;
import org.jspecify.annotations.Nullable;

/** Every key that may sign a caller token, at least one. Immutable. */
public final class CallerKeys {
    private final List<CallerKey> keys;

    private CallerKeys(List<CallerKey> keys) {
        this.keys = List.copyOf(keys);
    }

    /**
     * Keys that a key set lists.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static CallerKeys of(List<CallerKey> keys) {
        if (keys.isEmpty()) {
            throw new IllegalArgumentException("no key that a caller token could be verified with");
        }
        return new CallerKeys(keys);
    }

    /**
     * Pinned certificates; the same one twice counts once.
     *
     * @throws IllegalArgumentException if there is none, or one without an RSA key
     */
    public static CallerKeys pinned(List<X509Certificate> certificates) {
        return of(certificates.stream().distinct().map(CallerKey::of).toList());
    }

    /** All of them, in the order in which they were given. */
    public List<CallerKey> all() {
        return keys;
    }

    /** Those for which the condition holds; empty if it does for none. */
    public Optional<CallerKeys> only(Predicate<CallerKey> condition) {
        List<CallerKey> left = keys.stream().filter(condition).toList();
        return left.isEmpty() ? Optional.empty() : Optional.of(new CallerKeys(left));
    }

    /**
     * Finds the key that a token's header names. The hints are unproven text of the sender and only select; all
     * that are given must agree, or a token could be made to look as if another key had signed it.
     *
     * @param kid hex SHA-1 in any case of its letters, or the {@code x5t} value exactly (older key sets write that);
     *     null if the header has none
     * @param x5t exactly as base64url without padding writes it; null if absent
     * @param x5tS256 likewise
     * @throws TokenRejectedException if they name none, or no one key
     */
    public CallerKey select(@Nullable String kid, @Nullable String x5t, @Nullable String x5tS256)
            throws TokenRejectedException {
        List<Predicate<CallerKey>> hints = new ArrayList<>();
        if (kid != null) {
            hints.add(key -> key.hasKid(kid));
        }
        if (x5t != null) {
            hints.add(key -> key.x5ts().contains(x5t));
        }
        if (x5tS256 != null) {
            hints.add(key -> key.x5tS256s().contains(x5tS256));
        }
        if (hints.isEmpty()) {
            if (keys.size() > 1) {
                throw new TokenRejectedException(
                        Reason.KEY_HINT_MISSING, "neither kid nor x5t, and the caller has several keys");
            }
            return keys.get(0);
        }
        if (hints.stream().anyMatch(hint -> keys.stream().noneMatch(hint))) {
            throw new TokenRejectedException(Reason.KEY_UNKNOWN, hints(kid, x5t) + " names no key of the caller");
        }
        List<CallerKey> agreed = keys.stream()
                .filter(key -> hints.stream().allMatch(hint -> hint.test(key)))
                .toList();
        // Two certificates made to have one SHA-1 are told apart by x5t#S256, or not at all.
        if (agreed.size() != 1) {
            throw new TokenRejectedException(Reason.KEY_HINTS_DISAGREE, hints(kid, x5t) + " name different keys");
        }
        return agreed.get(0);
    }

    private static String hints(@Nullable String kid, @Nullable String x5t) {
        return "kid [" + HeaderRules.shown(kid) + "] x5t [" + HeaderRules.shown(x5t) + "]";
    }

    @Override
    public String toString() {
        return keys.toString();
    }
}
