package org.erpconnector.auth;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.System.Logger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.erpconnector.auth.calls.CallGuard;
import org.erpconnector.auth.keys.CallerKey;
import org.erpconnector.auth.keys.CallerKeys;
import org.erpconnector.auth.keys.ConnectorKeys;
import org.erpconnector.auth.keys.CryptoProvider;
import org.erpconnector.auth.message.MemberOrder;
import org.erpconnector.auth.message.MessageReader;
import org.erpconnector.auth.message.MirroringAnswer;
import org.erpconnector.auth.message.Recognizer;
import org.erpconnector.auth.message.ReplyWriter;
import org.erpconnector.auth.replay.MemoryReplayGuard;
import org.erpconnector.auth.replay.ReplayGuard;
import org.erpconnector.auth.token.ApplicationTokenSigner;
import org.erpconnector.auth.token.CallerTokenRules;
import org.erpconnector.auth.token.CallerTokenVerifier;
import org.erpconnector.auth.token.SignedJwtSigner;
import org.erpconnector.auth.token.SigningKey;

/**
 * Whole handshakes before the first caller's, whose answer would otherwise wait for a hundred classes to be loaded and run
 * uncompiled. They go the way of every other, through a gate, but between the application key and itself, by rules and with
 * a log of their own; nothing of them leaves this class. A key that may live in hardware is spared, and one too small for
 * JWTs.
 */
final class WarmUp {
    private static final String ISSUER = "warm-up";
    private static final String AUDIENCE = "spn:warm-up";
    private static final String PATH = "/warm-up";
    private static final Duration PATIENCE = Duration.ofMillis(1500);
    /** After how many rounds none of which was a tenth faster than the fastest before. */
    private static final int SETTLED = 20;

    private final PrivateKey key;
    private final Clock clock;
    private final Gate gate;

    private WarmUp(PrivateKey key, RSAPublicKey publicKey, Clock clock, Startup parts) {
        this.key = key;
        CryptoProvider crypto = parts.keys().keys().crypto();
        SigningKey signing = new SigningKey(crypto.signing(key), publicKey);
        this.clock = clock;
        CallerKeys caller = CallerKeys.of(
                List.of(new CallerKey(publicKey, Optional.empty(), ISSUER, Set.of(ISSUER), Set.of(ISSUER), Set.of())));
        CallerTokenRules rules =
                new CallerTokenRules(ISSUER, AUDIENCE, Pattern.compile("[0-9A-F]{32}"), Duration.ZERO, clock);
        Credentials credentials = new Credentials(
                Optional.of(new CallerTokenVerifier(caller, rules, crypto)),
                new ReplySigners(
                        ISSUER,
                        new ApplicationTokenSigner(signing, clock),
                        new SignedJwtSigner(signing, new SignedJwtSigner.KeyId(ISSUER, null), AUDIENCE, clock)),
                Optional.empty());
        HandshakeLog log = new HandshakeLog(new Silence(), ISSUER);
        ReplayGuard replay = new MemoryReplayGuard(MemoryReplayGuard.CAPACITY, clock);
        Handshake handshake = new Handshake(
                new TokenProof(() -> credentials, () -> {}, replay, log),
                clock,
                new HandshakeLimit(0, System::nanoTime),
                CallGuard.open(),
                new ReplyWriter(MemberOrder.STATUS_FIRST, new MirroringAnswer("1", "1")),
                log,
                keyId -> {});
        this.gate = new Gate(
                new Startup(
                        new Recognizer(PATH),
                        new MessageReader(),
                        handshake,
                        replay,
                        CallGuard.open(),
                        Optional.empty(),
                        parts.limits(),
                        parts.keys(),
                        parts.settings(),
                        ISSUER),
                log,
                ISSUER);
    }

    /**
     * Runs until handshakes get no faster, or patience ends.
     *
     * @param parts what the filter consists of
     * @return how many rounds that took; 0: the key is spared
     * @throws IllegalStateException if a handshake is not accepted
     * @throws GeneralSecurityException if the key does not sign
     */
    static int run(Startup parts) throws GeneralSecurityException {
        ConnectorKeys keys = parts.keys().keys().keys();
        RSAPublicKey publicKey = keys.applicationPublicKey();
        if (!(keys.applicationKey() instanceof RSAPrivateCrtKey key)
                || publicKey.getModulus().bitLength() < SignedJwtSigner.LEAST_BITS) {
            return 0;
        }
        return new WarmUp(key, publicKey, Clock.systemUTC(), parts).rounds();
    }

    private int rounds() throws GeneralSecurityException {
        long start = System.nanoTime();
        long best = Long.MAX_VALUE;
        int round = 0;
        for (int since = 0; since < SETTLED && System.nanoTime() - start < PATIENCE.toNanos(); since++) {
            round++;
            long before = System.nanoTime();
            answer("text/xml", Optional.of("urn:warm-up/Authenticate"), envelope(token()));
            answer("application/jwt", Optional.empty(), token());
            long nanos = System.nanoTime() - before;
            if (nanos < best - best / 10) {
                best = nanos;
                since = -1;
            }
        }
        return round;
    }

    private void answer(String contentType, Optional<String> soapAction, String body) {
        HttpServletRequest request =
                WarmUpRequest.post(PATH, contentType, soapAction, body.getBytes(StandardCharsets.US_ASCII));
        boolean accepted = gate.decide(request) instanceof Gate.Decision.Answered answered
                && answered.reply().status() == 200
                // With its brackets: a token may have these letters anywhere.
                && !answered.reply().text().contains(">false<");
        if (!accepted) {
            throw new IllegalStateException("a handshake with itself is not accepted");
        }
    }

    /** Its key is named as in published tokens, by kid and x5t, so that the choice of a key has been made before. */
    private String token() throws GeneralSecurityException {
        long now = clock.instant().getEpochSecond();
        String nonce = UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
        String signed = base64url(
                        "{\"alg\":\"RS256\",\"kid\":\"" + ISSUER + "\",\"x5t\":\"" + ISSUER + "\",\"typ\":\"JWT\"}")
                + "."
                + base64url("{\"sub\":\"" + ISSUER + "\",\"nonce\":\"" + nonce + "\",\"nbf\":" + (now - 60)
                        + ",\"exp\":" + (now + 60) + ",\"iss\":\"" + ISSUER + "\",\"aud\":\"" + AUDIENCE + "\"}");
        Signature signature = Signature.getInstance("SHA256withRSA");
        signature.initSign(key);
        signature.update(signed.getBytes(StandardCharsets.US_ASCII));
        return signed + "." + Base64.getUrlEncoder().withoutPadding().encodeToString(signature.sign());
    }

    private static String base64url(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String envelope(String token) {
        return "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><Authenticate"
                + " xmlns=\"urn:warm-up\"><request><SignedToken>" + token
                + "</SignedToken></request></Authenticate></s:Body></s:Envelope>";
    }

    /** Nobody is told of what did not happen. */
    private static final class Silence implements Logger {
        @Override
        public String getName() {
            return ISSUER;
        }

        @Override
        public boolean isLoggable(Level level) {
            return false;
        }

        @Override
        public void log(Level level, ResourceBundle bundle, String text, Throwable thrown) {}

        @Override
        public void log(Level level, ResourceBundle bundle, String format, Object... parameters) {}
    }
}
