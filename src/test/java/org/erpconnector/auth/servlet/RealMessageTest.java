package org.erpconnector.auth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.Signature;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.logging.Logger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.erpconnector.auth.config.MemberOrder;
import org.erpconnector.auth.config.ReplyTokenChoice;
import org.erpconnector.auth.core.Authenticator;
import org.erpconnector.auth.core.CallerKeys;
import org.erpconnector.auth.core.CallerTokenRules;
import org.erpconnector.auth.core.CallerTokenVerifier;
import org.erpconnector.auth.core.Credentials;
import org.erpconnector.auth.core.TokenRejectedException;
import org.erpconnector.auth.core.VerifiedCallerToken;
import org.erpconnector.auth.message.AnswerNames;
import org.erpconnector.auth.message.HandshakeReply;
import org.erpconnector.auth.message.HandshakeRequest;
import org.erpconnector.auth.message.Inspection;
import org.erpconnector.auth.message.MessageReader;
import org.erpconnector.auth.message.MirroringAnswer;
import org.erpconnector.auth.message.ReplyWriter;
import org.erpconnector.auth.message.SoapVersion;
import org.erpconnector.auth.replay.MemoryReplayGuard;
import org.erpconnector.auth.testkit.ReferenceSamples;
import org.erpconnector.auth.testkit.TestKeys;
import org.erpconnector.auth.testkit.TestSigner;
import org.erpconnector.auth.testkit.TestTokens;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** The captured handshake that SuperOffice published, byte for byte, at its own time. */
@EnabledIfSystemProperty(
        named = ReferenceSamples.PROPERTY,
        matches = ".+",
        disabledReason = "needs SuperOffice's published samples: -Dreference.samples=<folder>")
class RealMessageTest {
    private static final Instant THEN = Instant.parse("2021-09-16T11:26:00Z");
    private static final Instant EXPIRY = Instant.parse("2021-09-16T11:30:26Z");
    private static final String NONCE = "BDB65A558F193A8DD88E50E7416C0D86";
    private static final Duration SKEW = Duration.ofSeconds(60);
    private static final Inspection.Unread AUTHENTICATE =
            Inspection.Unread.soap(SoapVersion.SOAP_1_1, true, "", "text/xml; charset=utf-8");

    private static TestKeys application;

    @BeforeAll
    static void makeKeys() {
        application = TestKeys.ofBits(1024);
    }

    @Test
    void isAcceptedAsItStandsAndItsTenantIsRead() throws Exception {
        VerifiedCallerToken token = verifier(THEN).verify(question().token());
        assertThat(token.tenant()).isEqualTo("Cust10003");
        assertThat(token.nonce()).isEqualTo(NONCE);
        assertThat(token.nonceRetainedUntil()).isEqualTo(EXPIRY.plus(SKEW));
        assertThat(token.callerKeyId()).isEqualTo("16B7FB8C3F9AB06885A800C64E64C97C4AB5E98C");
    }

    @Test
    void isAnsweredInFormAndOrderOfTheCapturedAnswer() throws Exception {
        HandshakeReply reply = handshake(THEN).answer(question(), new Caller("127.0.0.1", "192.0.2.1", "/x"));
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.contentType()).isEqualTo("text/xml; charset=utf-8");
        String captured = new String(ReferenceSamples.response(), StandardCharsets.UTF_8);
        assertThat(skeleton(reply.text())).isEqualTo(skeleton(captured));

