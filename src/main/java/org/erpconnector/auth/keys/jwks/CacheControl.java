package org.erpconnector.auth.keys.jwks;

import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** For how long an answer may be kept, by its Cache-Control (RFC 9111 section 5.2.2.1). The header Date is not asked. */
final class CacheControl {
    static final Duration DEFAULT = Duration.ofMinutes(15);
    static final Duration LEAST = Duration.ofSeconds(60);
    static final Duration MOST = Duration.ofHours(24);

    private static final Pattern MAX_AGE =
            Pattern.compile("(?:^|[,\\s])max-age\\s*=\\s*\"?([0-9]{1,18})\"?(?=$|[,\\s])");

    private CacheControl() {}

    /**
     * Clamped: 0 would have us fetch all the time, and ten years would keep a key that the issuer has removed. A malformed
     * max-age counts as none; so does no-store, which many issuers send for every page.
     */
    static Duration maxAge(Optional<String> header) {
        Matcher found = MAX_AGE.matcher(header.orElse("").toLowerCase(Locale.ROOT));
        if (!found.find()) {
            return DEFAULT;
        }
        long seconds = Long.parseLong(found.group(1));
        return Duration.ofSeconds(Math.max(LEAST.toSeconds(), Math.min(seconds, MOST.toSeconds())));
    }
}
