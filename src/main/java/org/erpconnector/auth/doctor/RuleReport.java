package org.erpconnector.auth.doctor;

import java.io.PrintStream;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.erpconnector.auth.core.TokenRule;
import org.erpconnector.auth.core.VerificationObserver;

/** Which rules held, as the verifier tells it. For one verification. */
final class RuleReport implements VerificationObserver {
    private final Map<TokenRule, String> held = new EnumMap<>(TokenRule.class);

    @Override
    public void holds(TokenRule rule, Supplier<String> fact) {
        held.put(rule, fact.get());
    }

    /**
     * One line a rule, in their order.
     *
     * @param refusal why the first rule that did not hold failed; unused when all did
     */
    void print(PrintStream out, String refusal) {
        boolean failed = false;
        for (TokenRule rule : TokenRule.values()) {
            String fact = held.get(rule);
            if (fact != null) {
                line(out, "OK", rule, Shown.text(fact));
            } else {
                line(out, failed ? "not reached" : "FAILED", rule, failed ? "" : refusal);
                failed = true;
            }
        }
    }

    private static void line(PrintStream out, String verdict, TokenRule rule, String fact) {
        out.println(String.format(Locale.ROOT, "  %-11s  %-14s  %s", verdict, rule.label(), fact)
                .stripTrailing());
    }
}
