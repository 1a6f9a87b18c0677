package org.erpconnector.auth.attack;

import static org.erpconnector.auth.attack.Forms.refused;

import com.nimbusds.jose.util.Base64URL;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.crypto.Cipher;
import org.erpconnector.auth.testkit.TestTokens;

/** Groups 5, 6 and 11: the three parts and their characters, the JSON in two of them, the signature in the third. */
final class CompactFormAttacks {
    private static final String MALFORMED = "token-malformed";
    private static final String SIGNATURE = "signature-invalid";
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

    private final AttackKeys keys;

    CompactFormAttacks(AttackKeys keys) {
        this.keys = keys;
    }

    Stream<Attack> all() {
        return Stream.of(
                        junk(),
                        padding(),
                        characters(),
                        parts(),
                        length(),
                        encodings(),
                        duplicates(),
                        json(),
                        values(),
                        signatures())
                .flatMap(group -> group);
    }

    private static Stream<Attack> malformed(String row, String name, String token) {
        return refused(row, name, token, MALFORMED);
    }

    private static Stream<Attack> badClaims(String row, String name, String token) {
        return refused(row, name, token, "claims-malformed");
    }

    private String[] parts(String token) {
        return token.split("\\.", -1);
    }

    private Stream<Attack> junk() {
        String token = keys.valid();
        int signature = token.lastIndexOf('.') + 1;
        String before = token.substring(0, signature) + "?" + token.substring(signature);
        return Stream.concat(
                malformed("JE01", "? before the signature", before),
                Stream.of("!!!!", "####", "\u0000", "\u00FF", "\u00A0", "\u0085", "!".repeat(50_000))
                        .flatMap(tail -> malformed(
                                "JE01",
                                "tail of " + tail.length() + " x U+" + Integer.toHexString(tail.charAt(0)),
                                token + tail)));
    }

    private Stream<Attack> padding() {
        String token = keys.valid();
        char last = token.charAt(token.length() - 1);
        String unused = token.substring(0, token.length() - 1) + ALPHABET.charAt(ALPHABET.indexOf(last) + 1);
        String[] parts = parts(token);
        String inside = token.substring(0, token.length() - 20) + "=" + token.substring(token.length() - 19);
        String[] odd = odd();
        return Stream.of(
                        malformed("JE02", "unused bits", unused),
                        malformed("JE03", "signature padded", token + "=="),
                        malformed("JE03", "header padded", parts[0] + "=." + parts[1] + "." + parts[2]),
                        malformed("JE03", "claims padded", parts[0] + "." + parts[1] + "=." + parts[2]),
                        malformed("JE03", "= for a character of the signature", inside),
                        malformed("JE04", "unused bits in the header, signed so", odd[0]),
                        malformed("JE04", "junk in the claims, signed so", odd[1]),
                        malformed(
                                "JE05",
                                "+ and /",
                                keys.valid()
                                        .replaceFirst("[A-Za-z0-9](?=[^.]{20}$)", "+")
                                        .replaceFirst("[A-Za-z0-9](?=[^.]{9}$)", "/")))
                .flatMap(group -> group);
    }

    /** Genuine signatures over texts that are not the one text of their bytes. */
    private String[] odd() {
        String header = AttackKeys.base64(
                keys.headerJson() + " ".repeat((4 - keys.headerJson().length() % 3) % 3));
        char last = header.charAt(header.length() - 1);
        String changed = header.substring(0, header.length() - 1) + ALPHABET.charAt(ALPHABET.indexOf(last) + 1);
        String claims = AttackKeys.base64(keys.claimsJson());
        return new String[] {
            bySignature(changed + "." + claims), bySignature(AttackKeys.base64(keys.headerJson()) + "." + claims + "!!")
        };
    }

    private String bySignature(String input) {
        return input + "." + Base64URL.encode(TestTokens.rs256(input, keys.key()));
    }

