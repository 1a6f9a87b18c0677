package org.erpconnector.auth.calls;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The secret first segment of the registered URL, which SuperOffice sends with every call. It proves that the caller
 * has seen that URL, and no more: anyone who reads an access log on the way has seen it, too. Immutable; never shows it.
 */
public final class SecretPath {
    private static final Set<String> NEVER_SERVED = Set.of(".", "..", "WEB-INF", "META-INF");

    /** Characters that a secret has: half of the shortest, and more than the names of most services. */
    private static final Pattern PERHAPS_SECRET = Pattern.compile("[A-Za-z0-9_-]{16,}");

    /** As long as a nonce. */
    private static final int SHORTEST = 32;

    private static final Pattern PERHAPS_KEY = Pattern.compile("[A-Za-z0-9_+=%-]{" + SHORTEST + ",}");

    private final byte[] segment;

    /** @param segment the segment, without a slash; ASCII */
    public SecretPath(String segment) {
        this.segment = segment.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * What follows the secret in a path.
     *
     * @param path inside the web application, decoded and normalised by the server
     * @return the path without the secret, beginning with a slash; empty if the secret is not its first segment
     */
    Optional<String> behind(String path) {
        if (!path.startsWith("/")) {
            return Optional.empty();
        }
        int end = path.indexOf('/', 1);
        String first = path.substring(1, end < 0 ? path.length() : end);
        // In constant time: a comparison that ends at the first difference tells how much of a guess was right.
        if (!MessageDigest.isEqual(first.getBytes(StandardCharsets.UTF_8), segment)) {
            return Optional.empty();
        }
        String rest = end < 0 ? "/" : path.substring(end);
        return served(rest) ? Optional.of(rest) : Optional.empty();
    }

    /**
     * A dispatch inside the server opens what no request from outside may: WEB-INF with its descriptors and keys. And an
     * empty segment, which some servers leave in a path, begins the name of a host: a registered URL has none.
     *
     * @param path begins with a slash
     */
    private static boolean served(String path) {
        String[] segments = path.substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            int parameter = segments[i].indexOf(';');
            String name = parameter < 0 ? segments[i] : segments[i].substring(0, parameter);
            boolean empty = name.isEmpty() && i < segments.length - 1;
            if (empty || NEVER_SERVED.stream().anyMatch(name::equalsIgnoreCase)) {
                return false;
            }
        }
        return path.chars().noneMatch(c -> c == '\\' || Character.isISOControl(c));
    }

    /**
     * A path of which nothing long is left but its length. A secret with a letter too many is nearly all of it, and one
     * behind another segment is the whole.
     */
    static String shown(String path) {
        return without(PERHAPS_SECRET, path);
    }

    /**
     * A path for a page that is copied into mails: what is long enough for a token, a nonce or a key has no place in it.
     * Names of services stay, where no secret is set.
     */
    public static String withoutLongNames(String path) {
        return path.length() < SHORTEST ? path : without(PERHAPS_KEY, path);
    }

    private static String without(Pattern names, String path) {
        return names.matcher(path).replaceAll(found -> "(" + (found.end() - found.start()) + " characters)");
    }

    @Override
    public String toString() {
        return "SecretPath[(secret)]";
    }
}
