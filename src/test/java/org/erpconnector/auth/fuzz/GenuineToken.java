package org.erpconnector.auth.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.erpconnector.auth.core.CallerTokenVerifier;
import org.erpconnector.auth.core.TokenRejectedException;
import org.erpconnector.auth.core.VerifiedCallerToken;
import org.erpconnector.auth.testkit.LibraryParser;
import org.erpconnector.auth.testkit.TestKeys;
import org.erpconnector.auth.testkit.TestTokens;
import org.erpconnector.auth.testkit.TestVerifier;

/**
 * A caller, its key, and what accepts its tokens. The key is made anew for each run, so an input names what depends on it
 * by a placeholder: {@code %header%}, {@code %claims%} and {@code %signature%} are the parts of the valid token,
 * {@code %kid%} and {@code %x5t%} the JSON values of its header.
 */
final class GenuineToken {
    private final TestKeys caller = TestKeys.ofBits(2048);
    private final CallerTokenVerifier verifier = TestVerifier.of(caller);
    private final LibraryParser library = new LibraryParser(caller);
    private final String text = TestTokens.valid(caller);
    private final CallerTokenVerifier fresh = TestVerifier.of(caller);
    private final Sequence sequence = new Sequence(() -> accepts(fresh), () -> accepts(verifier));

    String text() {
        return text;
    }

    String header() {
        return TestTokens.json(TestTokens.header(caller.certificate()));
    }

    /** Any bytes as header and claims, signed by the caller. */
    String signed(String header, String claims) {
        return TestTokens.signedBytes(
                latin(header), latin(claims), caller.pair().getPrivate());
    }

    /** An input, byte for character, with its placeholders filled. */
    String filled(byte[] input) {
        String[] parts = text.split("\\.", -1);
        var header = TestTokens.header(caller.certificate());
        return new String(input, StandardCharsets.ISO_8859_1)
                .replace("%header%", parts[0])
                .replace("%claims%", parts[1])
                .replace("%signature%", parts[2])
                .replace("%kid%", header.get("kid"))
                .replace("%x5t%", header.get("x5t"));
    }

    /** What becomes of a token, within the budget. */
    Verdict verdict(String token) {
        Verdict judged = Budget.OF_A_REQUEST.keep(() -> {
            try {
                Verdict verdict = new Verdict(verifier.verify(token), "accepted");
                assertThat(library.accepts(token)).as("jjwt accepts, too").isTrue();
                return verdict;
            } catch (TokenRejectedException e) {
                return new Verdict(null, e.reason().code());
            }
        });
        sequence.heard();
        return judged;
    }

    private boolean accepts(CallerTokenVerifier one) {
        try {
            return one.verify(text).nonce().equals(TestTokens.NONCE);
        } catch (TokenRejectedException e) {
            return false;
        }
    }

    /**
     * A token that was judged.
     *
     * @param token null if it is refused
     * @param code {@code accepted}, or why it is refused
     */
    record Verdict(VerifiedCallerToken token, String code) {
        boolean accepted() {
            return token != null;
        }
    }

    private static byte[] latin(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }
}
