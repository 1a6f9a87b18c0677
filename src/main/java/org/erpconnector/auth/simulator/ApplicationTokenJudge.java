package org.erpconnector.auth.simulator;

import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/**
 * Judges an application token, {@code nonce.yyyyMMddHHmm.signature}, by the rules of the verifier in SuperOffice's
 * published sample of a mirroring service: three parts, our nonce, a UTC minute less than 15 minutes away, and a
 * signature over {@code nonce.minute} in standard base64.
 */
final class ApplicationTokenJudge implements ReplyJudge {

    private static final Duration CLOCKS_MAY_DIFFER = Duration.ofMinutes(15);
    private static final DateTimeFormatter MINUTE =
            DateTimeFormatter.ofPattern("uuuuMMddHHmm", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);

    private final RSAPublicKey applicationKey;

    ApplicationTokenJudge(RSAPublicKey applicationKey) {
        this.applicationKey = applicationKey;
    }

    @Override
    public List<Check> judge(String replyToken, CallerToken sent, Instant now) {
        String[] parts = replyToken.split("\\.", -1);
        String form = "the reply is nonce.minute.signature";
        if (parts.length != 3) {
            return List.of(Check.failed(form, "it has " + parts.length + " parts instead of three"));
        }
        if (replyToken.startsWith("eyJ")) {
            return List.of(Check.failed(form, "it is a signed JWT; if that is meant, say --reply jwt"));
        }
        List<Check> checks = new ArrayList<>();
        checks.add(Check.ok(form));
        checks.add(Check.of("the nonce is the one sent", parts[0].equals(sent.nonce()), "it is another one"));
        checks.add(minute(parts[1], now));
        checks.add(signature(parts));
        return List.copyOf(checks);
    }

    private static Check minute(String minute, Instant now) {
        String rule =
                "the time is less than 15 minutes from now (" + MINUTE.format(now.atOffset(ZoneOffset.UTC)) + " UTC)";
        try {
            Instant time = LocalDateTime.parse(minute, MINUTE).toInstant(ZoneOffset.UTC);
            Duration away = Duration.between(time, now).abs();
            return Check.of(
                    rule,
                    away.compareTo(CLOCKS_MAY_DIFFER) < 0,
                    "it is " + minute + ", " + away.toMinutes()
                            + " minutes away: wrong clock, or local time instead of UTC");
        } catch (DateTimeException e) {
            return Check.failed(rule, "[" + Shown.text(minute) + "] is no time of the form yyyyMMddHHmm");
        }
    }

    private Check signature(String[] parts) {
        try {
            byte[] signature = Base64.getDecoder().decode(parts[2]);
            if (parts[2].length() % 4 != 0) {
                return Check.failed("the signature is standard base64", "its padding is missing");
            }
            return ReplyJudge.signature(
                    applicationKey, (parts[0] + "." + parts[1]).getBytes(StandardCharsets.UTF_8), signature);
        } catch (IllegalArgumentException e) {
            boolean urlSafe = parts[2].matches("[0-9A-Za-z_=-]+");
            return Check.failed(
                    "the signature is standard base64",
                    urlSafe ? "it is base64url, the alphabet of JWTs" : "it has characters that do not belong there");
        }
    }
}
