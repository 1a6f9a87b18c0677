package org.erpconnector.auth.keys.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.erpconnector.auth.keys.TestKeys.CALLER;
import static org.erpconnector.auth.keys.TestKeys.OTHER;
import static org.erpconnector.auth.keys.TestKeys.OWN;
import static org.erpconnector.auth.keys.TestKeys.OWN_CERTIFICATE;
import static org.erpconnector.auth.keys.jwks.TestKeySets.bare;
import static org.erpconnector.auth.keys.jwks.TestKeySets.certified;
import static org.erpconnector.auth.keys.jwks.TestKeySets.set;
import static org.erpconnector.auth.keys.jwks.TestKeySets.x5c;

import java.math.BigInteger;
import java.nio.file.Files;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.DERNull;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.SubjectPublicKeyInfo;
import org.erpconnector.auth.config.Environment;
import org.erpconnector.auth.config.Printable;
import org.erpconnector.auth.core.CallerKey;
import org.erpconnector.auth.core.CallerKeys;
import org.erpconnector.auth.core.Thumbprints;
import org.erpconnector.auth.core.TokenRejectedException;
import org.erpconnector.auth.keys.TestKeys;
import org.erpconnector.auth.keys.jwks.TestKeySets.Entry;
import org.erpconnector.auth.testkit.CollidingNames;
import org.erpconnector.auth.testkit.ReferenceSamples;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ATTACKS group 17, rows D06 to D14: what a set's text may say. */
class KeySetReaderTest {
    private static final String PLACE = "https://login.example.com/jwks";
    static final Entry GOOD = bare(OWN, "good");
    static final RSAPublicKey OTHER_KEY = (RSAPublicKey) OTHER.getPublic();
    private static final BigInteger F4 = BigInteger.valueOf(65537);

    record Read(CallerKeys keys, List<String> warnings) {
        List<String> kids() {
            return keys.all().stream()
                    .flatMap(key -> key.kids().stream())
                    .sorted()
                    .toList();
        }
    }

    private static Read read(Environment environment, String text) {
        KeySetReader reader = new KeySetReader(environment, PLACE);
        return TestKeys.made(() -> new Read(reader.read(text), reader.warnings()));
    }

    static Read read(Entry... entries) {
        return read(Environment.CUSTOM, set(entries));
    }

    private static String fault(String text) {
        KeySetException refused = catchThrowableOfType(
                KeySetException.class, () -> new KeySetReader(Environment.CUSTOM, PLACE).read(text));
        assertThat(refused).as("refusal of " + Printable.of(text)).isNotNull();
        return refused.finding().fault();
    }

    /** Names that collide, wherever a set has names, and the next set: an issuer is no less foreign than a caller. */
    @Test
    @Tag("F60")
    void collidingNamesOfOneSetAreNothingToTheNext() {
        String colliding = CollidingNames.members(CollidingNames.of(324).stream());
        assertThat(read(Environment.CUSTOM, "{" + colliding + ",\"keys\":[" + GOOD + "]}")
                        .kids())
                .containsExactly("good");
        assertThat(read(Environment.CUSTOM, "{\"keys\":[{" + colliding + "}," + GOOD + "]}")
                        .kids())
                .containsExactly("good");
        assertThat(read(GOOD).kids()).containsExactly("good");
    }

    @Test
    void refusesASetOfMoreMembersThanAHundredKeysHave() {
        assertThat(fault("{\"keys\":[],\"x\":[" + "1,".repeat(4096) + "1]}")).contains("too large");
    }

    /** Beside a good key, this one is dropped with a warning that names it. */
    static void assertDropped(Entry bad, String why) {
        Read read = read(bad, GOOD);
        assertThat(read.kids()).containsExactly("good");
        assertThat(read.warnings()).hasSize(1);
        assertThat(read.warnings().get(0)).contains("caller-keys [" + PLACE + ", key ", why, "the other keys");
        assertThat(fault(set(bad))).contains("no key that can verify RS256", why);
    }

    /** Beside a good key, this one is passed over: it is for something else. */
    private static void assertPassedOver(Entry other) {
        Read read = read(other, GOOD);
        assertThat(read.kids()).as(other.toString()).containsExactly("good");
        assertThat(read.warnings()).isEmpty();
        assertThat(fault(set(other))).isEqualTo("it has no key that can verify RS256");
    }

