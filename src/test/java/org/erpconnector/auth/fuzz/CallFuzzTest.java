package org.erpconnector.auth.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.erpconnector.auth.message.CallReader;
import org.erpconnector.auth.message.MalformedMessageException;
import org.erpconnector.auth.message.SoapVersion;
import org.erpconnector.auth.message.TokenText;
import org.erpconnector.auth.testkit.DomReading;

/** Calls that carry a token in their header: no other parser may see another one there. */
class CallFuzzTest {
    private static final byte[] GENUINE = ("<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'>"
                    + "<s:Header><SignedToken xmlns='http://www.superoffice.com/online/mirroring/0.1'>a.b.c</SignedToken>"
                    + "</s:Header><s:Body><AuthenticateRequest xmlns='http://www.superoffice.com/online/mirroring/0.1'/>"
                    + "</s:Body></s:Envelope>")
            .getBytes(StandardCharsets.UTF_8);
    private static final CallReader READER = new CallReader();
    private static final CallReader FRESH = new CallReader();
    private static final Sequence SEQUENCE = new Sequence(() -> reads(FRESH), () -> reads(READER));

    @DictionaryFile(resourcePath = "/org/erpconnector/auth/fuzz/soap.dict")
    @FuzzTest
    void agreesWithAnotherParserOrRefuses(byte[] input) {
        FuzzedRequest request = new FuzzedRequest(input);
        for (SoapVersion version : SoapVersion.values()) {
            Optional<TokenText> whole = Budget.OF_A_REQUEST.keep(() -> read(READER, version, request.body(), true));
            DomReading.of(request.body()).ifPresent(other -> whole.ifPresent(token -> compare(token, other)));
            byte[] beginning = Arrays.copyOf(request.body(), request.body().length * 3 / 4);
            Optional<TokenText> early = Budget.OF_A_REQUEST.keep(() -> read(READER, version, beginning, false));
            if (early.isPresent() && whole.isPresent()) {
                assertThat(early).isEqualTo(whole);
            }
        }
        SEQUENCE.heard();
    }

    /** Empty: refused. */
    private static Optional<TokenText> read(CallReader reader, SoapVersion version, byte[] body, boolean whole) {
        try {
            return Optional.of(reader.token(new CallReader.Head(version, Optional.empty()), body, whole));
        } catch (MalformedMessageException e) {
            return Optional.empty();
        }
    }

    private static boolean reads(CallReader reader) {
        return read(reader, SoapVersion.SOAP_1_1, GENUINE, true)
                .filter(token -> token.token().equals("a.b.c"))
                .isPresent();
    }

    private static void compare(TokenText text, DomReading other) {
        if (!text.saml()) {
            String token = text.token();
            assertThat(token.isEmpty() || other.headerTokens().equals(List.of(token)))
                    .isTrue();
        }
    }
}
