package org.erpconnector.auth.attack;

import static org.erpconnector.auth.attack.Forms.refused;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.Payload;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.Base64URL;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.PrivateKey;
import java.security.cert.CertificateEncodingException;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.erpconnector.auth.testkit.TestTokens;

/** Groups 2 to 4: algorithm, keys that a token brings along or names, and members that change how it is read. */
final class JoseHeaderAttacks {
    private static final String ALGORITHM = "algorithm-not-allowed";
    private static final String HEADER = "header-not-allowed";
    private static final String MALFORMED = "token-malformed";
    private static final String UNKNOWN = "key-unknown";

    private final AttackKeys keys;

    JoseHeaderAttacks(AttackKeys keys) {
        this.keys = keys;
    }

    Stream<Attack> all() {
        return Stream.of(algorithm(), hmac(), otherAlgorithms(), broughtKeys(), keyIds(), thumbprints(), readers())
                .flatMap(group -> group);
    }

    private Stream<Attack> algorithm() {
        Stream<Attack> unsigned = Stream.of("none", "None", "NONE", "nOnE", " none", "none ")
                .flatMap(alg ->
                        refused("JA01-06", "[" + alg + "] without signature", unsigned("\"" + alg + "\""), MALFORMED));
        Stream<Attack> signed = Stream.of("none", "None", "NONE", "nOnE", " none", "none ")
                .flatMap(alg ->
                        refused("JA07", "[" + alg + "] signed", keys.withHeader("alg", "\"" + alg + "\""), ALGORITHM));
        Stream<Attack> noText = Stream.of("null", "\"\"", "256", "[\"RS256\"]", "{}", "true")
                .flatMap(alg -> refused("JA08", alg, keys.withHeader("alg", alg), ALGORITHM));
        Stream<Attack> spellings = Stream.of(
                        "rs256", "Rs256", "RS256 ", " RS256", "RS256\\u0000", "RS\\u200b256", "\uFF32\uFF33256")
                .flatMap(alg -> refused("JA09", "[" + alg + "]", keys.withHeader("alg", "\"" + alg + "\""), ALGORITHM));
        return Stream.of(
                        unsigned,
                        signed,
                        noText,
                        refused("JA08", "missing", keys.withoutHeader("alg"), ALGORITHM),
                        spellings)
                .flatMap(group -> group);
    }

    private String unsigned(String alg) {
        Map<String, String> header = keys.header();
        header.put("alg", alg);
        return keys.bySignature(header, new byte[0]);
    }