    @Test
    void readsAKeyWithItsCertificateLikeAPinnedOne() {
        Read read = read(certified());
        assertThat(read.keys().all()).containsExactly(CallerKey.of(CALLER));
        assertThat(read.warnings()).isEmpty();
    }

    @Test
    @EnabledIfSystemProperty(named = ReferenceSamples.PROPERTY, matches = ".+")
    void readsTheSetThatSuperOfficePublished() throws Exception {
        String published = Files.readString(ReferenceSamples.path("jwks/sod-2022-04-hex-kid.json"));
        Read read = read(Environment.DEVELOPMENT, published);
        assertThat(read.keys().all()).containsExactly(CallerKey.of(ReferenceSamples.developmentCertificate()));
        assertThat(read.warnings()).isEmpty();
    }

    @Test
    void readsAKeyWithoutACertificateByItsKidAndItsThumbprints() {
        Read bare = read(bare(OTHER, "any-kid"));
        assertThat(bare.keys().all().get(0).publicKey()).isEqualTo(OTHER_KEY);
        assertThat(bare.keys().all().get(0).id()).isEqualTo(Thumbprints.jwk(OTHER_KEY));
        assertThat(bare.kids()).containsExactly("any-kid");

        Entry named = bare(OTHER, "k").withText("x5t", Thumbprints.x5t(CALLER));
        CallerKeys keys = read(named).keys();
        assertThat(List.of("k", Thumbprints.sha1Hex(CALLER), Thumbprints.x5t(CALLER)))
                .allSatisfy(kid -> assertThat(keys.select(kid, Thumbprints.x5t(CALLER), null))
                        .isSameAs(keys.all().get(0)));
    }