    private Stream<Attack> characters() {
        String token = keys.valid();
        Stream<Attack> inside = Stream.of(" ", "\n", "\r\n", "\t", "\u2028", "\u3000")
                .flatMap(space -> malformed(
                        "JE06",
                        "inside, U+" + Integer.toHexString(space.charAt(0)),
                        token.substring(0, 60) + space + token.substring(60)));
        Stream<Attack> around = Stream.of("\u00A0", "\u2028", "\u3000", "\u200B")
                .flatMap(space -> Stream.of(space + token, token + space)
                        .flatMap(text -> malformed("JE06", "around, U+" + Integer.toHexString(space.charAt(0)), text)));
        Stream<Attack> lookalikes = Stream.of("\uFF11", "\u0141", "\u200B")
                .flatMap(c -> malformed(
                        "JE08",
                        "U+" + Integer.toHexString(c.charAt(0)),
                        token.substring(0, 60) + c + token.substring(61)));
        return Stream.of(
                        inside,
                        around,
                        lookalikes,
                        // A body that begins so says that its encoding is another.
                        Stream.of(Forms.jwt(
                                "JE06",
                                "a byte order mark in front",
                                "\uFEFF" + token,
                                Expected.unreadable("token-not-text", 400))),
                        malformed("JE06", "a byte order mark behind", token + "\uFEFF"),
                        malformed("JE07", "Bearer", "Bearer " + token),
                        malformed("JE07", "in quotes", "\"" + token + "\""),
                        malformed("JE07", "dots encoded", token.replace(".", "%2e")))
                .flatMap(group -> group);
    }

    private Stream<Attack> parts() {
        String token = keys.valid();
        String[] parts = parts(token);
        Stream<Attack> shapes = Stream.of(
                        ".", "..", "...", "....", "a", "a.b", "a.b.c", "." + token, token + ".", token + ".a.b.c")
                .flatMap(text -> malformed("JE09", text.length() < 10 ? text : "dots around", text));
        Stream<Attack> segments = Stream.of("", "=", "==", "A", "!")
                .flatMap(text -> Stream.of(
                                text + "." + parts[1] + "." + parts[2],
                                parts[0] + "." + text + "." + parts[2],
                                parts[0] + "." + parts[1] + "." + text)
                        .flatMap(changed -> malformed("JE10", "part [" + text + "]", changed)));
        return Stream.of(refused("JE09", "empty", "", "token-missing"), shapes, segments)
                .flatMap(group -> group);
    }

    private Stream<Attack> length() {
        String claim = "\"" + "x".repeat(5000) + "\"";
        String long8193 = keys.valid() + "A".repeat(8193);
        Attack megabyte =
                Forms.jwt("JE11", "1 MB", "A".repeat(1_000_000), Expected.unreadable("message-too-large", 413));
        return Stream.of(
                        malformed("JE11", "8193 characters", long8193.substring(0, 8193)),
                        malformed("JE11", "long and well-signed", keys.withClaim("x", claim)),
                        Stream.of(megabyte))
                .flatMap(group -> group);
    }

    private Stream<Attack> encodings() {
        byte[] header = keys.headerJson().getBytes(StandardCharsets.UTF_8);
        String marked = "\uFEFF" + keys.headerJson();
        return Stream.of(
                        badClaims(
                                "JE12",
                                "invalid UTF-8",
                                TestTokens.signedBytes(header, changed(0xFF, 0xFE), keys.key())),
                        badClaims("JE12", "overlong", TestTokens.signedBytes(header, changed(0xC0, 0xAF), keys.key())),
                        badClaims(
                                "JE12",
                                "half of a pair",
                                TestTokens.signedBytes(header, changed(0xED, 0xA0, 0x80), keys.key())),
                        malformed(
                                "JE13",
                                "UTF-16",
                                TestTokens.signedBytes(
                                        keys.headerJson().getBytes(StandardCharsets.UTF_16LE),
                                        keys.claimsJson().getBytes(StandardCharsets.UTF_8),
                                        keys.key())),
                        malformed("JE13", "byte order mark", keys.signed(marked, keys.claimsJson())))
                .flatMap(group -> group);
    }

    /** Claims with these bytes in the tenant's name. */
    private byte[] changed(int... bytes) {
        StringBuilder text = new StringBuilder();
        Arrays.stream(bytes).forEach(b -> text.append((char) b));
        return keys.claimsJson().replace(TestTokens.TENANT, text).getBytes(StandardCharsets.ISO_8859_1);
    }