        String[] token = between(reply.text(), "SignedApplicationToken").split("\\.", -1);
        assertThat(token).hasSize(3);
        assertThat(token[0]).isEqualTo(NONCE);
        assertThat(token[1]).isEqualTo("202109161126");
        assertThat(token[2]).hasSize(172);
        Signature check = Signature.getInstance("SHA256withRSA");
        check.initVerify(application.publicKey());
        check.update((token[0] + "." + token[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(check.verify(Base64.getDecoder().decode(token[2]))).isTrue();
    }

    @Test
    void isRefusedAsExpiredFromItsExpiryPlusSkewOn() {
        assertThat(verdict(EXPIRY.plus(SKEW).minusSeconds(1), question().token()))
                .isEqualTo("accepted");
        assertThat(verdict(EXPIRY.plus(SKEW), question().token())).isEqualTo("token-expired");
        assertThat(verdict(EXPIRY.plus(SKEW).plusSeconds(60), question().token()))
                .isEqualTo("token-expired");
    }

    @Test
    void isRefusedForAnotherApplicationWithTheReason() {
        CallerTokenVerifier other = verifier(THEN, "00000000000000000000000000000000");
        assertThat(verdict(other, question().token())).isEqualTo("audience-wrong");
    }

    @Test
    void isNeverAcceptedWithOneCharacterReplacedAddedOrRemoved() {
        String token = question().token();
        CallerTokenVerifier verifier = verifier(THEN);
        List<String> accepted = new ArrayList<>();
        for (int at = 0; at <= token.length(); at++) {
            for (char c : "AQgwz09-_.=+/! ~".toCharArray()) {
                String added = token.substring(0, at) + c + token.substring(at);
                collectAccepted(verifier, added, accepted);
                if (at < token.length() && token.charAt(at) != c) {
                    collectAccepted(verifier, token.substring(0, at) + c + token.substring(at + 1), accepted);
                }
            }
            if (at < token.length()) {
                collectAccepted(verifier, token.substring(0, at) + token.substring(at + 1), accepted);
            }
        }
        assertThat(accepted).isEmpty();
    }

    /** The signature covers the first two parts, so there only its text can hide a second spelling: try every one. */
    @Test
    void isNeverAcceptedWithAnyOtherCharacterInItsSignature() {
        String token = question().token();
        CallerTokenVerifier verifier = verifier(THEN);
        List<String> accepted = new ArrayList<>();
        for (int at = token.lastIndexOf('.'); at < token.length(); at++) {
            for (char c = 0; c < 256; c++) {
                if (c != token.charAt(at)) {
                    collectAccepted(verifier, token.substring(0, at) + c + token.substring(at + 1), accepted);
                }
            }
        }
        assertThat(accepted).isEmpty();
    }

    private static void collectAccepted(CallerTokenVerifier verifier, String token, List<String> accepted) {
        if (verdict(verifier, token).equals("accepted")) {
            accepted.add(token);
        }
    }

    private static String verdict(Instant now, String token) {
        return verdict(verifier(now), token);
    }

    private static String verdict(CallerTokenVerifier verifier, String token) {
        try {
            verifier.verify(token);
            return "accepted";
        } catch (TokenRejectedException e) {
            return e.reason().code();
        }
    }

    private static HandshakeRequest question() {
        Inspection reading = new MessageReader().read(AUTHENTICATE, ReferenceSamples.request());
        assertThat(reading).isInstanceOf(HandshakeRequest.class);
        return (HandshakeRequest) reading;
    }

    private static CallerTokenVerifier verifier(Instant now) {
        return verifier(now, TestTokens.APPLICATION_ID);
    }

    private static CallerTokenVerifier verifier(Instant now, String applicationId) {
        CallerTokenRules rules = new CallerTokenRules(
                "SuperOffice AS",
                List.of(applicationId),
                Pattern.compile("[0-9A-Fa-f]{32}"),
                SKEW,
                Clock.fixed(now, ZoneOffset.UTC));
        return new CallerTokenVerifier(
                CallerKeys.pinned(List.of(ReferenceSamples.developmentCertificate())), rules, Optional.empty());
    }

    private static Handshake handshake(Instant now) {
        Credentials credentials =
                new Credentials(Optional.of(verifier(now)), TestSigner.of(application.pair()), Optional.empty());
        HandshakeLog log = TestParts.everyLine(Logger.getLogger("test"), "filter");
        Clock clock = Clock.fixed(now, ZoneOffset.UTC);
        return new Handshake(
                new Authenticator(() -> credentials, () -> {}, new MemoryReplayGuard(10, clock), () -> true, clock),
                ReplyTokenChoice.AUTO,
                TestParts.OPEN,
                new ReplyWriter(
                        MemberOrder.STATUS_FIRST, AnswerNames.DERIVED, new MirroringAnswer("1", "4.0.0.0/Release_1")),
                log,
                keyId -> {});
    }

    private static String between(String xml, String element) {
        Matcher found =
                Pattern.compile("<" + element + ">(.*)</" + element + ">").matcher(xml);
        assertThat(found.find()).isTrue();
        return found.group(1);
    }

    /** Names, namespaces, order and contents, without the token and without white space between elements. */
    private static String skeleton(String xml) {
        return xml.replaceAll(">\\s+<", "><")
                .replaceAll("\\s+xmlns", " xmlns")
                .replaceAll("(<SignedApplicationToken>)[^<]*", "$1TOKEN");
    }
}
