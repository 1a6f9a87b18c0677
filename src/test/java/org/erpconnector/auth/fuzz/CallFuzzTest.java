package org.erpconnector.auth.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.erpconnector.auth.message.CallReader;
import org.erpconnector.auth.message.CallReading;
import org.erpconnector.auth.message.RequestHead;
import org.erpconnector.auth.message.SoapVersion;
import org.erpconnector.auth.testkit.DomReading;

/** Calls that carry a token in their header: no other parser may see another one there. */
class CallFuzzTest {
    private static final byte[] GENUINE = ("<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'>"
                    + "<s:Header><SignedToken xmlns='http://www.superoffice.com/online/mirroring/0.1'>a.b.c</SignedToken>"
                    + "</s:Header><s:Body><AuthenticateRequest xmlns='http://www.superoffice.com/online/mirroring/0.1'/>"
                    + "</s:Body></s:Envelope>")
            .getBytes(StandardCharsets.UTF_8);
    private static final RequestHead HEAD = new FuzzedRequest("text/xml\n\n".getBytes(StandardCharsets.UTF_8));
    private static final CallReader READER = new CallReader();
    private static final CallReader FRESH = new CallReader();
    private static final Sequence SEQUENCE = new Sequence(() -> reads(FRESH), () -> reads(READER));

    @DictionaryFile(resourcePath = "/org/erpconnector/auth/fuzz/soap.dict")
    @FuzzTest
    void agreesWithAnotherParserOrRefuses(byte[] input) {
        FuzzedRequest request = new FuzzedRequest(input);
        for (SoapVersion version : SoapVersion.values()) {
            CallReading whole = Budget.OF_A_REQUEST.keep(() -> READER.read(request, version, request.body(), true));
            DomReading.of(request.body()).ifPresent(other -> compare(whole, other));
            byte[] beginning = Arrays.copyOf(request.body(), request.body().length * 3 / 4);
            CallReading early = Budget.OF_A_REQUEST.keep(() -> READER.read(request, version, beginning, false));
            if (early instanceof CallReading.Carried && !(whole instanceof CallReading.Unreadable)) {
                assertThat(early).isEqualTo(whole);
            }
        }
        SEQUENCE.heard();
    }

    private static boolean reads(CallReader reader) {
        return reader.read(HEAD, SoapVersion.SOAP_1_1, GENUINE, true) instanceof CallReading.Carried carried
                && carried.token().equals("a.b.c");
    }

    private static void compare(CallReading reading, DomReading other) {
        if (reading instanceof CallReading.Carried carried && !carried.saml()) {
            String token = carried.token();
            assertThat(token.isEmpty() || other.headerTokens().equals(List.of(token)))
                    .isTrue();
        }
    }
}
