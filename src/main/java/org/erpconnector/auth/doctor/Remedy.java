package org.erpconnector.auth.doctor;

import org.erpconnector.auth.message.MessageProblem;
import org.erpconnector.auth.token.Reason;

/** What a person can do about a refusal, one sentence or two for each reason. */
final class Remedy {
    private static final String STRANGER =
            "If it came over the wire like this, it is not SuperOffice's: leave it refused and find out who sent it.";

    private Remedy() {}

    static String of(Reason reason) {
        return switch (reason) {
            case TOKEN_MISSING -> "Look at what was captured: the request holds no SignedToken, or an empty one.";
            case TOKEN_MALFORMED ->
                "Copy the token again, whole: three parts joined by dots, without quotes, line breaks or Bearer. "
                        + STRANGER;
            case ALGORITHM_NOT_ALLOWED -> "SuperOffice signs with RS256 only. " + STRANGER;
            case HEADER_NOT_ALLOWED -> "SuperOffice writes alg, kid, x5t and typ into the header, only. " + STRANGER;
            case KEY_HINT_MISSING ->
                "Name one certificate alone, that of the environment which calls, or capture a token with kid or x5t.";
            case KEY_HINTS_DISAGREE -> "kid and x5t must name one and the same certificate. " + STRANGER;
            case KEY_UNKNOWN ->
                "Compare kid with the SHA-1 thumbprints listed above: name the certificate of the environment which"
                        + " calls (development, stage or production), or the new one if SuperOffice has changed it.";
            case SIGNATURE_INVALID ->
                "The certificate fits by its name, but the token was changed after it was signed, or somebody else"
                        + " signed it. Copy it again. "
                        + STRANGER;
            case SAML_NOT_SUPPORTED ->
                "Ask SuperOffice to register the application for JWT in place of SAML tokens, and capture again.";
            case CLAIMS_MALFORMED ->
                "SuperOffice signed it, but a claim has another type than a connector's token has: tell SuperOffice"
                        + " which, as the failed rule says.";
            case ISSUER_WRONG ->
                "A connector's token is issued by SuperOffice AS; an id_token of a user's login names a web address"
                        + " instead and is for another purpose. Set issuer only for a caller of your own.";
            case AUDIENCE_WRONG ->
                "Compare aud with application-id: it is what follows spn:. Each environment has its own client id.";
            case TOKEN_EXPIRED ->
                "A token lives for six minutes: capture a new one, or judge this one at its own time with --at."
                        + " If new ones are refused so, set this machine's clock (NTP).";
            case TOKEN_NOT_YET_VALID -> "Set this machine's clock (NTP): it is behind the caller's.";
            case LIFETIME_NOT_ALLOWED ->
                "A connector's token is valid for an hour at most. Tell SuperOffice, unless the caller is your own.";
            case NONCE_NOT_ALLOWED ->
                "The nonce is what our key signs, so it stays narrow. If SuperOffice writes longer ones now, widen"
                        + " nonce-pattern; a dot is never allowed.";
            case TENANT_NOT_ALLOWED ->
                "sub and the claim ctx must name one customer, such as Cust12345. Tell SuperOffice what came.";
            case TOKEN_REPLAYED ->
                "Each token is answered once. If SuperOffice sent it twice, tell it; if not, somebody has overheard it.";
        };
    }

    static String of(MessageProblem problem) {
        return switch (problem) {
            case JSON_UNREADABLE, MEDIA_TYPE_UNSUPPORTED ->
                "Give the body as it came, UTF-8 text: the token itself, or {\"SignedToken\": \"...\"}.";
            case MESSAGE_TOO_LARGE -> "Give the request's body and nothing else.";
            case ACTION_MISMATCH ->
                "Give the whole envelope of an Authenticate request; this one asks for something else.";
            default -> "Give the envelope as it came over the wire, unchanged, from its first < to its last >.";
        };
    }
}