    private Stream<Attack> duplicates() {
        String header = keys.headerJson();
        String claims = keys.claimsJson();
        Stream<Attack> twice = Stream.of("aud", "nonce", "exp", "iss")
                .flatMap(name ->
                        badClaims("JJ02", name, keys.signed(header, claims.replace("{", "{\"" + name + "\":\"x\","))));
        return Stream.of(
                        malformed("JJ01", "none first", keys.signed(header.replace("{", "{\"alg\":\"none\","), claims)),
                        malformed("JJ01", "none last", keys.signed(header.replace("}", ",\"alg\":\"none\"}"), claims)),
                        twice,
                        badClaims(
                                "JJ02",
                                "by escape",
                                keys.signed(header, claims.replace("{", "{\"n\\u006fnce\":\"x\","))))
                .flatMap(group -> group);
    }

    private Stream<Attack> json() {
        String header = keys.headerJson();
        String claims = keys.claimsJson();
        Stream<Attack> trailing = Stream.of("{\"alg\":\"none\"}", "xyz", " ]]]", ",", "\u0000")
                .flatMap(tail -> Stream.concat(
                        malformed("JJ03", "header then " + tail.length(), keys.signed(header + tail, claims)),
                        badClaims("JJ03", "claims then " + tail.length(), keys.signed(header, claims + tail))));
        Stream<Attack> loose = Stream.of(
                        header.replace("{", "{/**/"),
                        header.replace("{", "{//x\n"),
                        header.replace('"', '\''),
                        header.replace("\"alg\"", "alg"),
                        header.replace("}", ",}"),
                        header.replace("}", ",\"x\":NaN}"),
                        header.replace("}", ",\"x\":+1}"),
                        header.replace("}", ",\"x\":01}"),
                        header.replace("}", ",\"x\":\"\t\"}"))
                .flatMap(text -> malformed("JJ04", text.substring(0, 8), keys.signed(text, claims)));
        Stream<Attack> others = Stream.of("[]", "null", "\"x\"", "1", "true", "{")
                .flatMap(text -> Stream.concat(
                        malformed("JJ05", "header " + text, keys.signed(text, claims)),
                        badClaims("JJ05", "claims " + text, keys.signed(header, text))));
        return Stream.of(
                        trailing,
                        loose,
                        others,
                        refused("JJ05", "header {}", keys.signed("{}", claims), "algorithm-not-allowed"),
                        refused("JJ05", "claims {}", keys.signed(header, "{}"), "issuer-wrong"))
                .flatMap(group -> group);
    }

    private Stream<Attack> values() {
        String members =
                IntStream.range(0, 400).mapToObj(i -> "\"m" + i + "\":1").collect(Collectors.joining(","));
        Stream<Attack> deep = Stream.of(40, 1000, 2000)
                .flatMap(depth ->
                        badClaims("JJ06", depth + " deep", keys.withClaim("x", "[".repeat(depth) + "]".repeat(depth))));
        Stream<Attack> numbers = Stream.of("9".repeat(1000), "9".repeat(4000))
                .flatMap(digits -> Stream.concat(
                        malformed("JJ07", digits.length() + " digits in the header", keys.withHeader("x", digits)),
                        badClaims("JJ07", digits.length() + " digits in a claim", keys.withClaim("x", digits))));
        Stream<Attack> exponents = Stream.of("1e1000000000", "-0", "1E400", "0.1")
                .flatMap(number -> refused("JJ08", number, keys.withClaim("exp", number), "claims-malformed"));
        // Our own words for what collections of JSON files hold; those are not part of the project.
        Stream<Attack> names = Stream.of("\\uD800", "\\uDFFF\\uD800", "\\u12", "\\x41", "\\'", "\u0001")
                .flatMap(text -> refused(
                        "JJ10",
                        "name " + text.length(),
                        keys.withHeader(text, "1"),
                        text.startsWith("\\uD") ? "header-not-allowed" : MALFORMED));
        Stream<Attack> literals = Stream.of(
                        "tru",
                        "nul",
                        "TRUE",
                        "[1,]",
                        "[,1]",
                        "[1 2]",
                        "{\"a\" 1}",
                        "\"\\",
                        "1.",
                        ".5",
                        "0x1",
                        "--1",
                        "Infinity",
                        "undefined")
                .flatMap(text -> badClaims("JJ10", text, keys.withClaim("x", text)));
        return Stream.of(
                        deep,
                        numbers,
                        exponents,
                        names,
                        literals,
                        refused(
                                "JJ09",
                                "400 members",
                                keys.signed(keys.headerJson().replace("}", "," + members + "}"), keys.claimsJson()),
                                MALFORMED),
                        refused(
                                "JJ11",
                                "__proto__",
                                keys.withHeader("__proto__", "{\"alg\":\"none\"}"),
                                "header-not-allowed"),
                        refused(
                                "JJ11",
                                "a type for an issuer",
                                keys.withClaim("iss", "[\"java.util.HashMap\",{}]"),
                                "claims-malformed"))
                .flatMap(group -> group);
    }

