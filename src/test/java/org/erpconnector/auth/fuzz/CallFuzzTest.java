package org.erpconnector.auth.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.DictionaryFile;
import com.code_intelligence.jazzer.junit.FuzzTest;
import java.util.Arrays;
import java.util.List;
import org.erpconnector.auth.message.CallReader;
import org.erpconnector.auth.message.CallReading;
import org.erpconnector.auth.message.SoapVersion;
import org.erpconnector.auth.testkit.DomReading;

/** Calls that carry a token in their header: no other parser may see another one there. */
class CallFuzzTest {
    private final CallReader reader = new CallReader();

    @DictionaryFile(resourcePath = "/org/erpconnector/auth/fuzz/soap.dict")
    @FuzzTest
    void agreesWithAnotherParserOrRefuses(byte[] input) {
        FuzzedRequest request = new FuzzedRequest(input);
        for (SoapVersion version : SoapVersion.values()) {
            CallReading whole = Budget.OF_A_REQUEST.keep(() -> reader.read(request, version, request.body(), true));
            DomReading.of(request.body()).ifPresent(other -> compare(whole, other));
            byte[] beginning = Arrays.copyOf(request.body(), request.body().length * 3 / 4);
            CallReading early = Budget.OF_A_REQUEST.keep(() -> reader.read(request, version, beginning, false));
            if (early instanceof CallReading.Carried && !(whole instanceof CallReading.Unreadable)) {
                assertThat(early).isEqualTo(whole);
            }
        }
    }

    private static void compare(CallReading reading, DomReading other) {
        if (reading instanceof CallReading.Carried carried && !carried.saml()) {
            String token = carried.token();
            assertThat(token.isEmpty() || other.headerTokens().equals(List.of(token)))
                    .isTrue();
        }
    }
}