    /** A MAC is too short to be an RSA signature; so is every one of them refused by its form already. */
    private Stream<Attack> hmac() {
        byte[] der = keys.caller().publicKey().getEncoded();
        String base64 =
                Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.UTF_8)).encodeToString(der);
        String pem = "-----BEGIN PUBLIC KEY-----\n" + base64 + "\n-----END PUBLIC KEY-----";
        Stream<Attack> weak = Stream.of("secret", "password", "key", "changeme", "SuperOffice")
                .flatMap(text -> refused("JA12", "HS256 with [" + text + "]", mac(padded(text)), MALFORMED));
        return Stream.of(
                        refused("JA10", "HS256 with the public key", mac(der), MALFORMED),
                        refused("JA11", "HS256 with the PEM", mac(utf8(pem)), MALFORMED),
                        refused("JA11", "HS256 with the PEM and LF", mac(utf8(pem + "\n")), MALFORMED),
                        refused("JA11", "HS256 with the PEM and CRLF", mac(utf8(pem.replace("\n", "\r\n"))), MALFORMED),
                        weak,
                        refused("JA12", "HS256 with zeros", mac(new byte[32]), MALFORMED),
                        refused("JA12", "an RSA-sized MAC", keys.bySignature(hs256(), new byte[256]), ALGORITHM))
                .flatMap(group -> group);
    }

    private Map<String, String> hs256() {
        Map<String, String> header = keys.header();
        header.put("alg", "\"HS256\"");
        return header;
    }

    private String mac(byte[] secret) {
        return jws(JWSAlgorithm.HS256, object -> object.sign(new MACSigner(secret)));
    }

    private interface JwsSigner {
        void sign(JWSObject object) throws JOSEException;
    }

    private String jws(JWSAlgorithm algorithm, JwsSigner signer) {
        try {
            JWSHeader header = new JWSHeader.Builder(algorithm)
                    .keyID(keys.header().get("kid").replace("\"", ""))
                    .build();
            JWSObject object = new JWSObject(header, new Payload(keys.claimsJson()));
            signer.sign(object);
            return object.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** nimbus takes no secret of fewer bits than the MAC has; zeros behind it do not change an HMAC. */
    private static byte[] padded(String secret) {
        return Arrays.copyOf(utf8(secret), 32);
    }

    private Stream<Attack> otherAlgorithms() {
        String elliptic = jws(
                JWSAlgorithm.ES256, object -> object.sign(new ECDSASigner(new ECKeyGenerator(Curve.P_256).generate())));
        Map<String, String> es256 = keys.header();
        es256.put("alg", "\"ES256\"");
        Stream<Attack> named = Stream.of("EdDSA", "RS1", "SHA256withRSA", "RS257")
                .flatMap(alg -> refused("JA16", alg, keys.withHeader("alg", "\"" + alg + "\""), ALGORITHM));
        return Stream.of(
                        refused("JA13", "PS256", genuine(JWSAlgorithm.PS256), ALGORITHM),
                        refused("JA14", "RS384", genuine(JWSAlgorithm.RS384), ALGORITHM),
                        refused("JA14", "RS512", genuine(JWSAlgorithm.RS512), ALGORITHM),
                        refused("JA15", "ES256 by a stranger", elliptic, MALFORMED),
                        refused("JA15", "ES256, r = s = 0", keys.bySignature(es256, new byte[64]), MALFORMED),
                        refused("JA15", "ES256 of RSA size", keys.bySignature(es256, new byte[256]), ALGORITHM),
                        named)
                .flatMap(group -> group);
    }

    private String genuine(JWSAlgorithm algorithm) {
        return TestTokens.withAlgorithm(keys.caller(), algorithm);
    }

    private Stream<Attack> broughtKeys() {
        RSAKey attacker = new RSAKey.Builder(keys.attacker().publicKey()).build();
        Map<String, String> forged = keys.header();
        forged.put("jwk", attacker.toJSONString());
        Map<String, String> chain = keys.header();
        chain.put("x5c", "[\"" + der() + "\"]");
        Stream<Attack> places = Stream.of(
                        "http://TRAP/x", "file:///etc/hostname", "jar:http://TRAP/x!/", "ftp://TRAP/", "ldap://TRAP/x")
                .map(url -> url.replace("http://TRAP/", keys.trap())
                        .replace("TRAP", keys.trap().replaceAll("http://|/", "")))
                .flatMap(url -> refused("JK03", "x5u " + url, keys.withHeader("x5u", "\"" + url + "\""), HEADER));
        Map<String, String> foreign = new LinkedHashMap<>();
        foreign.put("jwk", attacker.toJSONString());
        foreign.put("jku", "\"" + keys.trap() + "keys\"");
        foreign.put("x5c", "[]");
        Map<String, String> broken = new LinkedHashMap<>();
        broken.put("jwk", "{\"kty\":\"RSA\",\"n\":5}");
        broken.put("x5c", "[\"AAAA\"]");
        broken.put("jku", "\"ht tp://[\"");
        return Stream.of(
                        refused("JK01", "jwk", TestTokens.signed(forged, keys.claims(), attackersKey()), HEADER),
                        refused("JK02", "jku", keys.withHeader("jku", "\"" + keys.trap() + "keys\""), HEADER),
                        places,
                        refused("JK04", "x5c", TestTokens.signed(chain, keys.claims(), attackersKey()), HEADER),
                        each("JK05", foreign, HEADER),
                        each("JK06", broken, HEADER),
                        refused(
                                "JK16",
                                "of another environment",
                                TestTokens.signed(
                                        TestTokens.header(keys.attacker().certificate()),
                                        keys.claims(),
                                        attackersKey()),
                                UNKNOWN))
                .flatMap(group -> group);
    }

    private PrivateKey attackersKey() {
        return keys.attacker().pair().getPrivate();
    }

    private String der() {
        try {
            return Base64.getEncoder()
                    .encodeToString(keys.attacker().certificate().getEncoded());
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    private Stream<Attack> each(String row, Map<String, String> members, String reason) {
        return members.entrySet().stream()
                .flatMap(member ->
                        refused(row, member.getKey(), keys.withHeader(member.getKey(), member.getValue()), reason));
    }

    private Stream<Attack> keyIds() {
        Stream<Attack> paths = Stream.of(
                        "../../../../dev/null", "/proc/self/environ", "C:\\\\x", "\\\\\\\\host\\\\share")
                .flatMap(kid -> kid("JK07", kid));
        Stream<Attack> commands = Stream.of("' UNION SELECT 'x'--", "$(id)", "|id", "${jndi:ldap://x}")
                .flatMap(kid -> kid("JK08", kid));
        Stream<Attack> controls = Stream.of(
                        "a\\r\\nhandshake accepted: x", "\\u0000", "\\u001b[2J", "\\u202e", "x".repeat(1500))
                .flatMap(kid -> kid("JK09", kid));
        Stream<Attack> noText = Stream.of("5", "true", "{}", "[]", "null", "\"\"")
                .flatMap(kid -> refused("JK10", kid, keys.withHeader("kid", kid), HEADER));
        String kid = keys.header().get("kid").replace("\"", "");
        Stream<Attack> folded = Stream.of(wide(kid), kid + "\\u0000", kid + " ", kid.substring(1), kid + "0")
                .flatMap(spelling -> kid("JK17", spelling));
        return Stream.of(
                        kid("JK14", kid.substring(0, 20)),
                        paths,
                        commands,
                        controls,
                        refused("JK09", "1 MB", keys.withHeader("kid", "\"" + "x".repeat(1_000_000) + "\""), MALFORMED)
                                .filter(attack -> attack.form().equals("jwt"))
                                .map(attack -> tooLarge(attack)),
                        noText,
                        folded)
                .flatMap(group -> group);
    }

    private static Attack tooLarge(Attack attack) {
        return new Attack(
                attack.row(),
                attack.name(),
                "",
                attack.head(),
                attack.body(),
                false,
                Expected.unreadable("message-too-large", 413));
    }

    private Stream<Attack> kid(String row, String kid) {
        Map<String, String> header = keys.header();
        header.put("kid", "\"" + kid + "\"");
        header.remove("x5t");
        String name = "kid [" + kid.substring(0, Math.min(40, kid.length())) + "]";
        return refused(row, name, TestTokens.signed(header, keys.claims(), keys.key()), UNKNOWN);
    }

    /** The same characters in full width, which NFKC makes equal. */
    private static String wide(String text) {
        StringBuilder wide = new StringBuilder();
        text.chars().forEach(c -> wide.append((char) (c - '!' + '\uFF01')));
        return wide.toString();
    }

    private Stream<Attack> thumbprints() {
        Map<String, String> ours = keys.header();
        Map<String, String> other = TestTokens.header(keys.second().certificate());
        ours.put("x5t", other.get("x5t"));
        Base64URL x5t = new Base64URL(keys.header().get("x5t").replace("\"", ""));
        Map<String, String> forms = new LinkedHashMap<>();
        forms.put("19 bytes", Base64URL.encode(Arrays.copyOf(x5t.decode(), 19)).toString());
        forms.put("standard base64", Base64.getEncoder().encodeToString(x5t.decode()));
        forms.put(
                "mixed hexadecimal", keys.header().get("kid").replace("\"", "").toLowerCase(Locale.ROOT));
        Stream<Attack> wrong = forms.entrySet().stream().flatMap(form -> {
            Map<String, String> header = keys.header();
            header.remove("kid");
            header.put("x5t", "\"" + form.getValue() + "\"");
            return refused("JK12", form.getKey(), TestTokens.signed(header, keys.claims(), keys.key()), UNKNOWN);
        });
        Map<String, String> second = TestTokens.header(keys.second().certificate());
        second.put("kid", keys.header().get("kid"));
        return Stream.of(
                        refused(
                                "JK11",
                                "kid and x5t of two keys",
                                TestTokens.signed(ours, keys.claims(), keys.key()),
                                "key-hints-disagree"),
                        refused(
                                "JK11",
                                "signed by the other",
                                TestTokens.signed(
                                        second,
                                        keys.claims(),
                                        keys.second().pair().getPrivate()),
                                "key-hints-disagree"),
                        wrong,
                        refused("JK12", "empty", keys.withHeader("x5t", "\"\""), HEADER),
                        refused(
                                "JK12",
                                "x5t#S256 of nothing",
                                keys.withHeader("x5t#S256", "\"" + Base64URL.encode(new byte[32]) + "\""),
                                UNKNOWN),
                        refused("JK13", "no hint, two keys", keys.withoutHeader("kid", "x5t"), "key-hint-missing"))
                .flatMap(group -> group);
    }

    private Stream<Attack> readers() {
        Stream<Attack> critical = Stream.of("[\"exp\"]", "[\"alg\"]", "[\"kid\"]", "[\"foo\"]")
                .flatMap(crit -> refused("JC01", crit, keys.withHeader("crit", crit), HEADER));
        Stream<Attack> empty = Stream.of("[]", "null", "{}")
                .flatMap(crit -> refused("JC02", crit, keys.withHeader("crit", crit), HEADER));
        Stream<Attack> odd = Stream.of("\"foo\"", "[1]", "[\"foo\",\"foo\"]")
                .flatMap(crit -> refused("JC04", crit, keys.withHeader("crit", crit), HEADER));
        Map<String, String> raw = keys.header();
        raw.put("b64", "false");
        raw.put("crit", "[\"b64\"]");
        String detached = keys.valid().replaceFirst("\\.[^.]*\\.", "..");
        Stream<Attack> types = Stream.of("\"at+jwt\"", "\"dpop+jwt\"", "\"JOSE\"", "5", "\"\"")
                .flatMap(typ -> refused("JC13", typ, keys.withHeader("typ", typ), HEADER));
        Stream<Attack> zip = Stream.of("DEF", "GZIP")
                .flatMap(name -> refused("JC07", name, keys.withHeader("zip", "\"" + name + "\""), HEADER));
        return Stream.of(
                        critical,
                        empty,
                        odd,
                        types,
                        zip,
                        bombs(),
                        encrypted(),
                        nested(),
                        Stream.of(
                                        refused("JC03", "[null]", keys.withHeader("crit", "[null]"), HEADER),
                                        refused("JC05", "b64 false", keys.withHeader("b64", "false"), HEADER),
                                        refused(
                                                "JC06",
                                                "b64 and crit",
                                                TestTokens.signed(raw, keys.claims(), keys.key()),
                                                HEADER),
                                        refused("JC06", "detached", detached, MALFORMED),
                                        refused("JC12", "cty", keys.withHeader("cty", "\"JWT\""), HEADER))
                                .flatMap(group -> group))
                .flatMap(group -> group);
    }

    /** Megabytes of zeros in a few kilobytes. */
    private Stream<Attack> bombs() {
        byte[] bomb = deflated(new byte[4_000_000]);
        Map<String, String> zip = keys.header();
        zip.put("zip", "\"DEF\"");
        byte[] header = utf8(TestTokens.json(zip));
        String signed = TestTokens.signedBytes(header, bomb, keys.key());
        String forged = Base64URL.encode(header) + "." + Base64URL.encode(bomb) + "." + Base64URL.encode(new byte[256]);
        return Stream.of(
                        refused("JC08", "signed", signed, HEADER),
                        refused("JC08", "not signed", forged, HEADER),
                        refused(
                                "JC08",
                                "20 KB of name",
                                keys.withHeader("zip", "\"" + "x".repeat(20_000) + "\""),
                                MALFORMED))
                .flatMap(group -> group);
    }

    private static byte[] deflated(byte[] bytes) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            try (DeflaterOutputStream deflater = new DeflaterOutputStream(out, new Deflater(9, true))) {
                deflater.write(bytes);
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private Stream<Attack> encrypted() {
        String rest = ".AAAA.AAAA.AAAA.AAAA";
        return Stream.of(
                        "{\"alg\":\"RSA-OAEP\",\"enc\":\"A256GCM\"}",
                        "{\"alg\":\"dir\",\"enc\":\"A256GCM\"}",
                        "{\"alg\":\"PBES2-HS256+A128KW\",\"enc\":\"A256GCM\",\"p2c\":2147483647}",
                        "{\"alg\":\"none\",\"enc\":\"none\",\"cty\":\"JWT\"}")
                .flatMap(header -> Stream.of("JC09", "JC10")
                        .flatMap(row -> refused(row, header, AttackKeys.base64(header) + rest, MALFORMED)));
    }

    private Stream<Attack> nested() {
        String inner = keys.valid();
        String nested = keys.signed(keys.headerJson(), inner);
        String deeper = nested;
        for (int i = 0; i < 3; i++) {
            deeper = keys.signed(keys.headerJson(), deeper);
        }
        String[] parts = inner.split("\\.", -1);
        List<String> serializations = List.of(
                "{\"protected\":\"" + parts[0] + "\",\"payload\":\"" + parts[1] + "\",\"signature\":\"" + parts[2]
                        + "\"}",
                "{\"payload\":\"" + parts[1] + "\",\"signatures\":[{\"protected\":\"" + parts[0] + "\",\"signature\":\""
                        + parts[2] + "\"}]}");
        Map<String, String> identity = keys.claims();
        identity.put("iss", "\"https://sod.superoffice.com\"");
        identity.put("aud", "\"" + TestTokens.APPLICATION_ID + "\"");
        return Stream.of(
                        refused("JC11", "a token in a token", nested, "claims-malformed"),
                        refused("JC11", "four deep", deeper, "claims-malformed"),
                        refused(
                                "JC14",
                                "an OpenID token",
                                TestTokens.signed(keys.header(), identity, keys.key()),
                                "issuer-wrong"),
                        serializations.stream()
                                .flatMap(json -> refused("JC15", json.substring(0, 12), json, MALFORMED)))
                .flatMap(group -> group);
    }
}
