package org.erpconnector.auth.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.erpconnector.auth.testkit.TestTokens.APPLICATION_ID;
import static org.erpconnector.auth.testkit.TestTokens.NONCE;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.erpconnector.auth.testkit.ReferenceSamples;
import org.erpconnector.auth.testkit.TestKeys;
import org.erpconnector.auth.testkit.TestTokens;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenCommandTest {
    private static final String SOAP_11 = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String SOAP_12 = "http://www.w3.org/2003/05/soap-envelope";

    @TempDir
    static Path folder;

    private static KeyFiles files;
    private static TestKeys caller;
    private static Path certificate;
    private static String token;

    @BeforeAll
    static void makeKeys() {
        files = new KeyFiles(folder);
        caller = TestKeys.ofBits(2048);
        certificate = files.certificate("caller.crt", caller);
        token = TestTokens.valid(caller);
    }

    private static String envelope(String namespace, String text) {
        return "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<s:Envelope xmlns:s=\"" + namespace
                + "\"><s:Body><AuthenticationRequest xmlns=\"urn:x\"><SignedToken>" + text
                + "</SignedToken></AuthenticationRequest></s:Body></s:Envelope>\n";
    }

    private static Run judge(String content, String... more) {
        List<String> args = new ArrayList<>(List.of(
                "token",
                "--token-file",
                files.text("token.txt", content).toString(),
                "--certificate",
                certificate.toString(),
                "--application-id",
                APPLICATION_ID));
        args.addAll(List.of(more));
        return Run.of(args.toArray(String[]::new));
    }

    @Test
    @Tag("L09")
    void acceptsABareTokenWithTheLineEndThatAnEditorAdds() {
        Run run = judge(token + "\r\n");
        assertThat(run.status()).as(run.all()).isZero();
        assertThat(run.lines()).contains("Contract http-jwt, token of " + token.length() + " characters");
        assertThat(run.lines()).endsWith("accepted");
    }

    @ParameterizedTest
    @ValueSource(strings = {SOAP_11, SOAP_12})
    void acceptsAnEnvelopeOfEitherSoapVersion(String namespace) {
        Run run = judge(envelope(namespace, "\n" + token + "\n"));
        assertThat(run.lines()).as(run.all()).endsWith("accepted").anyMatch(line -> line.contains("connector-message"));
    }

    /** As the filter's log does, but for the action, which the head has. */
    @Test
    void showsTheNamesInACapturedRequestAndNoValue() {
        String header = "<s:Header><Trace xmlns=\"urn:\u202E\">secret</Trace></s:Header><s:Body>";
        Run run = judge(envelope(SOAP_11, token).replace("<s:Body>", header));
        assertThat(run.lines())
                .as(run.all())
                .contains(
                        "Form SOAP 1.1 action=? header({urn:?}Trace) body({urn:x}AuthenticationRequest({urn:x}SignedToken))")
                .endsWith("accepted");
        assertThat(run.all()).doesNotContain("secret");
        assertThat(judge(envelope(SOAP_12, "a.b.c")).lines())
                .as("of a refused one too")
                .contains("Form SOAP 1.2 action=? header() body({urn:x}AuthenticationRequest({urn:x}SignedToken))");
        assertThat(judge("{\"SignedToken\":\"" + token + "\",\"A\":{\"b\":\"secret\"}}")
                        .lines())
                .contains("Form application/json members(SignedToken A)");
        assertThat(judge(token).lines()).contains("Form application/jwt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n"})
    void acceptsAJsonBodyEvenWithSpaceBeforeIt(String before) {
        assertThat(judge(before + "{\"SignedToken\":\"" + token + "\"}").lines())
                .endsWith("accepted");
    }

    /** As the filter does: RFC 8259 section 8.1 forbids the mark. */
    @Test
    void refusesAJsonBodyWithAByteOrderMark() {
        Run run = judge("\uFEFF{\"SignedToken\":\"" + token + "\"}");
        assertThat(run.status()).as(run.all()).isNotZero();
        assertThat(run.lines()).doesNotContain("accepted");
    }

    @Test
    void readsStandardInput() {
        Run run = Run.of(
                token,
                question -> Optional.empty(),
                "token",
                "--token-file",
                "-",
                "--certificate",
                certificate.toString(),
                "--application-id",
                APPLICATION_ID);
        assertThat(run.lines()).as(run.all()).endsWith("accepted");
    }

    @Test
    void opensATruststoreWithThePasswordOfAFile() {
        Run run = Run.of(
                "token",
                "--token-file",
                files.text("token.txt", token).toString(),
                "--certificate",
                files.truststore("trust.p12", caller).toString(),
                "--certificate-password-file",
                files.password().toString(),
                "--application-id",
                APPLICATION_ID);
        assertThat(run.lines()).as(run.all()).endsWith("accepted");
    }

    @Test
    void saysWhichRuleFailedWhatSuperOfficeIsToldAndWhatToDo() {
        Run run = judge(token, "--at", "2026-03-08T12:00:00Z");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.lines())
                .contains("refused: token-expired", "  SuperOffice would be told: The token has expired")
                .anyMatch(line -> line.startsWith("  FAILED       times") && line.contains("expired 6 days ago"))
                .anyMatch(line -> line.startsWith("  not reached  nonce"))
                .anyMatch(line -> line.startsWith("  Remedy: ") && line.contains("--at"));
    }

    @Test
    void obeysTheOptionsThatStandForSettings() {
        assertThat(judge(token, "--at", "2026-03-01T12:07:00Z").lines()).contains("refused: token-expired");
        assertThat(judge(token, "--at", "2026-03-01T12:07:00Z", "--clock-skew", "300")
                        .lines())
                .endsWith("accepted");
        assertThat(judge(token, "--issuer", "Somebody").lines()).contains("refused: issuer-wrong");
        assertThat(judge(token, "--nonce-pattern", "[0-9]{32}").lines()).contains("refused: nonce-not-allowed");
    }

    /** A server's own setting on the person's machine must not change what was asked. */
    @Test
    void isNotOverruledByASystemProperty() {
        System.setProperty("erp-auth.application-id", "another");
        try {
            assertThat(judge(token).lines()).endsWith("accepted");
        } finally {
            System.clearProperty("erp-auth.application-id");
        }
    }

    @Test
    void refusesAnEnvelopeAsTheFilterDoes() {
        String two = envelope(SOAP_11, token).replace("<s:Body>", "<s:Header><SignedToken/></s:Header><s:Body>");
        assertThat(judge(two).lines()).contains("refused: token-ambiguous");
        assertThat(judge(two).status()).isEqualTo(1);
        assertThat(judge(envelope(SOAP_11, "").replace("AuthenticationRequest", "Other"))
                        .lines())
                .contains("refused: action-mismatch");
        assertThat(judge("<!DOCTYPE x>" + envelope(SOAP_11, token).substring(39))
                        .lines())
                .contains("refused: dtd-forbidden");
        assertThat(judge("x".repeat(70000)).lines()).contains("refused: message-too-large");
        assertThat(judge("{\"signedtoken\":1}").lines()).contains("refused: json-unreadable");
        assertThat(judge("").lines()).contains("refused: token-missing");
        String saml = "<saml:Assertion xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\"/>";
        assertThat(judge(envelope(SOAP_11, saml)).lines()).contains("refused: saml-not-supported");
    }

    @Test
    void printsNeitherTokenNorNonceNorWhatCouldSteerTheTerminal() {
        Map<String, String> claims = TestTokens.claims();
        claims.put("aud", "\"spn:\\u001b[2J\\u202e\"");
        String odd = TestTokens.signed(
                TestTokens.header(caller.certificate()), claims, caller.pair().getPrivate());
        Run run = judge(odd);
        assertThat(run.lines()).contains("refused: audience-wrong").anyMatch(line -> line.contains("aud [spn:?[2J?]"));
        Run accepted = judge(token);
        for (String part : token.split("\\.", -1)) {
            assertThat(accepted.all()).doesNotContain(part.substring(0, 30));
        }
        assertThat(accepted.all()).doesNotContain(NONCE).contains("32 characters that match [0-9A-Fa-f]{32}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --environment | production | --certificate [
                    --environment | production | set --environment to custom
                    --environment | prod       | environment [prod from option environment]: not accepted
                    --clock-skew  | 301        | Write a whole number from 0 to 300
                    --at          | yesterday  | option --at is an instant such as
                    """)
    void refusesOptionsThatTheFilterWouldNotStartWith(String option, String value, String sentence) {
        Run run = judge(token, option, value);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(sentence);
    }

    @Test
    void namesTheFileThatItCannotRead() {
        Path missing = folder.resolve("missing.crt");
        Run noToken = Run.of(
                "token",
                "--token-file",
                missing.toString(),
                "--certificate",
                certificate.toString(),
                "--application-id",
                APPLICATION_ID);
        assertThat(noToken.status()).isEqualTo(2);
        assertThat(noToken.err())
                .contains("--token-file")
                .contains("missing.crt")
                .contains("there is no such file");
        Run noCertificate = Run.of(
                "token",
                "--token-file",
                files.text("token.txt", token).toString(),
                "--certificate",
                missing.toString(),
                "--application-id",
                APPLICATION_ID);
        assertThat(noCertificate.status()).isEqualTo(2);
        assertThat(noCertificate.err())
                .contains("--certificate [" + missing + "]: no such file. Put the file there, or correct the path.");
    }

    @Test
    @EnabledIfSystemProperty(
            named = ReferenceSamples.PROPERTY,
            matches = ".+",
            disabledReason = "needs SuperOffice's published samples: -Dreference.samples=<folder>")
    void explainsTheCapturedRequestAtItsTimeAndToday() {
        String[] args = {
            "token",
            "--token-file",
            ReferenceSamples.path("tokens/SampleAuthenticateRequest.xml").toString(),
            "--certificate",
            ReferenceSamples.path("certs/SuperOfficeFederatedLogin.development.crt")
                    .toString(),
            "--environment",
            "development",
            "--application-id",
            APPLICATION_ID
        };
        Run today = Run.of(args);
        assertThat(today.status()).isEqualTo(1);
        assertThat(today.lines())
                .contains("refused: token-expired")
                .anyMatch(line -> line.contains("expired 1627 days ago: exp 2021-09-16T11:30:26Z"));
        List<String> then = new ArrayList<>(List.of(args));
        then.addAll(List.of("--at", "2021-09-16T11:26:00Z"));
        Run accepted = Run.of(then.toArray(String[]::new));
        assertThat(accepted.status()).as(accepted.all()).isZero();
        assertThat(accepted.lines()).endsWith("accepted").anyMatch(line -> line.matches(" {2}OK +tenant +Cust10003"));
    }
}
