package org.erpconnector.auth.keys.jwks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.erpconnector.auth.keys.TestKeys.CALLER;
import static org.erpconnector.auth.keys.TestKeys.OTHER;
import static org.erpconnector.auth.keys.jwks.KeySetReaderTest.GOOD;
import static org.erpconnector.auth.keys.jwks.KeySetReaderTest.OTHER_KEY;
import static org.erpconnector.auth.keys.jwks.KeySetReaderTest.assertDropped;
import static org.erpconnector.auth.keys.jwks.KeySetReaderTest.read;
import static org.erpconnector.auth.keys.jwks.TestKeySets.bare;
import static org.erpconnector.auth.keys.jwks.TestKeySets.certified;

import java.util.Base64;
import java.util.List;
import org.erpconnector.auth.core.CallerKey;
import org.erpconnector.auth.keys.jwks.KeySetReaderTest.Read;
import org.erpconnector.auth.keys.jwks.TestKeySets.Entry;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Members of a key that say nothing, and private parts that do. */
class KeySetEmptyMembersTest {
    /** .NET's JsonWebKey and writers of an object's fields write what the key has not. */
    @Tag("F20")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "use|null",
                "use|\"\"",
                "alg|null",
                "alg|\"\"",
                "key_ops|[]",
                "key_ops|null",
                "key_ops|[null]",
                "key_ops|[\"\"]",
                "key_ops|\"\"",
                "x5c|[]",
                "x5c|null",
                "x5c|\"\"",
                "x5c|[null]",
                "x5c|[\"\"]",
                "x5t|null",
                "x5t|\"\"",
                "x5t#S256|null",
                "x5t#S256|\"\"",
                "x5u|null",
                "x5u|\"\"",
                "d|null",
                "d|\"\"",
                "p|null",
                "p|\"\"",
                "q|null",
                "q|\"\"",
                "dp|null",
                "dp|\"\"",
                "dq|null",
                "dq|\"\"",
                "qi|null",
                "qi|\"\"",
                "k|null",
                "k|\"\"",
                "oth|[]",
                "oth|null",
                "oth|\"\"",
                "oth|[{}]",
                "oth|[null]",
                "oth|[{\"r\":null,\"d\":\"\"}]",
                "crv|null",
                "x|\"\"",
                "ext|true",
                "AdditionalData|{}"
            })
    void takesAMemberThatSaysNothingForAnAbsentOne(String member, String json) {
        Read read = read(bare(OTHER, "k").with(member, json));
        assertThat(read.kids()).containsExactly("k");
        assertThat(read.warnings()).isEmpty();
    }

    @Test
    @Tag("F20")
    void takesEachMemberFromTheCertificateWhereTheEntryLeavesItEmpty() {
        for (String empty : List.of("null", "\"\"")) {
            Entry entry = certified();
            for (String member : List.of("n", "e", "kid", "x5t", "x5t#S256", "use", "alg", "key_ops")) {
                entry = entry.with(member, empty);
            }
            assertThat(read(entry).keys().all()).containsExactly(CallerKey.of(CALLER));
        }
        assertDropped(bare(OTHER, "k").with("kty", "null"), "it has no kty");
        assertDropped(bare(OTHER, "k").withText("n", ""), "only one of n and e");
    }

    /** Every member of Microsoft.IdentityModel.Tokens.JsonWebKey, as a serialiser that leaves nothing out writes them. */
    @Test
    @Tag("F20")
    void readsWhatDotNetWritesOfAPublicKey() {
        Entry entry = certified();
        for (String none : List.of("crv", "d", "dp", "dq", "k", "p", "q", "qi", "x", "x5t#S256", "x5u", "y")) {
            entry = entry.with(none, "null");
        }
        entry = entry.with("key_ops", "[]").with("oth", "[]").with("AdditionalData", "{}");
        Read read = read(entry);
        assertThat(read.keys().all()).containsExactly(CallerKey.of(CALLER));
        assertThat(read.warnings()).isEmpty();
    }

    /** One part is enough, beside as many empty ones as there may be. */
    @Tag("F20")
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "d|\"AQAB\"",
                "p|\"AQAB\"",
                "oth|[{\"r\":\"AQAB\"}]",
                "oth|[null,{\"d\":\"AQAB\"}]",
                "d|7",
                "d|false",
                "qi|[\"AQAB\"]"
            })
    void stillDropsAKeyOfWhichAPrivatePartIsPublished(String member, String json) {
        Entry entry = bare(OTHER, "leaked");
        for (String none : List.of("d", "p", "q", "dp", "dq", "qi", "k", "oth")) {
            entry = entry.with(none, "null");
        }
        assertDropped(entry.with(member, json), "published a private key");
    }

    /** However the entry that gives the private half away spells its public one. */
    @Test
    @Tag("F20")
    void dropsTheInnocentTwinWhateverTheOtherEntryLooksLike() {
        byte[] modulus = OTHER_KEY.getModulus().toByteArray();
        Entry leaked = bare(OTHER, "leaked").withText("d", "AQAB");
        for (Entry spelling : List.of(
                certified().withText("d", "AQAB").without("n", "e"),
                certified().withText("d", "AQAB").withText("n", ""),
                leaked.withText("n", Base64.getUrlEncoder().encodeToString(modulus)),
                leaked.withText("n", Base64.getEncoder().encodeToString(modulus)))) {
            Read read = read(bare(OTHER, "twin"), spelling, GOOD);
            assertThat(read.kids()).as(spelling.toString()).containsExactly("good");
            assertThat(read.warnings()).hasSize(2);
        }
    }
}
