package org.erpconnector.auth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.erpconnector.auth.testkit.ForkedJava;
import org.erpconnector.auth.testkit.TestKeys;
import org.erpconnector.auth.testkit.TestTokens;

/**
 * Keys and messages for {@link StartProbe}. The day is one whose week belongs to another year, before the caller's
 * certificate begins, so that a warning with dates is written, too.
 */
record ProbedStart(Path folder, TestKeys caller, TestKeys own) {
    static final String NOW = "2012-12-30T23:05:59Z";
    static final String APPLICATION_ID = "kiwi-identity";
    static final String PASSWORD = "Pa55-of-the-store";
    private static final String NAMESPACE = "urn:\u00E6\u0131\u0E01";

    static ProbedStart make(Path folder) throws IOException, GeneralSecurityException {
        ProbedStart made = new ProbedStart(folder, TestKeys.ofBits(2048), TestKeys.ofBits(2048));
        X509Certificate[] chain = {made.own.certificate()};
        Files.write(made.file("caller.crt"), made.caller.certificate().getEncoded());
        KeyStore callers = KeyStore.getInstance("PKCS12");
        callers.load(null, null);
        callers.setCertificateEntry("superoffice", made.caller.certificate());
        made.store("caller.p12", callers);
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, null);
        keys.setKeyEntry("app", made.own.pair().getPrivate(), PASSWORD.toCharArray(), chain);
        made.store("own.p12", keys);
        made.closed(Files.writeString(made.file("own.pem"), pem(made.own)));
        Files.writeString(made.file("token"), made.token(TestTokens.freshNonce()));
        Files.writeString(
                made.file("request.xml"),
                "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><Authenticate xmlns=\""
                        + NAMESPACE + "\"><request><SignedToken>" + made.token(TestTokens.NONCE)
                        + "</SignedToken></request></Authenticate></s:Body></s:Envelope>");
        return made;
    }

    private static String pem(TestKeys keys) {
        return "-----BEGIN PRIVATE KEY-----\n"
                + Base64.getMimeEncoder()
                        .encodeToString(keys.pair().getPrivate().getEncoded())
                + "\n-----END PRIVATE KEY-----\n";
    }

    private void store(String name, KeyStore store) throws IOException, GeneralSecurityException {
        try (OutputStream out = Files.newOutputStream(file(name))) {
            store.store(out, PASSWORD.toCharArray());
        }
        closed(file(name));
    }

    private void closed(Path file) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
        }
    }

    Path file(String name) {
        return folder.resolve(name);
    }

    /** Its audience is written in capitals, which a Turkish JVM would turn into other letters. */
    private String token(String nonce) {
        Map<String, String> claims = TestTokens.claims();
        long now = Instant.parse(NOW).getEpochSecond();
        claims.put("nbf", Long.toString(now - 60));
        claims.put("exp", Long.toString(now + 300));
        claims.put("nonce", "\"" + nonce + "\"");
        claims.put("aud", "\"SPN:KIWI-IDENTITY\"");
        return TestTokens.signed(
                TestTokens.header(caller.certificate()), claims, caller.pair().getPrivate());
    }

    ForkedJava run(String ownFile, String callerFile, List<String> options) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of(
                "-Derp-auth.application-id=" + APPLICATION_ID,
                "-Derp-auth.environment=custom",
                "-Derp-auth.authenticate-path=/authenticate",
                "-Derp-auth.application-key=" + file(ownFile),
                "-Derp-auth.caller-keys=" + file(callerFile)));
        if (ownFile.endsWith(".p12")) {
            all.add("-Derp-auth.application-key-password=" + PASSWORD);
        }
        if (callerFile.endsWith(".p12")) {
            all.add("-Derp-auth.caller-keys-password=" + PASSWORD);
        }
        all.addAll(options);
        return ForkedJava.run(
                folder,
                all,
                StartProbe.class,
                List.of(NOW, file("request.xml").toString(), file("token").toString()));
    }

    /** What SuperOffice would accept: the minute in UTC in ASCII digits, a signature, the namespace as it was sent. */
    void expectAnswers(ForkedJava jvm) throws Exception {
        assertThat(jvm.after("refused")).isEmpty();
        assertThat(jvm.after("answer")).as("%s", jvm.lines()).hasSize(2);
        String soap = decoded(jvm.after("answer").get(0));
        assertThat(soap).contains("<AuthenticateResponse xmlns=\"" + NAMESPACE + "\"");
        Matcher token = Pattern.compile(">(" + TestTokens.NONCE + "\\.201212302305)\\.([A-Za-z0-9+/=]+)</")
                .matcher(soap);
        assertThat(token.find()).as(soap).isTrue();
        Signature check = Signature.getInstance("SHA256withRSA");
        check.initVerify(own.publicKey());
        check.update(token.group(1).getBytes(StandardCharsets.US_ASCII));
        assertThat(check.verify(Base64.getDecoder().decode(token.group(2)))).isTrue();

        SignedJWT jwt = SignedJWT.parse(decoded(jvm.after("answer").get(1)));
        assertThat(jwt.verify(new RSASSAVerifier(own.publicKey()))).isTrue();
        assertThat(jwt.getJWTClaimsSet().getIssueTime()).isEqualTo(Date.from(Instant.parse(NOW)));
    }

    private static String decoded(String base64) {
        return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
    }
}
