package org.erpconnector.auth.attack;

import java.util.Map;

/**
 * What the caller hears of each reason, as the contract has it. Written down a second time, so that a change of the
 * product's own words is noticed: SuperOffice's people read them.
 */
final class Sentences {
    private static final String UNPROVEN = "Failed to validate authentication request";
    private static final Map<String, String> PROVEN = Map.of(
            "claims-malformed", "The claims of the token are malformed",
            "issuer-wrong", "Wrong issuer",
            "audience-wrong", "Wrong audience, the token is meant for another application",
            "token-expired", "The token has expired",
            "token-not-yet-valid", "The token is not yet valid",
            "lifetime-not-allowed", "The lifetime of the token is not allowed",
            "nonce-not-allowed", "The nonce is missing or not allowed",
            "tenant-not-allowed", "The context identifier is missing or not allowed",
            "token-replayed", "The token was used before",
            "saml-not-supported", "SAML tokens are not supported, the application must be registered to send a JWT");

    private Sentences() {}

    static String of(String reason) {
        return PROVEN.getOrDefault(reason, UNPROVEN);
    }
}
