package org.erpconnector.auth.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.erpconnector.auth.message.Messages.QUESTION;
import static org.erpconnector.auth.message.Messages.TOKEN;
import static org.erpconnector.auth.message.Messages.asked;
import static org.erpconnector.auth.message.Messages.envelope;
import static org.erpconnector.auth.message.Messages.problem;

import java.nio.charset.StandardCharsets;
import org.erpconnector.auth.reason.Reason;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of the HTTP contract. */
class HttpBodyTest {
    private static final String VALID = "{\"SignedToken\":\"" + TOKEN + "\"}";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                " \r\n%s\n",
                "{\"a\":1,\"b\":[{\"SignedToken\":2}],\"SignedToken\":\"" + TOKEN + "\",\"c\":null}",
                "{\"Signed\\u0054oken\":\"" + TOKEN + "\"}",
                "{\"SignedToken\":\" " + TOKEN + "\\n\"}"
            })
    void readsTheOneMemberOfAJsonObject(String body) {
        HandshakeRequest request = asked(json(body.formatted(VALID)));
        assertThat(request.token()).isEqualTo(TOKEN);
        assertThat(request.shape()).isEqualTo(new Shape.Http(Contract.HTTP_JSON));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "[]",
                "null",
                "\"" + TOKEN + "\"",
                "{\"SignedToken\":1}",
                "{\"SignedToken\":null}",
                "{\"SignedToken\":{}}",
                "{\"SignedToken\":[\"a.b.c\"]}",
                "{\"SignedToken\":true}",
                "{\"signedToken\":\"a.b.c\"}",
                "{\"SIGNEDTOKEN\":\"a.b.c\"}",
                "{\"SignedToken\":\"a.b.c\",\"signedToken\":\"a.b.c\"}",
                "{\"SignedToken\":\"a.b.c\",\"SignedToken\":\"a.b.c\"}",
                "{\"SignedToken\":\"a.b.c\",\"Signed\\u0054oken\":\"d\"}",
                "{\"SignedToken\":\"a.b.c\"}{}",
                "{\"SignedToken\":\"a.b.c\"}x",
                "{\"SignedToken\":\"a.b.c\"} ]",
                "{\"SignedToken\":\"a.b.c\"",
                "{\"SignedToken\":\"a.b.c\",}",
                "{\"SignedToken\":'a.b.c'}",
                "{SignedToken:\"a.b.c\"}",
                "{\"SignedToken\":\"a.b.c\" /* x */}",
                "{\"a\":NaN,\"SignedToken\":\"a.b.c\"}",
                "{\"a\":[[[[[[[[[[]]]]]]]]]],\"SignedToken\":\"a.b.c\"}",
                "{\"a\":123456789012345678901234567890,\"SignedToken\":\"a.b.c\"}",
                "\uFEFF{\"SignedToken\":\"a.b.c\"}",
                "<SignedToken>a.b.c</SignedToken>"
            })
    void refusesEveryOtherJson(String body) {
        assertThat(problem(json(body))).isEqualTo(Reason.JSON_UNREADABLE);
    }

    @Test
    void refusesASoapEnvelopeWhereJsonShouldBe() {
        assertThat(problem(json(envelope("", QUESTION)))).isEqualTo(Reason.JSON_UNREADABLE);
    }

    @Test
    void readsATokenThatIsTheWholeBody() {
        HandshakeRequest request = asked(jwt("application/jwt", bytes("\r\n" + TOKEN + " \n")));
        assertThat(request.token()).isEqualTo(TOKEN);
        assertThat(request.shape()).isEqualTo(new Shape.Http(Contract.HTTP_JWT));
        assertThat(asked(jwt("application/jwt", new byte[0])).token()).isEmpty();
    }

    @Test
    void tellsSamlInEitherForm() {
        String saml = "<Assertion xmlns='urn:oasis:names:tc:SAML:2.0:assertion'/>";
        assertThat(asked(jwt("application/jwt", bytes(saml))).saml()).isTrue();
        assertThat(asked(json("{\"SignedToken\":\"" + saml + "\"}")).saml()).isTrue();
    }

    @Test
    void refusesEveryEncodingButUtf8() {
        byte[] utf16 = VALID.getBytes(StandardCharsets.UTF_16);
        assertThat(problem(read(Contract.HTTP_JSON, "application/json", utf16))).isEqualTo(Reason.JSON_UNREADABLE);
        assertThat(problem(read(Contract.HTTP_JSON, "application/json", VALID.getBytes(StandardCharsets.UTF_16LE))))
                .isEqualTo(Reason.JSON_UNREADABLE);
        assertThat(problem(read(Contract.HTTP_JSON, "application/json; charset=utf-16", bytes(VALID))))
                .isEqualTo(Reason.MEDIA_TYPE_UNSUPPORTED);
        assertThat(problem(jwt("application/jwt", new byte[] {'a', (byte) 0xE5})))
                .isEqualTo(Reason.TOKEN_NOT_TEXT);
        assertThat(problem(jwt("application/jwt", TOKEN.getBytes(StandardCharsets.UTF_16))))
                .isEqualTo(Reason.TOKEN_NOT_TEXT);
    }

    private static Inspection json(String body) {
        return read(Contract.HTTP_JSON, "application/json", bytes(body));
    }

    private static Inspection jwt(String contentType, byte[] body) {
        return read(Contract.HTTP_JWT, contentType, body);
    }

    private static Inspection read(Contract contract, String contentType, byte[] body) {
        return new MessageReader().read(Inspection.Unread.http(contract, contentType), body);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
