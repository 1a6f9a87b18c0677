package org.erpconnector.auth.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.erpconnector.auth.keys.TestKeys.OTHER;
import static org.erpconnector.auth.keys.TestKeys.OWN;
import static org.erpconnector.auth.keys.TestKeys.xml;

import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.erpconnector.auth.config.Problem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RsaXmlTest {
    @TempDir
    Path folder;

    private TestPlaces places(byte[] xml) {
        return TestPlaces.of(
                TestPlaces.write(folder, "key", xml),
                TestPlaces.write(folder, "caller", TestKeys.der(TestKeys.CALLER)));
    }

    static Stream<Arguments> readable() {
        Map<String, String> parts = TestKeys.xmlParts(OWN);
        String plain = xml(parts);
        return Stream.of(
                Arguments.of("on one line", utf8(plain)),
                Arguments.of("UTF-8 mark and CRLF", utf8("\uFEFF" + plain.replace("><", ">\r\n  <") + "\r\n")),
                Arguments.of("UTF-16 with its mark", plain.getBytes(StandardCharsets.UTF_16)),
                Arguments.of(
                        "declared as UTF-16, but UTF-8, as .NET writes strings",
                        utf8("<?xml version=\"1.0\" encoding=\"utf-16\"?>" + plain)),
                Arguments.of("comments", utf8("<!-- key -->" + plain.replace("<P>", "<!-- p --><P>"))),
                Arguments.of("blanks before the declaration", utf8(" \n<?xml version=\"1.0\"?>" + plain)),
                Arguments.of("numbers with Java's zero for the sign", utf8(xml(signed(parts)))),
                Arguments.of("lines in the numbers", utf8(xml(wrapped(parts)))),
                Arguments.of("without InverseQ", utf8(xml(without(parts, "InverseQ")))),
                Arguments.of("without DP, DQ, InverseQ", utf8(xml(without(parts, "DP", "DQ", "InverseQ")))),
                Arguments.of("without Q", utf8(xml(without(parts, "Q")))),
                Arguments.of("without P and Q", utf8(xml(without(parts, "P", "Q", "DP", "DQ", "InverseQ")))));
    }

    @Tag("K12")
    @Tag("K13")
    @ParameterizedTest(name = "{0}")
    @MethodSource("readable")
    @Tag("P10")
    void readsTheKeyWithAllItsParts(String name, byte[] xml) {
        RSAPrivateCrtKey own = (RSAPrivateCrtKey) OWN.getPrivate();
        ConnectorKeys keys = places(xml).load();

        assertThat(keys.applicationKey()).isInstanceOfSatisfying(RSAPrivateCrtKey.class, key -> {
            assertThat(key.getPrivateExponent()).isEqualTo(own.getPrivateExponent());
            assertThat(List.of(key.getPrimeP(), key.getPrimeQ()))
                    .containsExactlyInAnyOrder(own.getPrimeP(), own.getPrimeQ());
            assertThat(key.getCrtCoefficient().multiply(key.getPrimeQ()).mod(key.getPrimeP()))
                    .isEqualTo(BigInteger.ONE);
        });
        assertThat(keys.applicationPublicKey()).isEqualTo(OWN.getPublic());
        assertThat(keys.applicationCertificate()).isEmpty();
    }

    @Test
    void recoversThePrimesOfManyKeys() {
        for (int i = 0; i < 10; i++) {
            var pair = TestKeys.pair("RSA", 1024);
            byte[] xml = utf8(xml(without(TestKeys.xmlParts(pair), "P", "Q", "DP", "DQ", "InverseQ")));

            assertThat(places(xml).load().applicationPublicKey()).isEqualTo(pair.getPublic());
        }
    }

    static Stream<Arguments> refused() {
        Map<String, String> parts = TestKeys.xmlParts(OWN);
        Map<String, String> other = TestKeys.xmlParts(OTHER);
        String plain = xml(parts);
        String d = parts.get("D");
        Map<String, String> bare = without(parts, "P", "Q", "DP", "DQ", "InverseQ");
        return Stream.of(
                row(
                        "public half only",
                        xml(without(parts, "P", "Q", "DP", "DQ", "InverseQ", "D")),
                        "only the public half"),
                row("no modulus", xml(without(parts, "Modulus")), "lacks Modulus"),
                row("no exponent", xml(without(parts, "Exponent")), "lacks Exponent"),
                row(
                        "two moduli",
                        plain.replace("</RSAKeyValue>", "<Modulus>AQAB</Modulus></RSAKeyValue>"),
                        "Modulus twice"),
                row("another element", plain.replace("</RSAKeyValue>", "<X>AQAB</X></RSAKeyValue>"), "element X"),
                row("an element inside a number", plain.replace("<D>", "<D><E/>"), "elements inside a number"),
                row("text between elements", plain.replace("<D>", "junk<D>"), "text between"),
                row("another root", plain.replace("RSAKeyValue", "KeyValue"), "root is KeyValue"),
                row("a web page", "<html><body>404</body></html>", "root is html"),
                row("truncated", plain.substring(0, 300), "truncated"),
                row("two documents", plain + plain, "not well-formed"),
                row("an empty number", plain.replace(d, ""), "D in the XML is empty"),
                row("no Base64", plain.replace(d, "*"), "D in the XML is not Base64"),
                row(
                        "base64url",
                        plain.replace(d, d.replace('+', '-').replace('/', '_') + "-_"),
                        "D in the XML is not Base64"),
                row("DOCTYPE", "<!DOCTYPE RSAKeyValue>" + plain, "DOCTYPE"),
                row(
                        "external entity",
                        "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + plain.replace(d, "&x;"),
                        "DOCTYPE"),
                row("external DTD", "<!DOCTYPE r SYSTEM \"http://127.0.0.1:1/x.dtd\">" + plain, "DOCTYPE"),
                row("billion laughs", laughs() + plain.replace(d, "&l9;"), "DOCTYPE"),
                row("undeclared entity", plain.replace(d, "&x;"), "not well-formed"),
                row(
                        "wrong D, no primes",
                        xml(with(bare, "D", other.get("D"))),
                        "do not belong|larger than its modulus"),
                row("wrong D beside good primes", xml(with(parts, "D", other.get("D"))), "do not belong|larger"),
                row("D of 1, no primes", xml(with(bare, "D", "AQ==")), "do not belong"),
                row(
                        "modulus of another key, no primes",
                        xml(with(bare, "Modulus", other.get("Modulus"))),
                        "do not belong|larger"),
                row(
                        "modulus of another key",
                        xml(with(parts, "Modulus", other.get("Modulus"))),
                        "do not belong|larger"),
                row(
                        "P and Q swapped",
                        xml(with(with(parts, "P", parts.get("Q")), "Q", parts.get("P"))),
                        "cannot sign|does not verify"),
                row("wrong DP", xml(with(parts, "DP", parts.get("DQ"))), "cannot sign|does not verify"),
                row("wrong InverseQ", xml(with(parts, "InverseQ", parts.get("DQ"))), "cannot sign|does not verify"),
                row("P of zero", xml(with(parts, "P", "AA==")), "P in the XML is empty or zero"),
                row("P equal to Q", xml(with(without(parts, "InverseQ"), "Q", parts.get("P"))), "do not belong"),
                row("a tiny modulus", xml(with(parts, "Modulus", "AQAB")), "17 bits"),
                row(
                        "an even modulus",
                        xml(with(parts, "Modulus", even(parts.get("Modulus")))),
                        "not a usable RSA modulus"),
                row(
                        "a huge D",
                        xml(with(parts, "D", Base64.getEncoder().encodeToString(filled(4000)))),
                        "larger than its modulus"));
    }

    private static Arguments row(String name, String xml, String fault) {
        return Arguments.of(name, xml, fault);
    }

    @Tag("K10")
    @Tag("K11")
    @Tag("K13")
    @ParameterizedTest(name = "{0}")
    @MethodSource("refused")
    void refusesWithASentence(String name, String xml, String fault) {
        Problem problem = places(utf8(xml)).refusal();

        assertThat(problem.setting()).isEqualTo("application-key");
        assertThat(problem.place()).endsWith("key");
        assertThat(problem.fault()).containsPattern(fault);
        assertThat(problem.remedy()).isNotBlank();
        assertThat(problem.toString())
                .doesNotContain(TestKeys.xmlParts(OWN).get("D").substring(0, 20));
    }

    @Test
    @Tag("K13")
    void connectsToNobodyAndReadsNoFileOfTenMegabytes() throws IOException {
        String plain = xml(TestKeys.xmlParts(OWN));
        try (ServerSocket outside = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + outside.getLocalPort() + "/";
            for (String doctype : List.of(
                    "<!DOCTYPE RSAKeyValue SYSTEM \"" + url + "x.dtd\">",
                    "<!DOCTYPE RSAKeyValue [<!ENTITY x SYSTEM \"" + url + "x\">]>",
                    "<!DOCTYPE RSAKeyValue [<!ENTITY % x SYSTEM \"" + url + "x\"> %x;]>")) {
                assertThat(places(utf8(doctype + plain)).refusal().fault()).contains("DOCTYPE");
            }
            outside.setSoTimeout(200);
            assertThatThrownBy(outside::accept).isInstanceOf(SocketTimeoutException.class);
        }
        assertThat(places(utf8(plain + " ".repeat(10 << 20))).refusal().fault()).contains("larger than 1 MiB");
    }

    private static Map<String, String> signed(Map<String, String> parts) {
        Map<String, String> copy = new LinkedHashMap<>(parts);
        copy.replaceAll((name, value) -> Base64.getEncoder()
                .encodeToString(new BigInteger(1, Base64.getDecoder().decode(value)).toByteArray()));
        return copy;
    }

    private static Map<String, String> without(Map<String, String> parts, String... names) {
        Map<String, String> copy = new LinkedHashMap<>(parts);
        List.of(names).forEach(copy::remove);
        return copy;
    }

    private static Map<String, String> with(Map<String, String> parts, String name, String value) {
        Map<String, String> copy = new LinkedHashMap<>(parts);
        copy.put(name, value);
        return copy;
    }

    private static Map<String, String> wrapped(Map<String, String> parts) {
        Map<String, String> copy = new LinkedHashMap<>(parts);
        copy.replaceAll((name, value) -> "\r\n\t" + value.replaceAll("(.{64})", "$1\r\n") + " ");
        return copy;
    }

    private static String even(String modulus) {
        byte[] bytes = Base64.getDecoder().decode(modulus);
        bytes[bytes.length - 1] &= (byte) 0xFE;
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] filled(int length) {
        byte[] bytes = new byte[length];
        java.util.Arrays.fill(bytes, (byte) 0x55);
        return bytes;
    }

    private static String laughs() {
        StringBuilder dtd = new StringBuilder("<!DOCTYPE r [<!ENTITY l0 \"AQAB\">");
        for (int i = 1; i < 10; i++) {
            dtd.append("<!ENTITY l")
                    .append(i)
                    .append(" \"")
                    .append(("&l" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        return dtd.append("]>").toString();
    }

    private static byte[] utf8(String text) {
        return TestKeys.utf8(text);
    }
}
