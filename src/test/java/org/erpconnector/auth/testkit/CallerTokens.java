package org.erpconnector.auth.testkit;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.erpconnector.auth.simulator.DemoKeys;

/** Tokens of the demo's caller that are valid now, each with a nonce of its own; remembers what nobody may see. */
public final class CallerTokens {
    private final DemoKeys keys;
    private final X509Certificate certificate;
    private final PrivateKey key;
    private final List<String> secrets = new ArrayList<>();
    private final Random random = new Random(7);

    /** Whoever takes a token and answers. */
    public interface Connector {
        HttpResponse<String> post(String token) throws IOException, InterruptedException;
    }

    private CallerTokens(DemoKeys keys, X509Certificate certificate, PrivateKey key) {
        this.keys = keys;
        this.certificate = certificate;
        this.key = key;
    }

    public static CallerTokens of(DemoKeys keys) throws IOException, GeneralSecurityException {
        DemoKeys.StoredKey caller = keys.caller();
        char[] password = caller.password().toCharArray();
        KeyStore store = KeyStore.getInstance(caller.keystore().toFile(), password);
        return new CallerTokens(keys, (X509Certificate) store.getCertificate(caller.alias()), (PrivateKey)
                store.getKey(caller.alias(), password));
    }

    public String applicationId() {
        return keys.applicationId();
    }

    public String valid() {
        return withClaim("sub", "\"" + TestTokens.TENANT + "\"");
    }

    /** One that was valid an hour ago. */
    public String expired() {
        long now = Instant.now().getEpochSecond();
        return with(Map.of("nbf", Long.toString(now - 3960), "exp", Long.toString(now - 3600)));
    }

    public String withClaim(String name, String json) {
        return with(Map.of(name, json));
    }

    private String with(Map<String, String> changed) {
        byte[] bytes = new byte[16];
        random.nextBytes(bytes);
        String nonce = HexFormat.of().withUpperCase().formatHex(bytes);
        Map<String, String> claims = TestTokens.claims();
        long now = Instant.now().getEpochSecond();
        claims.put("nonce", "\"" + nonce + "\"");
        claims.put("nbf", Long.toString(now - 60));
        claims.put("exp", Long.toString(now + 300));
        claims.put("aud", "\"spn:" + keys.applicationId() + "\"");
        claims.putAll(changed);
        String token = TestTokens.signed(TestTokens.header(certificate), claims, key);
        secrets.add(nonce);
        secrets.addAll(List.of(token.split("\\.")));
        return token;
    }

    /** Nonces and parts of every token that was made. */
    public List<String> partsOfEveryToken() {
        return List.copyOf(secrets);
    }

    /** A day in the life of a connector: one handshake of each outcome. Returns what must not be in any log. */
    public List<String> session(Connector connector) throws IOException, InterruptedException {
        String valid = valid();
        String signature = valid.substring(valid.lastIndexOf('.') + 1);
        String forged = valid.substring(0, valid.lastIndexOf('.') + 1)
                + (signature.startsWith("A") ? "B" : "A")
                + signature.substring(1);
        String badNonce = "spaces and dots.202603011200.abcdef";
        List<String> sent = List.of(
                valid,
                forged,
                valid + "." + signature,
                valid.replace(".", ""),
                "nonsense." + signature,
                withClaim("aud", "\"spn:another\""),
                withClaim("exp", "1"),
                withClaim("iss", "\"somebody\""),
                withClaim("nonce", "\"" + badNonce + "\""),
                withClaim("nonce", "12345678901234567890123456789012"));
        List<String> secret = new ArrayList<>(List.of(
                badNonce,
                "12345678901234567890123456789012",
                forged.substring(forged.lastIndexOf('.') + 1),
                keys.application().password(),
                keys.caller().password()));
        for (String token : sent) {
            String answer = connector.post(token).body();
            if (!answer.startsWith("{")) {
                Stream.of(answer.split("\\.")).skip(1).forEach(secret::add);
            }
            secret.add(token);
        }
        secret.addAll(secrets);
        return secret;
    }
}
