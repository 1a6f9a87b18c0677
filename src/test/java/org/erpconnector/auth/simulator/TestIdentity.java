package org.erpconnector.auth.simulator;

import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** An application as a connector's developer would write it by hand: keys, and the two reply tokens. */
final class TestIdentity {

    static final Instant NOW = Instant.parse("2026-11-23T12:30:40Z");
    static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
    static final String APPLICATION_ID = "6cf25376616343b38d14ddcd804f2891";

    private TestIdentity() {}

    static RsaIdentity generate(int bits) throws GeneralSecurityException {
        return RsaIdentity.generate(bits, "Test", NOW);
    }

    static CallerToken callerToken(RsaIdentity caller) throws GeneralSecurityException {
        return CallerToken.issue(
                new CallerToken.Terms(APPLICATION_ID, "Cust12345", "SuperOffice AS", 300), caller, NOW);
    }

    static RSAPublicKey publicKey(RsaIdentity identity) {
        return (RSAPublicKey) identity.certificate().getPublicKey();
    }

    static String applicationToken(RsaIdentity application, String nonce, Instant at) {
        String minute = DateTimeFormatter.ofPattern("yyyyMMddHHmm", Locale.ROOT)
                .withZone(ZoneOffset.UTC)
                .format(at);
        String signed = nonce + "." + minute;
        return signed + "." + Base64.getEncoder().encodeToString(sign(application, signed));
    }

    static HttpReply reply(int status, String contentType, byte[] body) {
        HttpHeaders headers = HttpHeaders.of(Map.of("Content-Type", List.of(contentType)), (name, value) -> true);
        return new HttpReply(status, headers, Optional.empty(), body, false, 0);
    }

    static byte[] sign(RsaIdentity identity, String text) {
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(identity.privateKey());
            signature.update(text.getBytes(StandardCharsets.UTF_8));
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
