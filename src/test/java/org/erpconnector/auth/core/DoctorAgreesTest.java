package org.erpconnector.auth.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.erpconnector.auth.testkit.TestTokens.APPLICATION_ID;
import static org.erpconnector.auth.testkit.TestTokens.NONCE;
import static org.erpconnector.auth.testkit.TestTokens.NOW;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.util.List;
import java.util.stream.Stream;
import org.erpconnector.auth.doctor.Doctor;
import org.erpconnector.auth.testkit.TestTokens;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The doctor says what the verifier says, of every token. In this room for the sake of its faults. */
class DoctorAgreesTest {
    @TempDir
    static Path folder;

    private static TokenFault.Keys keys;
    private static Path caller;
    private static Path second;

    @BeforeAll
    static void makeKeys() throws IOException, CertificateEncodingException {
        keys = TokenFault.Keys.MADE;
        caller = Files.write(
                folder.resolve("caller.crt"), keys.caller().certificate().getEncoded());
        second = Files.write(
                folder.resolve("second.crt"), keys.second().certificate().getEncoded());
    }

    @Test
    void itAcceptsTheValidTokenAndEveryRuleOfItHolds() {
        Said said = ask(TestTokens.valid(keys.caller()));
        assertThat(said.status()).isZero();
        assertThat(said.lines()).endsWith("accepted");
        assertThat(said.lines().stream().filter(line -> line.startsWith("  OK  ")))
                .hasSize(TokenRule.values().length);
    }

    @ParameterizedTest
    @EnumSource(TokenFault.class)
    void itRefusesEveryFaultForTheVerifiersReasonAndFailsTheRuleOfThatReason(TokenFault fault) {
        String token = fault.token(keys);
        Said said = ask(token);
        assertThat(said.status()).as(said.text()).isEqualTo(1);
        assertThat(said.lines()).contains("refused: " + fault.reason.code());
        assertThat(said.lines()).contains("  SuperOffice would be told: " + fault.reason.sentence());
        List<String> failed = said.lines().stream()
                .filter(line -> line.startsWith("  FAILED"))
                .toList();
        assertThat(failed).as(said.text()).hasSize(1);
        assertThat(VerificationObserverTest.rulesOf(fault.reason).stream().map(TokenRule::label))
                .anyMatch(failed.get(0)::contains);
        assertThat(said.text()).doesNotContain(NONCE);
        Stream.of(token.split("\\.", -1))
                .filter(part -> part.length() > 20)
                .forEach(part -> assertThat(said.text()).doesNotContain(part));
    }

    private record Said(int status, String text) {
        List<String> lines() {
            return text.lines().toList();
        }
    }

    /** In a JSON body: there a token may hold anything. */
    private static Said ask(String token) {
        String body = "{\"SignedToken\":\""
                + token.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"}";
        InputStream in = new ByteArrayInputStream(body.getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        String[] args = {
            "token",
            "--token-file",
            "-",
            "--certificate",
            caller.toString(),
            "--certificate",
            second.toString(),
            "--application-id",
            APPLICATION_ID,
            "--at",
            NOW.toString()
        };
        int status = Doctor.run(args, in, out, out);
        return new Said(status, bytes.toString(StandardCharsets.UTF_8));
    }
}
