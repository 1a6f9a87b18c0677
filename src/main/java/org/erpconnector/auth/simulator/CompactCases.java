package org.erpconnector.auth.simulator;

import static org.erpconnector.auth.simulator.Case.refused;
import static org.erpconnector.auth.simulator.Case.token;

import com.nimbusds.jose.util.Base64URL;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Tokens that must be refused: their compact serialization is wrong. */
final class CompactCases {

    private static final String COMPACT = "RFC 7515, 7.1";
    private static final String BASE64 = "RFC 7515, 2";
    private static final String SIGNATURE = "RFC 7515, 5.2";
    private static final int MEGABYTE = 1024 * 1024;

    private CompactCases() {}

    static Stream<Case> all() {
        return Stream.of(signatures(), compact(), texts()).flatMap(List::stream);
    }

    private static Case draft(String id, String rule, String source, UnaryOperator<TokenDraft> change) {
        return refused(id, rule, source, token(change));
    }

    private static List<Case> signatures() {
        return List.of(
                compactly(
                        "J-27",
                        "a token without its signature is refused",
                        SIGNATURE,
                        token -> token.substring(0, token.lastIndexOf('.') + 1)),
                refused("J-28", "the signature of another token is refused", SIGNATURE, subject -> {
                    String other = subject.token().text();
                    String signature = other.substring(other.lastIndexOf('.'));
                    return subject.handshake(
                            draft -> draft.finished(token -> token.substring(0, token.lastIndexOf('.')) + signature));
                }),
                refused("J-29", "the claims of another token are refused", SIGNATURE, subject -> {
                    String claims = subject.token().text().split("\\.", -1)[1];
                    return subject.handshake(draft -> draft.finished(token -> {
                        String[] parts = token.split("\\.", -1);
                        return parts[0] + "." + claims + "." + parts[2];
                    }));
                }),
                compactly(
                        "J-30",
                        "a signature of zeros is refused",
                        SIGNATURE,
                        token -> token.substring(0, token.lastIndexOf('.') + 1) + Base64URL.encode(new byte[256])));
    }

    private static Case compactly(String id, String rule, String source, UnaryOperator<String> change) {
        return draft(id, rule, source, draft -> draft.finished(change));
    }

    private static List<Case> compact() {
        return List.of(
                compactly("J-31", "padding behind the signature is refused", BASE64, token -> token + "=="),
                compactly(
                        "J-32",
                        "white space within the token is refused",
                        BASE64,
                        token -> token.substring(0, 60) + " " + token.substring(60)),
                compactly(
                        "J-33",
                        "a line break within the token is refused",
                        BASE64,
                        token -> token.substring(0, 60) + "\n" + token.substring(60)),
                compactly("J-34", "characters that are not base64url are refused", BASE64, token -> token + "!!!!"),
                compactly(
                        "J-35",
                        "a token of two parts is refused",
                        COMPACT,
                        token -> token.substring(0, token.lastIndexOf('.'))),
                compactly("J-36", "a token of four parts is refused", COMPACT, token -> token + ".AAAA"),
                compactly(
                        "J-37",
                        "an encrypted token, of five parts, is refused",
                        COMPACT,
                        token ->
                                "eyJhbGciOiJkaXIiLCJlbmMiOiJBMTI4R0NNIn0..AAAAAAAAAAAAAAAA.AAAA.AAAAAAAAAAAAAAAAAAAAAA"),
                compactly("J-38", "the JSON form of a signed token is refused", COMPACT, token -> {
                    String[] parts = token.split("\\.", -1);
                    return "{\"protected\":\"" + parts[0] + "\",\"payload\":\"" + parts[1] + "\",\"signature\":\""
                            + parts[2] + "\"}";
                }),
                compactly("J-39", "Bearer in front is refused", COMPACT, token -> "Bearer " + token));
    }

    private static List<Case> texts() {
        String saml = "<saml:Assertion xmlns:saml=\"urn:oasis:names:tc:SAML:2.0:assertion\" ID=\"_1\"/>";
        return List.of(
                compactly("J-40", "a SAML assertion is refused", "connectors are given JWTs", token -> saml),
                compactly("J-41", "an empty token is refused", COMPACT, token -> ""),
                compactly("J-42", "garbage is refused", COMPACT, token -> "This is no token."),
                compactly("J-43", "a megabyte of garbage is refused", COMPACT, token -> "A".repeat(MEGABYTE)),
                draft(
                        "J-44",
                        "a header that is no JSON is refused",
                        COMPACT,
                        draft -> draft.headerText(json -> "alg=RS256")),
                draft(
                        "J-45",
                        "claims that are no JSON are refused",
                        "RFC 7519, 7.2",
                        draft -> draft.claimsText(json -> "sub=Cust12345")),
                draft(
                        "J-46",
                        "claims that are an array are refused",
                        "RFC 7519, 7.2",
                        draft -> draft.claimsText(json -> "[" + json + "]")),
                draft(
                        "J-47",
                        "claims with something behind them are refused",
                        "RFC 8259, 2",
                        draft -> draft.claimsText(json -> json + "{\"aud\":\"spn:another\"}")),
                draft(
                        "J-48",
                        "a token within a token is refused",
                        "RFC 7519, 5.2",
                        draft -> draft.header("cty", "\"JWT\"")
                                .claimsText(json -> "eyJhbGciOiJub25lIn0." + Base64URL.encode(json) + ".")),
                draft(
                        "J-49",
                        "claims nested a thousand deep are refused",
                        "RFC 8259, 9",
                        draft -> draft.claim("x", "[".repeat(1000) + "]".repeat(1000))));
    }
}
