package org.erpconnector.auth;

import java.security.interfaces.RSAPrivateKey;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.regex.Pattern;
import org.erpconnector.auth.keys.CallerKeys;
import org.erpconnector.auth.message.MemberOrder;
import org.erpconnector.auth.message.MessageReader;
import org.erpconnector.auth.message.MirroringAnswer;
import org.erpconnector.auth.message.Recognizer;
import org.erpconnector.auth.message.ReplyWriter;
import org.erpconnector.auth.testkit.TestKeys;
import org.erpconnector.auth.testkit.TestTokens;
import org.erpconnector.auth.token.ApplicationTokenSigner;
import org.erpconnector.auth.token.CallerTokenRules;
import org.erpconnector.auth.token.CallerTokenVerifier;
import org.erpconnector.auth.token.SignedJwtSigner;

/**
 * What a filter consists of at {@link TestTokens#NOW}, without settings.
 *
 * @param caller whose tokens are valid
 * @param other a second caller, so that a token without a key hint is refused
 * @param application its own key
 * @param log what it says
 */
record TestParts(TestKeys caller, TestKeys other, TestKeys application, RecordedLog log) {
    static final String PATH = "/authenticate";
    static final int MAX_MESSAGE_SIZE = 65536;

    static TestParts make() {
        return new TestParts(TestKeys.ofBits(2048), TestKeys.ofBits(2048), TestKeys.ofBits(2048), new RecordedLog());
    }

    /** The same callers, with a log of its own. */
    TestParts withLog(RecordedLog another) {
        return new TestParts(caller, other, application, another);
    }

    WatchedKey key(boolean broken) {
        return new WatchedKey((RSAPrivateKey) application.pair().getPrivate(), broken);
    }

    Handshake handshake(WatchedKey key, HandshakeLimit limit) {
        Clock clock = Clock.fixed(TestTokens.NOW, ZoneOffset.UTC);
        String audience = "spn:" + TestTokens.APPLICATION_ID;
        CallerTokenRules rules = new CallerTokenRules(
                "SuperOffice AS", audience, Pattern.compile("[0-9A-Fa-f]{32}"), Duration.ofSeconds(60), clock);
        return new Handshake(
                new CallerTokenVerifier(CallerKeys.pinned(List.of(caller.certificate(), other.certificate())), rules),
                new ReplySigners(
                        new ApplicationTokenSigner(key, application.publicKey(), clock),
                        new SignedJwtSigner(key, new SignedJwtSigner.KeyId("kid", null), audience, clock)),
                limit,
                new ReplyWriter(MemberOrder.STATUS_FIRST, new MirroringAnswer("1", "4.0")),
                new HandshakeLog(log, "erp"));
    }

    RunningFilter running(String name, WatchedKey key, String authenticatePath, int maxMessageSize) {
        Startup parts = new Startup(
                new Recognizer(authenticatePath),
                new MessageReader(),
                handshake(key, new HandshakeLimit(0, () -> 0)),
                maxMessageSize,
                List.of(),
                "");
        return new RunningFilter(new Gate(parts, name), new HandshakeLog(log, name));
    }
}
