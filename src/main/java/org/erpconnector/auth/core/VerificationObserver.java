package org.erpconnector.auth.core;

import java.util.function.Supplier;

/**
 * Watches a verification, to explain it to a person. It can change nothing: the verdict is what {@link
 * CallerTokenVerifier} returns or throws, and what an observer throws ends the verification without a verified token.
 */
@FunctionalInterface
public interface VerificationObserver {
    /** Watches nothing; costs nothing. */
    VerificationObserver NONE = (rule, fact) -> {};

    /**
     * A rule holds. Called in the order of {@link TokenRule}, up to the rule that fails.
     *
     * @param rule the rule
     * @param fact what was found, part of a sentence. May quote a claim or a key hint, unproven before {@link
     *     TokenRule#SIGNATURE}; never the token, the nonce or a signature
     */
    void holds(TokenRule rule, Supplier<String> fact);
}