    private Stream<Attack> signatures() {
        String token = keys.valid();
        String[] parts = parts(token);
        String[] other = parts(keys.withClaim("sub", "\"Cust1\""));
        String input = parts[0] + "." + parts[1] + ".";
        BigInteger s = new BigInteger(1, new Base64URL(parts[2]).decode());
        byte[] plus = s.add(keys.caller().publicKey().getModulus()).toByteArray();
        byte[] ones = new byte[256];
        Arrays.fill(ones, (byte) 0xFF);
        byte[] bytes = new Base64URL(parts[2]).decode();
        byte[] longer = new byte[257];
        System.arraycopy(bytes, 0, longer, 1, 256);
        Map<String, byte[]> shapes = Map.of("0xFF", ones, "zeros", new byte[256], "257 bytes", longer, "s + N", plus);
        return Stream.of(
                        shapes.entrySet().stream()
                                .flatMap(shape -> refused(
                                        "JS04", shape.getKey(), input + Base64URL.encode(shape.getValue()), SIGNATURE)),
                        malformed("JS04", "no bytes", input),
                        malformed("JS04", "255 bytes", input + Base64URL.encode(Arrays.copyOf(bytes, 255))),
                        Forms.token(
                                        "JS03",
                                        "no NULL",
                                        input + Base64URL.encode(withoutNull(input)),
                                        Expected.accepted())
                                .limit(1),
                        refused("JS05", "cube root", input + Base64URL.encode(cubeRoot(input)), SIGNATURE),
                        refused("JS06", "of another token", input + other[2], SIGNATURE),
                        refused("JS06", "header of another", parts[0] + "." + other[1] + "." + parts[2], SIGNATURE),
                        refused(
                                "JS06",
                                "by a stranger",
                                TestTokens.signed(
                                        keys.header(),
                                        keys.claims(),
                                        keys.attacker().pair().getPrivate()),
                                SIGNATURE))
                .flatMap(group -> group);
    }

    /** PKCS#1 before version 2.0 left the parameters of the algorithm out; only who has the key can make such a one. */
    private byte[] withoutNull(String input) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(input.substring(0, input.length() - 1).getBytes(StandardCharsets.US_ASCII));
            byte[] prefix = HexFormat.of().parseHex("302f300b0609608648016503040201" + "0420");
            byte[] info = Arrays.copyOf(prefix, prefix.length + digest.length);
            System.arraycopy(digest, 0, info, prefix.length, digest.length);
            Cipher rsa = Cipher.getInstance("RSA/ECB/PKCS1Padding");
            rsa.init(Cipher.ENCRYPT_MODE, keys.key());
            return rsa.doFinal(info);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What would pass for a signature where the exponent is 3 and what follows the digest is not looked at. */
    private static byte[] cubeRoot(String input) {
        byte[] block = new byte[256];
        block[1] = 1;
        block[2] = (byte) 0xFF;
        byte[] text = input.getBytes(StandardCharsets.UTF_8);
        System.arraycopy(text, 0, block, 4, 32);
        BigInteger target = new BigInteger(1, block);
        BigInteger root = BigInteger.ONE.shiftLeft(target.bitLength() / 3 + 1);
        for (int i = 0; i < 2000; i++) {
            root = root.shiftLeft(1).add(target.divide(root.multiply(root))).divide(BigInteger.valueOf(3));
        }
        byte[] bytes = root.toByteArray();
        byte[] padded = new byte[256];
        System.arraycopy(bytes, 0, padded, 256 - bytes.length, bytes.length);
        return padded;
    }
}
