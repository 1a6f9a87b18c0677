package org.erpconnector.auth.core;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.erpconnector.auth.reason.Reason;
import org.jspecify.annotations.Nullable;

/**
 * What the claims of a caller token must say, judged after its signature. There is no switch to leave a rule out.
 * Immutable and safe for use by several threads if the clock is.
 *
 * @param issuer value of {@code iss}, exactly
 * @param applicationIds whom a token may be for: {@code aud} is {@code spn:} and one of them; the case of A to Z is ignored
 * @param noncePattern what a nonce may look like, beyond the limits that hold anyway
 * @param clockSkew by how much the caller's clock may differ from ours
 * @param clock what time it is
 */
public record CallerTokenRules(
        String issuer, List<String> applicationIds, Pattern noncePattern, Duration clockSkew, Clock clock) {
    /** Before the application id in an audience, and in the issuer of our own JWT. */
    static final String SERVICE = "spn:";

    private static final String CONTEXT = "http://schemes.superoffice.net/identity/ctx";
    /** First second of the year 10000: later values are milliseconds, overflows or tricks. */
    private static final long LATEST = 253402300800L;

    private static final long LONGEST_LIFETIME = 3600;
    private static final Pattern TENANT = Pattern.compile("[A-Za-z0-9_-]{1,64}");
    /**
     * Whatever the setting says. Our key also signs {@code <system user token>.<minute>.<signature>}, so a nonce with a
     * dot would let its sender have us sign a credential.
     */
    private static final Pattern NONCE_AT_MOST = Pattern.compile("[A-Za-z0-9_-]{16,128}");

    public CallerTokenRules {
        applicationIds = List.copyOf(applicationIds);
    }

    /** The token of these claims, if every rule holds. */
    VerifiedCallerToken check(JsonNode claims, String callerKeyId, String keyThumbprint, VerificationObserver observer)
            throws TokenRejectedException {
        try {
            return judge(claims, callerKeyId, keyThumbprint, observer);
        } catch (TokenRejectedException e) {
            // SuperOffice itself has signed these claims, so the log may say whose they are.
            throw e.of(named(claims).orElse(null), said(claims));
        }
    }

    private VerifiedCallerToken judge(
            JsonNode claims, String callerKeyId, String keyThumbprint, VerificationObserver observer)
            throws TokenRejectedException {
        String tokenIssuer = text(claims, "iss");
        if (!issuer.equals(tokenIssuer)) {
            throw new TokenRejectedException(
                    Reason.ISSUER_WRONG, "iss [" + tokenIssuer + "] instead of [" + issuer + "]");
        }
        observer.holds(TokenRule.ISSUER, () -> issuer);
        String tokenAudience = text(claims, "aud");
        String applicationId = applicationIds.stream()
                .filter(id -> tokenAudience != null && Ascii.equalsIgnoreCase(tokenAudience, SERVICE + id))
                .findFirst()
                .orElseThrow(() -> new TokenRejectedException(
                        Reason.AUDIENCE_WRONG,
                        "aud [" + tokenAudience + "] instead of [" + SERVICE
                                + String.join("] or [" + SERVICE, applicationIds) + "]"));
        observer.holds(TokenRule.AUDIENCE, () -> tokenAudience);
        TokenTimes times = checkTimes(claims, observer);
        // RFC 7519 section 4.1.7. jjwt refuses any other, and a rule that is broken is named in its place.
        text(claims, "jti");
        String nonce = nonce(claims);
        observer.holds(TokenRule.NONCE, () -> nonce.length() + " characters that match " + noncePattern);
        String tenant = tenant(claims);
        observer.holds(TokenRule.TENANT, () -> tenant);
        return new VerifiedCallerToken(
                nonce,
                tenant,
                issuer,
                applicationId,
                callerKeyId,
                keyThumbprint,
                times.expires().plus(clockSkew),
                times);
    }

    private TokenTimes checkTimes(JsonNode claims, VerificationObserver observer) throws TokenRejectedException {
        long notBefore = seconds(claims, "nbf");
        long expiry = seconds(claims, "exp");
        if (expiry <= notBefore || expiry - notBefore > LONGEST_LIFETIME) {
            throw new TokenRejectedException(
                    Reason.LIFETIME_NOT_ALLOWED, "exp - nbf is " + (expiry - notBefore) + " s, not 1 to 3600");
        }
        Instant now = clock.instant();
        Instant end = Instant.ofEpochSecond(expiry);
        Instant begin = Instant.ofEpochSecond(notBefore);
        // RFC 7519 section 4.1.4: not on or after the expiry; some libraries still accept the very instant.
        if (!now.isBefore(end.plus(clockSkew))) {
            throw new TokenRejectedException(
                    Reason.TOKEN_EXPIRED,
                    "expired " + TimeSpan.of(Duration.between(end, now)) + " ago: exp " + end + ", our clock says "
                            + now);
        }
        if (begin.isAfter(now.plus(clockSkew))) {
            throw new TokenRejectedException(
                    Reason.TOKEN_NOT_YET_VALID,
                    "not valid for another " + TimeSpan.of(Duration.between(now, begin)) + ": nbf " + begin
                            + ", our clock says " + now);
        }
        if (claims.has("iat") && Instant.ofEpochSecond(seconds(claims, "iat")).isAfter(now.plus(clockSkew))) {
            throw new TokenRejectedException(Reason.TOKEN_NOT_YET_VALID, "iat is in the future");
        }
        observer.holds(
                TokenRule.TIMES,
                () -> "from " + begin + " until " + end + ", with " + clockSkew.toSeconds()
                        + " s for clocks that differ; our clock says " + now);
        return new TokenTimes(begin, end);
    }

    /** The times of claims that are refused, whatever for; null if they have none. */
    private static @Nullable TokenTimes said(JsonNode claims) {
        try {
            return new TokenTimes(
                    Instant.ofEpochSecond(seconds(claims, "nbf")), Instant.ofEpochSecond(seconds(claims, "exp")));
        } catch (TokenRejectedException untold) {
            return null;
        }
    }

    private String nonce(JsonNode claims) throws TokenRejectedException {
        String nonce = text(claims, "nonce");
        if (nonce == null
                || !NONCE_AT_MOST.matcher(nonce).matches()
                || !noncePattern.matcher(nonce).matches()) {
            throw new TokenRejectedException(Reason.NONCE_NOT_ALLOWED, "nonce does not match " + noncePattern);
        }
        return nonce;
    }

    private static String tenant(JsonNode claims) throws TokenRejectedException {
        String context = text(claims, CONTEXT);
        String subject = text(claims, "sub");
        return named(claims)
                .orElseThrow(() -> new TokenRejectedException(
                        Reason.TENANT_NOT_ALLOWED, "ctx [" + context + "] sub [" + subject + "]"));
    }

    /** The one customer that the claims name, whatever else is wrong with them. */
    private static Optional<String> named(JsonNode claims) {
        JsonNode context = claims.path(CONTEXT);
        JsonNode subject = claims.path("sub");
        JsonNode tenant = context.isMissingNode() ? subject : context;
        boolean twoTenants = !context.isMissingNode() && !subject.isMissingNode() && !context.equals(subject);
        return tenant.isTextual()
                        && !twoTenants
                        && TENANT.matcher(tenant.textValue()).matches()
                ? Optional.of(tenant.textValue())
                : Optional.empty();
    }

    /** The text of a claim; null if it is absent. Any other type is refused, never converted. */
    private static @Nullable String text(JsonNode claims, String name) throws TokenRejectedException {
        JsonNode value = claims.get(name);
        if (value == null) {
            return null;
        }
        if (!value.isTextual()) {
            throw new TokenRejectedException(Reason.CLAIMS_MALFORMED, name + " is no text");
        }
        return value.textValue();
    }

    /**
     * A NumericDate, integral and of a sane size. Libraries take text, fractions and numbers that overflow into another
     * century, and take a missing exp for "never".
     */
    private static long seconds(JsonNode claims, String name) throws TokenRejectedException {
        JsonNode value = claims.get(name);
        if (value == null
                || !value.isIntegralNumber()
                || !value.canConvertToLong()
                || value.longValue() <= 0
                || value.longValue() >= LATEST) {
            throw new TokenRejectedException(Reason.CLAIMS_MALFORMED, name + " is no number of seconds");
        }
        return value.longValue();
    }
}