    /** D06 */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{}",
                "[]",
                "null",
                "{\"keys\":null}",
                "{\"keys\":{}}",
                "{\"keys\":\"x\"}",
                "{\"keys\":[]}",
                "{\"keys\":[]} {}",
                "{\"keys\":[],\"keys\":[]}",
                "{'keys':[]}",
                "{\"keys\":[{\"kty\":\"RSA\",\"kty\":\"RSA\"}]}",
                "<html><body>Please log in</body></html>",
                "{\"keys\":[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]}",
                "{\"keys\":[9999999999999999999999999999999999]}"
            })
    void refusesWhatIsNoKeySet(String text) {
        assertThat(fault(text)).isNotEmpty();
    }

    /** D06 */
    @Test
    void refusesASetOfVeryManyKeys() {
        Entry[] many =
                IntStream.range(0, 101).mapToObj(i -> bare(OTHER, "k" + i)).toArray(Entry[]::new);
        assertThat(fault(set(many))).contains("more than 100 keys");
    }

    /** D07 */
    @Test
    void usesGoodKeysBesideABadOneAndNamesTheBadOne() {
        Read read = read(GOOD, bare(OTHER, "the-bad-one").withText("n", "!!"), certified());
        assertThat(read.keys().all()).hasSize(2);
        assertThat(read.warnings()).hasSize(1);
        assertThat(read.warnings().get(0)).contains("key the-bad-one", "its n is not base64url");
    }

    /** D07: a kid is text of the other side. */
    @Test
    void keepsTheLogCleanOfABadKeysName() {
        Read read = read(
                GOOD,
                bare(OTHER, "a\\r\\nFATAL \\u001b[2J\\u202e" + "x".repeat(500)).withText("n", "!!"));
        assertThat(read.warnings().get(0)).matches("[ -~]{1,500}").contains("key a??FATAL ?[2J?");
    }

    @ParameterizedTest
    @ValueSource(strings = {"7", "[]", "{}", "[\"sig\"]", "true"})
    void dropsAKeyWhoseMembersAreOfAnotherType(String json) {
        for (String member : List.of("kty", "use", "alg", "kid", "n", "e", "x5t", "x5t#S256")) {
            assertDropped(certified().with(member, json), "its " + member + " is no text");
        }
        assertThat(read(Environment.CUSTOM, "{\"keys\":[" + json + "," + GOOD + "]}")
                        .kids())
                .containsExactly("good");
    }

    /** D08 */
    @Test
    void knowsOneKeyUnderEveryKidThatTheSetGivesIt() throws TokenRejectedException {
        Entry hex = bare(OTHER, Thumbprints.sha1Hex(CALLER));
        Entry x5tForm = bare(OTHER, Thumbprints.x5t(CALLER));
        Read read = read(hex, x5tForm, bare(OTHER, "third"), bare(OWN, "own"));
        assertThat(read.keys().all()).hasSize(2);
        for (String kid : List.of(
                Thumbprints.sha1Hex(CALLER),
                Thumbprints.sha1Hex(CALLER).toLowerCase(Locale.ROOT),
                Thumbprints.x5t(CALLER),
                "third")) {
            assertThat(read.keys().select(kid, null, null).publicKey()).isEqualTo(OTHER_KEY);
        }
    }

    /** D08 */
    @Test
    void takesTheCertificateFromWhicheverEntryHasIt() throws TokenRejectedException {
        Read read = read(bare(OTHER, "plain"), certified());
        assertThat(read.keys().all()).hasSize(1);
        assertThat(read.keys().all().get(0).id()).isEqualTo(Thumbprints.sha1Hex(CALLER));
        assertThat(read.keys().select("plain", Thumbprints.x5t(CALLER), Thumbprints.x5tS256(CALLER)))
                .isSameAs(read.keys().all().get(0));
    }

    /** D09: the set is rejected, since nobody can say which of the two was meant. */
    @Test
    void rejectsASetThatGivesTwoKeysOneName() {
        assertThat(fault(set(bare(OTHER, "same"), bare(OWN, "same")))).contains("two different keys the same kid same");
        assertThat(fault(set(certified(), bare(OWN, Thumbprints.sha1Hex(CALLER).toLowerCase(Locale.ROOT)))))
                .contains("two different keys the same kid");
        assertThat(fault(set(certified(), bare(OWN, "b").withText("x5t", Thumbprints.x5t(CALLER)))))
                .contains("two different keys the same");
        assertThat(fault(set(certified(), bare(OWN, "b").withText("x5t#S256", Thumbprints.x5tS256(CALLER)))))
                .contains("two different keys the same x5t#S256");
    }

    /** D10 */
    @Test
    void passesOverKeysThatAreNotForVerifyingRs256() {
        assertPassedOver(bare(OTHER, "k").withText("use", "enc"));
        assertPassedOver(bare(OTHER, "k").withText("use", "SIG"));
        for (String algorithm : List.of("PS256", "HS256", "RS384", "RS512", "rs256", "none", "RSA-OAEP")) {
            assertPassedOver(bare(OTHER, "k").withText("alg", algorithm));
        }
        for (String operations : List.of("[\"encrypt\"]", "[\"sign\"]", "[\"wrapKey\",\"unwrapKey\"]", "[7]")) {
            assertPassedOver(bare(OTHER, "k").with("key_ops", operations));
        }
        assertDropped(bare(OTHER, "k").withText("key_ops", "verify"), "its key_ops is no list");
        assertThat(read(bare(OTHER, "k").with("key_ops", "[\"verify\"]").without("use", "alg"))
                        .kids())
                .containsExactly("k");
    }

    /** D11 */
    @Test
    void passesOverEllipticCurvesAndKindsThatNobodyKnows() {
        assertPassedOver(bare(OTHER, "k").withText("kty", "EC").without("alg"));
        assertPassedOver(bare(OTHER, "k").withText("kty", "OKP").without("alg"));
        assertPassedOver(bare(OTHER, "k").withText("kty", "rsa").without("alg"));
        assertDropped(bare(OTHER, "k").without("kty"), "it has no kty");
    }

    /** D11 */
    @ParameterizedTest
    @ValueSource(strings = {"d", "p", "q", "dp", "dq", "qi", "oth", "k"})
    void dropsAKeyWithAPrivatePart(String member) {
        assertDropped(bare(OTHER, "leaked").withText(member, "AQAB"), "published a private key");
        Entry secret = bare(OTHER, "secret").withText("kty", "oct").withText("k", "AQAB");
        assertDropped(secret.without("n", "e"), "published a private key");
    }

    /** D11 */
    @Test
    void dropsTheInnocentTwinOfAKeyWhosePrivateHalfIsPublished() {
        String d = TestKeySets.number(((RSAPrivateCrtKey) OTHER.getPrivate()).getPrivateExponent());
        Read read = read(certified(), bare(OTHER, "leaked").withText("d", d), GOOD);
        assertThat(read.kids()).containsExactly("good");
        assertThat(read.warnings()).hasSize(2);
        assertThat(read.warnings())
                .anyMatch(warning -> warning.contains("another entry has published its private half"));
    }

    /** D12 */
    @Test
    void dropsAKeyWhoseCertificateOrThumbprintIsOfAnother() {
        assertDropped(certified().with("x5c", x5c(TestKeys.der(OWN_CERTIFICATE))), "certificate of another key");
        assertDropped(certified().withText("x5t", Thumbprints.x5t(OWN_CERTIFICATE)), "its x5t is not that of its x5c");
        assertDropped(
                certified().withText("x5t#S256", Thumbprints.x5tS256(OWN_CERTIFICATE)),
                "its x5t#S256 is not that of its x5c");
        assertDropped(certified().withText("x5t", Thumbprints.x5tS256(CALLER)), "its x5t has not 20 bytes");
        assertDropped(certified().withText("x5t#S256", Thumbprints.x5t(CALLER)), "its x5t#S256 has not 32 bytes");
        assertDropped(certified().withText("x5t", Thumbprints.x5t(CALLER) + "="), "its x5t is not base64url");
    }

    /** D12 */
    @Test
    void dropsAKeyWhoseCertificateIsNone() {
        byte[] der = TestKeys.der(CALLER);
        byte[] longer = java.util.Arrays.copyOf(der, der.length + 1);
        assertDropped(certified().with("x5c", "{\"0\":\"AAAA\"}"), "its x5c is no list");
        assertDropped(certified().withText("x5c", "AAAA"), "its x5c is no list");
        assertDropped(certified().with("x5c", "[\"AAAA\"]"), "its x5c cannot be read");
        assertDropped(certified().with("x5c", "[\"_-_-\"]"), "its x5c is not base64");
        assertDropped(certified().with("x5c", x5c(longer)), "its x5c holds more than a certificate");
        assertDropped(certified().with("x5c", x5c(TestKeys.utf8(TestKeys.pem(CALLER)))), "its x5c");
        assertDropped(
                certified().with("x5c", x5c(TestKeys.der(TestKeys.certificate(TestKeys.EC.getPublic(), "CN=ec")))),
                "its x5c has no RSA key for RS256");
    }

    /** D10, D12: a key that its certificate keeps for RSASSA-PSS. */
    @Test
    void dropsAKeyWhoseCertificateIsForAnotherPadding() {
        SubjectPublicKeyInfo rsa =
                SubjectPublicKeyInfo.getInstance(OTHER.getPublic().getEncoded());
        SubjectPublicKeyInfo pss = TestKeys.made(() -> new SubjectPublicKeyInfo(
                new AlgorithmIdentifier(PKCSObjectIdentifiers.id_RSASSA_PSS), rsa.parsePublicKey()));
        assertThat(rsa.getAlgorithm().getParameters()).isEqualTo(DERNull.INSTANCE);
        byte[] der = TestKeys.der(TestKeys.certificate(pss, "CN=pss", "2013-09-03", "2113-08-10"));
        assertDropped(certified().without("n", "e", "x5t").with("x5c", x5c(der)), "its x5c has no RSA key for RS256");
    }

    /** D13 */
    @Test
    void takesTheKeyFromTheCertificateWhereThatIsAllThereIs() {
        assertThat(read(certified().without("n", "e", "alg", "use", "x5t"))
                        .keys()
                        .all())
                .containsExactly(CallerKey.of(CALLER));
        assertThat(read(certified().withText("kid", Thumbprints.x5t(CALLER)).without("n", "e"))
                        .keys()
                        .all())
                .containsExactly(CallerKey.of(CALLER));
        assertDropped(certified().without("n"), "only one of n and e");
        assertDropped(certified().without("e"), "only one of n and e");
        assertDropped(bare(OTHER, "k").without("n", "e"), "neither n and e nor x5c");
    }

    /** D14 */
    @Test
    void dropsNumbersInAnyButTheirOneProperSpelling() {
        BigInteger n = OTHER_KEY.getModulus();
        byte[] plain = TestKeySets.unsigned(n);
        String standard = Base64.getEncoder().withoutPadding().encodeToString(plain);
        assertDropped(bare(OTHER, "k").withText("n", TestKeySets.number(n) + "=="), "its n is not base64url");
        assertDropped(bare(OTHER, "k").withText("n", TestKeySets.number(n) + "!junk"), "its n is not base64url");
        assertDropped(bare(OTHER, "k").withText("n", TestKeySets.number(n) + "\\n"), "its n is not base64url");
        assertDropped(bare(OTHER, "k").withText("n", " " + TestKeySets.number(n)), "its n is not base64url");
        assertDropped(
                bare(OTHER, "k")
                        .withText("n", Base64.getUrlEncoder().withoutPadding().encodeToString(n.toByteArray())),
                "its n begins with a zero byte");
        assertDropped(bare(OTHER, "k").withText("e", "AAEAAQ"), "its e begins with a zero byte");
        assertDropped(bare(OTHER, "k").withText("e", "AQAC="), "its e is not base64url");
        // The last character of a text of 342 has two unused bits: set, they spell the same number once more.
        assertDropped(bare(OTHER, "k").withText("n", respelled(TestKeySets.number(n))), "one proper spelling");
        if (!standard.equals(TestKeySets.number(n))) {
            assertDropped(bare(OTHER, "k").withText("n", standard), "its n is not base64url");
        }
        assertDropped(bare(OTHER, "k").withText("n", "A".repeat(3000)), "its n is too long");
    }

    private static String respelled(String text) {
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        int last = text.length() - 1;
        return text.substring(0, last) + alphabet.charAt(alphabet.indexOf(text.charAt(last)) + 1);
    }

    /** JS07 of group 11, for keys that a set lists. */
    @Test
    void dropsKeysThatCanBeBroken() {
        BigInteger n = OTHER_KEY.getModulus();
        assertDropped(bare(TestKeys.SMALL, "k"), "1024 bits, but 2048 to 8192");
        assertDropped(bare(TestKeys.TINY, "k"), "512 bits");
        assertDropped(bare(BigInteger.ONE.shiftLeft(16_383).setBit(0), F4, "k"), "2048 to 8192");
        assertDropped(bare(n, BigInteger.ONE, "k"), "n and e are no RSA key");
        assertDropped(bare(n, BigInteger.TWO, "k"), "n and e are no RSA key");
        assertDropped(bare(n, BigInteger.valueOf(4), "k"), "odd one from 3");
        assertDropped(bare(n.clearBit(0), F4, "k"), "even modulus");
        assertDropped(bare(rocaLike(), F4, "k"), "CVE-2017-15361");
    }

    /** A number of 2048 bits that is 65537 modulo every small prime, as moduli of the faulty chip are powers of it. */
    private static BigInteger rocaLike() {
        BigInteger primorial = BigInteger.TWO;
        for (int candidate = 3; candidate <= 167; candidate += 2) {
            if (BigInteger.valueOf(candidate).isProbablePrime(30)) {
                primorial = primorial.multiply(BigInteger.valueOf(candidate));
            }
        }
        return primorial
                .multiply(BigInteger.ONE.shiftLeft(2047).divide(primorial).add(BigInteger.TEN))
                .add(F4);
    }

    @ParameterizedTest
    @CsvSource({
        "B0AD4C0BFD8913B8040F3E8AD16A91F585222C33, demo certificate",
        "16b7fb8c3f9ab06885a800c64e64c97c4ab5e98c, development environment",
        "Frf7jD-asGiFqADGTmTJfEq16Yw, development environment",
        "484903A7732B928C7980A39D38E947EA119F1089, stage environment"
    })
    void dropsTheDemoKeyAndKeysOfOtherEnvironments(String kid, String why) {
        Read production = read(Environment.PRODUCTION, set(bare(OTHER, kid), GOOD));
        assertThat(production.kids()).containsExactly("good");
        assertThat(production.warnings()).hasSize(1);
        assertThat(production.warnings().get(0)).contains(why);
        assertThat(read(bare(OTHER, kid), GOOD).keys().all()).hasSize(2);
    }

    @Test
    @EnabledIfSystemProperty(named = ReferenceSamples.PROPERTY, matches = ".+")
    void dropsTheDevelopmentCertificateItselfInProduction() throws Exception {
        String published = Files.readString(ReferenceSamples.path("jwks/sod-2022-04-hex-kid.json"));
        KeySetException refused = catchThrowableOfType(
                KeySetException.class, () -> new KeySetReader(Environment.PRODUCTION, PLACE).read(published));
        assertThat(refused.finding().fault()).contains("development environment, but environment is production");
    }

    /** SuperOffice may change its key without a word: trust is its host and that host's TLS certificate. */
    @Test
    void usesANewKeyOfTheEnvironmentsOwnSet() {
        Read read = read(Environment.PRODUCTION, set(certified()));
        assertThat(read.keys().all()).containsExactly(CallerKey.of(CALLER));
        assertThat(read.warnings().stream().collect(Collectors.joining())).isEmpty();
    }
}
