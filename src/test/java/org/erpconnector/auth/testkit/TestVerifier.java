package org.erpconnector.auth.testkit;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.erpconnector.auth.core.CallerKeys;
import org.erpconnector.auth.core.CallerTokenRules;
import org.erpconnector.auth.core.CallerTokenVerifier;

/** Accepts the tokens of {@link TestTokens} at {@link TestTokens#NOW}, by the rules that hold without settings. */
public final class TestVerifier {
    private TestVerifier() {}

    /** With the certificates of these pinned. */
    public static CallerTokenVerifier of(TestKeys... callers) {
        List<X509Certificate> certificates =
                Arrays.stream(callers).map(TestKeys::certificate).toList();
        return new CallerTokenVerifier(CallerKeys.pinned(certificates), rules(), Optional.empty());
    }

    /** Those rules. */
    public static CallerTokenRules rules() {
        return new CallerTokenRules(
                "SuperOffice AS",
                List.of(TestTokens.APPLICATION_ID),
                Pattern.compile("[0-9A-Fa-f]{32}"),
                Duration.ofSeconds(60),
                Clock.fixed(TestTokens.NOW, ZoneOffset.UTC));
    }
}
