package org.erpconnector.auth;

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
import org.erpconnector.auth.keys.CryptoProvider;
import org.erpconnector.auth.keys.JcaKey;
import org.erpconnector.auth.keys.LoadedKeys;
import org.erpconnector.auth.message.HandshakeReply;
import org.erpconnector.auth.message.MemberOrder;
import org.erpconnector.auth.message.MessageReader;
import org.erpconnector.auth.message.MirroringAnswer;
import org.erpconnector.auth.message.Reading;
import org.erpconnector.auth.message.Recognizer;
import org.erpconnector.auth.message.ReplyWriter;
import org.erpconnector.auth.message.RequestHead;
import org.erpconnector.auth.replay.MemoryReplayGuard;
import org.erpconnector.auth.token.ApplicationTokenSigner;
import org.erpconnector.auth.token.CallerTokenRules;
import org.erpconnector.auth.token.CallerTokenVerifier;
import org.erpconnector.auth.token.SignedJwtSigner;
import org.jspecify.annotations.Nullable;

/**
 * Whole handshakes before the first caller's, whose answer would otherwise wait for a hundred classes to be loaded and run
 * uncompiled. They are between the application key and itself, by rules and with a log of their own; nothing of them
 * leaves this class. A key that may live in hardware is spared, and one too small for JWTs.
 */
final class WarmUp {
    private static final String ISSUER = "warm-up";
    private static final String AUDIENCE = "spn:warm-up";
    private static final String PATH = "/warm-up";
    private static final Duration PATIENCE = Duration.ofMillis(600);
    /** After how many rounds none of which was a tenth faster than the fastest before. */
    private static final int SETTLED = 20;

    private final PrivateKey key;
    private final Clock clock;
    private final Handshake handshake;
    private final Recognizer recognizer = new Recognizer(PATH);
    private final MessageReader reader = new MessageReader();

    private WarmUp(PrivateKey key, RSAPublicKey publicKey, CryptoProvider crypto, Clock clock) {
        this.key = key;
        JcaKey<PrivateKey> signing = crypto.signing(key);
        this.clock = clock;
        CallerKeys caller = CallerKeys.of(
                List.of(new CallerKey(publicKey, Optional.empty(), ISSUER, Set.of(ISSUER), Set.of(), Set.of())));
        CallerTokenRules rules =
                new CallerTokenRules(ISSUER, AUDIENCE, Pattern.compile("[0-9A-F]{32}"), Duration.ZERO, clock);
        Credentials credentials = new Credentials(
                Optional.of(new CallerTokenVerifier(caller, rules, crypto)),
                new ReplySigners(
                        new ApplicationTokenSigner(signing, publicKey, clock),
                        new SignedJwtSigner(signing, new SignedJwtSigner.KeyId(ISSUER, null), AUDIENCE, clock)),
                Optional.empty());
        HandshakeLog log = new HandshakeLog(new Silence(), ISSUER);
        this.handshake = new Handshake(
                new TokenProof(
                        () -> credentials, () -> {}, new MemoryReplayGuard(MemoryReplayGuard.CAPACITY, clock), log),
                clock,
                new HandshakeLimit(0, System::nanoTime),
                CallGuard.open(),
                new ReplyWriter(MemberOrder.STATUS_FIRST, new MirroringAnswer("1", "1")),
                log);
    }

    /**
     * Runs until handshakes get no faster, or patience ends.
     *
     * @return how many rounds that took; 0: the key is spared
     * @throws IllegalStateException if a handshake is not accepted
     * @throws GeneralSecurityException if the key does not sign
     */
    static int run(LoadedKeys keys) throws GeneralSecurityException {
        RSAPublicKey publicKey = keys.keys().applicationPublicKey();
        if (!(keys.keys().applicationKey() instanceof RSAPrivateCrtKey key)
                || publicKey.getModulus().bitLength() < SignedJwtSigner.LEAST_BITS) {
            return 0;
        }
        return new WarmUp(key, publicKey, keys.crypto(), Clock.systemUTC()).rounds();
    }

    private int rounds() throws GeneralSecurityException {
        long start = System.nanoTime();
        long best = Long.MAX_VALUE;
        int round = 0;
        for (int since = 0; since < SETTLED && System.nanoTime() - start < PATIENCE.toNanos(); since++) {
            round++;
            long before = System.nanoTime();
            answer(new Head("text/xml", List.of("urn:warm-up/Authenticate")), envelope(token()));
            answer(new Head("application/jwt", List.of()), token());
            long nanos = System.nanoTime() - before;
            if (nanos < best - best / 10) {
                best = nanos;
                since = -1;
            }
        }
        return round;
    }

    private record Head(String contentType, List<String> soapActions) implements RequestHead {
        @Override
        public String method() {
            return "POST";
        }

        @Override
        public String path() {
            return PATH;
        }

        @Override
        public @Nullable String contentEncoding() {
            return null;
        }
    }

    private void answer(Head head, String body) {
        Reading reading =
                reader.read(recognizer.recognise(head), head.contentType(), body.getBytes(StandardCharsets.UTF_8));
        HandshakeReply reply = handshake.answer(((Reading.Asked) reading).request(), ISSUER);
        if (reply.status() != 200 || reply.text().contains("false")) {
            throw new IllegalStateException("a handshake with itself is not accepted");
        }
    }

    private String token() throws GeneralSecurityException {
        long now = clock.instant().getEpochSecond();
        String nonce = UUID.randomUUID().toString().replace("-", "").toUpperCase(Locale.ROOT);
        String signed = base64url("{\"alg\":\"RS256\",\"kid\":\"" + ISSUER + "\",\"typ\":\"JWT\"}") + "."
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
