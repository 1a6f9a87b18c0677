package org.erpconnector.auth.simulator;

import static org.erpconnector.auth.simulator.Case.refused;
import static org.erpconnector.auth.simulator.Case.token;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64;
import com.nimbusds.jose.util.Base64URL;
import java.nio.charset.StandardCharsets;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Tokens that must be refused: their signature or header is wrong. */
final class TokenCases {

    private static final String ALGORITHMS = "RFC 8725, 3.1";
    private static final String KEYS = "RFC 8725, 3.10: a key is not taken from the token";
    private static final String CRIT = "RFC 7515, 4.1.11";
    private static final String SIGNATURE = "RFC 7515, 5.2";

    private TokenCases() {}

    static List<Case> all() {
        Stream<Case> headers = Stream.of(algorithms(), keys(), extensions()).flatMap(List::stream);
        return Stream.concat(headers, CompactCases.all()).toList();
    }

    private static Case draft(String id, String rule, String source, UnaryOperator<TokenDraft> change) {
        return refused(id, rule, source, token(change));
    }

    private static Case signed(String id, String rule, String source, JWSAlgorithm algorithm) {
        return refused(
                id,
                rule,
                source,
                subject -> subject.handshake(draft -> draft.signing(
                        algorithm, TokenDraft.rsa(algorithm, subject.settings().caller()))));
    }

    /** Algorithm confusion: anyone can compute an HMAC with the public key as the secret. */
    private static Case hmac(String id, String rule, boolean pem) {
        return refused(id, rule, "RFC 8725, 2.1", subject -> {
            X509Certificate certificate = subject.settings().caller().certificate();
            byte[] secret = pem
                    ? pem(certificate).getBytes(StandardCharsets.US_ASCII)
                    : certificate.getPublicKey().getEncoded();
            return subject.handshake(draft -> draft.signing(
                    JWSAlgorithm.HS256, input -> new MACSigner(secret).sign(new JWSHeader(JWSAlgorithm.HS256), input)));
        });
    }

    private static String pem(X509Certificate certificate) {
        return "-----BEGIN CERTIFICATE-----\n" + encoded(certificate) + "\n-----END CERTIFICATE-----\n";
    }

