package org.erpconnector.auth.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;
import org.erpconnector.auth.config.Networks;
import org.jspecify.annotations.Nullable;

/**
 * Who may see the status page: who is in the role, by the server's own login, or knows the password; and over plain HTTP
 * nobody but on a connection from this machine itself. Safe for use by several threads.
 */
final class StatusAccess {
    /** Wrong passwords in a minute before even the right one is refused: a guesser cannot tell which it was. */
    static final int GUESSES = 10;

    /** Of credentials with a password of the longest kind, in the widest characters, and a name. */
    private static final int LONGEST_CREDENTIALS = 2048;

    private static final String BASIC = "basic ";
    private static final Set<String> OF_PROXIES = Set.of(
            "forwarded",
            "via",
            "x-real-ip",
            "x-client-ip",
            "x-cluster-client-ip",
            "true-client-ip",
            "cf-connecting-ip");
    private static final String OF_PROXIES_TOO = "x-forwarded";

    private final @Nullable String role;
    private final byte @Nullable [] password;
    /** Strangers' guesses do not lock out who sits at the machine. */
    private final GuessBudget ofThisMachine;

    private final GuessBudget ofOthers;
    private final HandshakeLog log;

    /** What a request for the page gets. */
    enum Answer {
        /** The page. */
        SHOWN,
        /** A question for the password. */
        CHALLENGED,
        /** A refusal: it came over plain HTTP, and perhaps from another machine. */
        NOT_PRIVATE,
        /** A refusal: too many wrong passwords have come. */
        TOO_MANY_GUESSES,
        /** Whatever the connector answers. */
        PASSED
    }

    /**
     * @param role whose users may see it; empty: nobody by a role
     * @param password with which anybody may see it; empty: nobody by a password
     * @param log hears of wrong ones
     * @param nanoTime a clock that never goes back, in nanoseconds
     */
    StatusAccess(Optional<String> role, Optional<char[]> password, HandshakeLog log, LongSupplier nanoTime) {
        this.role = role.orElse(null);
        this.password = password.map(known -> hash(new String(known).getBytes(StandardCharsets.UTF_8)))
                .orElse(null);
        this.ofThisMachine = new GuessBudget(GUESSES, nanoTime);
        this.ofOthers = new GuessBudget(GUESSES, nanoTime);
        this.log = log;
    }

    Answer judge(HttpServletRequest request) {
        boolean direct = direct(request);
        boolean safe = direct || request.isSecure();
        if (role != null && request.isUserInRole(role)) {
            return safe ? Answer.SHOWN : Answer.NOT_PRIVATE;
        }
        byte[] known = password;
        if (known == null) {
            return Answer.PASSED;
        }
        // No challenge: it would have a browser send the password where others can read it.
        if (!safe) {
            return Answer.NOT_PRIVATE;
        }
        Optional<byte[]> given = given(request);
        if (given.isEmpty()) {
            return Answer.CHALLENGED;
        }
        // Hashes, so that not even the length of the password can be measured.
        boolean right = MessageDigest.isEqual(hash(given.get()), known);
        return switch ((direct ? ofThisMachine : ofOthers).judge(right)) {
            case RIGHT -> Answer.SHOWN;
            case WRONG -> {
                log.statusRefused(String.valueOf(request.getRemoteAddr()), "wrong password");
                yield Answer.CHALLENGED;
            }
            case LAST_WRONG -> {
                log.statusRefused(
                        String.valueOf(request.getRemoteAddr()),
                        "wrong password, and for the rest of this minute the right one is refused too");
                yield Answer.CHALLENGED;
            }
            case SPENT -> Answer.TOO_MANY_GUESSES;
        };
    }

    /**
     * Whether nobody else stands between: the connection comes from this machine, and no proxy says that it has passed
     * something on. Less than a proof, for a proxy may say nothing, and so never enough by itself.
     */
    private static boolean direct(HttpServletRequest request) {
        Enumeration<String> names = request.getHeaderNames();
        return names != null
                && Networks.LOOPBACK.contain(String.valueOf(request.getRemoteAddr()))
                && Networks.LOOPBACK.contain(String.valueOf(request.getLocalAddr()))
                && Collections.list(names).stream()
                        .map(name -> name.toLowerCase(Locale.ROOT))
                        .noneMatch(name -> OF_PROXIES.contains(name) || name.startsWith(OF_PROXIES_TOO));
    }

    /** The bytes of the password of RFC 7617, whoever its user is; empty if the request has none, or two. */
    private static Optional<byte[]> given(HttpServletRequest request) {
        Enumeration<String> headers = request.getHeaders("Authorization");
        List<String> all = headers == null ? List.of() : Collections.list(headers);
        if (all.size() != 1 || all.get(0).length() > LONGEST_CREDENTIALS) {
            return Optional.empty();
        }
        String header = all.get(0);
        if (!header.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return Optional.empty();
        }
        byte[] credentials;
        try {
            credentials =
                    Base64.getDecoder().decode(header.substring(BASIC.length()).strip());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        for (int i = 0; i < credentials.length; i++) {
            if (credentials[i] == ':') {
                return Optional.of(Arrays.copyOfRange(credentials, i + 1, credentials.length));
            }
        }
        return Optional.empty();
    }

    private static byte[] hash(byte[] text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