    private static Base64 encoded(X509Certificate certificate) {
        try {
            return Base64.encode(certificate.getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException("a certificate that was read cannot be written", e);
        }
    }

    private static Base64URL byCurve(byte[] input) throws JOSEException {
        return new ECDSASigner(new ECKeyGenerator(Curve.P_256).generate())
                .sign(new JWSHeader(JWSAlgorithm.ES256), input);
    }

    private static List<Case> algorithms() {
        TokenDraft.Signing nothing = input -> new Base64URL("");
        return List.of(
                draft(
                        "J-01",
                        "an unsigned token, alg none, is refused",
                        ALGORITHMS,
                        draft -> draft.header("alg", "\"none\"").signing(nothing)),
                draft(
                        "J-02",
                        "an alg none in mixed case is refused",
                        ALGORITHMS,
                        draft -> draft.header("alg", "\"nOnE\"").signing(nothing)),
                draft(
                        "J-03",
                        "an alg none with a genuine signature is refused",
                        ALGORITHMS,
                        draft -> draft.header("alg", "\"none\"")),
                hmac("J-04", "HS256 with the caller's public key as secret is refused", false),
                hmac("J-05", "HS256 with the caller's certificate as secret is refused", true),
                signed("J-06", "RS512 is refused, by the genuine key too", ALGORITHMS, JWSAlgorithm.RS512),
                signed("J-07", "RS384 is refused, by the genuine key too", ALGORITHMS, JWSAlgorithm.RS384),
                signed("J-08", "PS256 is refused, by the genuine key too", ALGORITHMS, JWSAlgorithm.PS256),
                draft(
                        "J-09",
                        "ES256 by a stranger is refused",
                        ALGORITHMS,
                        draft -> draft.signing(JWSAlgorithm.ES256, TokenCases::byCurve)),
                draft("J-10", "a token without alg is refused", "RFC 7515, 4.1.1", draft -> draft.withoutHeader("alg")),
                draft(
                        "J-11",
                        "an alg that is no text is refused",
                        "RFC 7515, 4.1.1",
                        draft -> draft.header("alg", "[\"RS256\"]")));
    }

    /** Signed by an untrusted key that the header brings or names. */
    private static Case stranger(String id, String rule, String member, StrangersWord word) {
        return refused(id, rule, KEYS, subject -> {
            RsaIdentity stranger = subject.stranger();
            return subject.handshake(draft -> draft.header(member, word.of(stranger.certificate()))
                    .signing(TokenDraft.rsa(JWSAlgorithm.RS256, stranger)));
        });
    }

    /** The value of the header parameter for the stranger's key, as JSON. */
    @FunctionalInterface
    private interface StrangersWord {
        String of(X509Certificate certificate);
    }

    private static List<Case> keys() {
        return List.of(
                refused(
                        "J-12",
                        "a stranger's signature under the caller's kid is refused",
                        SIGNATURE,
                        subject -> subject.refused(subject.settings())),
                refused("J-13", "a stranger's signature under the stranger's kid is refused", KEYS, Subject::strangers),
                stranger(
                        "J-14",
                        "a key that the token brings, jwk, is not used",
                        "jwk",
                        certificate -> new RSAKey.Builder((RSAPublicKey) certificate.getPublicKey())
                                .build()
                                .toJSONString()),
                stranger(
                        "J-15",
                        "a certificate that the token brings, x5c, is not used",
                        "x5c",
                        certificate -> "[\"" + encoded(certificate) + "\"]"),
                stranger(
                        "J-16",
                        "a place that the token names, jku, is not asked",
                        "jku",
                        certificate -> "\"http://127.0.0.1:9/keys\""),
                refused(
                        "J-17",
                        "kid and x5t that name two keys are refused",
                        "every published token names one certificate by both",
                        subject -> subject.handshake(
                                draft -> draft.header("x5t", "\"" + Base64URL.encode(new byte[20]) + "\""))),
                stranger(
                        "J-18",
                        "a kid that is a path is no way to a key",
                        "kid",
                        certificate -> "\"../../../../../../dev/null\""));
    }

    private static List<Case> extensions() {
        return List.of(
                draft(
                        "J-19",
                        "crit with a name that is not understood is refused",
                        CRIT,
                        draft -> draft.header("crit", "[\"urn:x\"]").header("urn:x", "1")),
                draft("J-20", "crit that names a claim is refused", CRIT, draft -> draft.header("crit", "[\"exp\"]")),
                draft("J-21", "an empty crit is refused", CRIT, draft -> draft.header("crit", "[]")),
                draft(
                        "J-22",
                        "b64 is refused: its payload would be read otherwise",
                        "RFC 7797, 6",
                        draft -> draft.header("b64", "false").header("crit", "[\"b64\"]")),
                draft(
                        "J-23",
                        "zip is refused: it is of encrypted tokens alone",
                        "RFC 7516, 4.1.3",
                        draft -> draft.header("zip", "\"DEF\"")),
                draft(
                        "J-24",
                        "a header that says alg twice, none last, is refused",
                        "RFC 7515, 4",
                        draft -> draft.headerText(json -> json.replace("}", ",\"alg\":\"none\"}"))),
                draft(
                        "J-25",
                        "claims that say aud twice, another's last, are refused",
                        "RFC 7519, 4",
                        draft -> draft.claimsText(json -> json.replace("}", ",\"aud\":\"spn:another\"}"))),
                Case.unwise(
                        "J-26",
                        "claims that say aud twice, another's first, should be refused",
                        "RFC 7519, 4: the last may count, but two parsers then differ",
                        token(draft -> draft.claimsText(json -> json.replace("{", "{\"aud\":\"spn:another\",")))));
    }
}
