package org.erpconnector.auth.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.erpconnector.auth.keys.TestKeys.CALLER;
import static org.erpconnector.auth.keys.TestKeys.OWN;
import static org.erpconnector.auth.keys.jwks.TestKeySets.bare;
import static org.erpconnector.auth.keys.jwks.TestKeySets.certified;
import static org.erpconnector.auth.keys.jwks.TestKeySets.set;

import java.security.KeyPair;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.erpconnector.auth.core.CallerKey;
import org.erpconnector.auth.core.CallerKeys;
import org.erpconnector.auth.core.Credentials;
import org.erpconnector.auth.core.Thumbprints;
import org.erpconnector.auth.core.TokenRejectedException;
import org.erpconnector.auth.keys.jwks.TestIssuer;
import org.erpconnector.auth.keys.jwks.TestKeySets.Entry;
import org.erpconnector.auth.testkit.TestSigner;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How discovered keys come into use beside keys of our own. */
class DiscoveryInTheKeyRingTest {
    private static final KeyPair THIRD = TestKeys.pair("RSA", 2048);
    private static final KeyPair FOURTH = TestKeys.pair("RSA", 2048);

    private final TestIssuer issuer = new TestIssuer();
    private final HeardKeys heard = new HeardKeys();
    private final List<String> log = heard.lines;
    private KeyPair application = OWN;
    private Optional<KeyPair> next = Optional.empty();

    private LoadedKeys own() {
        return new LoadedKeys(
                TestSigner.of(application),
                next.map(pair -> new Credentials.Next(TestSigner.of(pair), Instant.MAX)),
                Optional.empty(),
                List.of(),
                "a test",
                Set.of(),
                Optional.empty());
    }

    private KeyRing<LoadedKeys> ring() {
        return TestKeys.made(() ->
                KeyRing.of(this::own, keys -> keys, Optional.of(issuer.keys()), Duration.ofSeconds(60), issuer, heard));
    }

    private void ticks(KeyRing<?> ring, int seconds) {
        for (int i = 0; i < seconds; i++) {
            issuer.passSeconds(1);
            ring.tick();
        }
    }

    @Test
    void hasTheSetFromTheStartWhereItCanBeFetched() {
        KeyRing<LoadedKeys> ring = ring();
        assertThat(ring.inUse().callers().orElseThrow().all()).containsExactly(CallerKey.of(CALLER));
        ticks(ring, 3600);
        assertThat(log).isEmpty();
    }

    /** D01: it starts, says why once, and takes the set as soon as there is one. */
    @Test
    void startsWithoutTheSetAndTakesItWhenItComes() {
        issuer.fails("no connection");
        KeyRing<LoadedKeys> ring = ring();
        assertThat(ring.inUse().callers()).isEmpty();
        ticks(ring, 300);
        assertThat(log).hasSize(1);
        assertThat(log.get(0)).startsWith("warned caller-keys [").contains("no connection");

        issuer.fails("");
        ticks(ring, 30);
        assertThat(ring.inUse().callers()).isPresent();
        assertThat(log.subList(1, log.size())).containsExactly("replaced 1", "caller keys recovered");
    }

    /** D02, D04: warned once for each different fault, not once a try. */
    @Test
    void warnsOnceForEachDifferentFault() {
        KeyRing<LoadedKeys> ring = ring();
        issuer.fails("the server answers with status 500");
        ticks(ring, 3600);
        issuer.fails("no connection");
        ticks(ring, 3600);
        issuer.fails("");
        ticks(ring, 60);
        assertThat(log).hasSize(3);
        assertThat(log.get(0)).contains("status 500");
        assertThat(log.get(1)).contains("no connection");
        assertThat(log.get(2)).isEqualTo("caller keys recovered");
        assertThat(ring.inUse().callers()).isPresent();
    }

    /** D02: no set at all is better than one that nobody has confirmed for a day. */
    @Test
    void goesWithoutKeysWhenTheLastGoodSetIsTooOld() {
        KeyRing<LoadedKeys> ring = ring();
        issuer.fails("no connection");
        issuer.pass(Duration.ofHours(24));
        ring.tick();
        assertThat(ring.inUse().callers()).isEmpty();
        assertThat(log.get(0)).isEqualTo("replaced 0");
        assertThat(log.get(1)).contains("no longer used");
    }

    /** D17: a changed set is in use at once; a reload of our own keys does not lose it. */
    @Test
    void changesWhenTheSetDoesAndKeepsItWhenOurOwnKeysAreReadAgain() {
        KeyRing<LoadedKeys> ring = ring();
        issuer.set = set(certified(), bare(THIRD, "new").withText("n", "!"), bare(THIRD, "newer"));
        issuer.pass(Duration.ofMinutes(15));
        ring.tick();
        assertThat(ring.inUse().callers().orElseThrow().all()).hasSize(2);
        ticks(ring, 300);
        assertThat(ring.inUse().callers().orElseThrow().all()).hasSize(2);
        assertThat(log).hasSize(2);
        assertThat(log.get(0)).isEqualTo("replaced 2");
        assertThat(log.get(1)).startsWith("warned").contains("key new]");
    }

    /** D15 */
    @Test
    void fetchesSoonWhenATokenNamesAnUnknownKey() {
        KeyRing<LoadedKeys> ring = ring();
        issuer.set = set(certified(), bare(THIRD, "new"));
        issuer.passSeconds(30);
        ring.callerKeyMissed();
        assertThat(issuer.fetches).isEqualTo(1);
        ring.tick();
        assertThat(issuer.fetches).isEqualTo(2);
        assertThat(log).containsExactly("replaced 2");
    }

    private static List<String> ids(KeyRing<LoadedKeys> ring) {
        return ring.inUse().callers().map(CallerKeys::all).orElse(List.of()).stream()
                .map(CallerKey::id)
                .toList();
    }

    /**
     * Left out, and not the whole set refused: SuperOffice holds our public half, so that it may list it by a mistake,
     * and whoever could put a key into the set by force would put a key of their own.
     */
    @Test
    @Tag("F27")
    void leavesAKeyOfOursOutOfTheSetFromTheStartAndSaysSoOnce() {
        next = Optional.of(THIRD);
        issuer.set = set(bare(OWN, "ours"), certified(), bare(THIRD, "next"));
        KeyRing<LoadedKeys> ring = ring();
        assertThat(ids(ring)).containsExactly(CallerKey.of(CALLER).id());
        ticks(ring, 3600);
        assertThat(ids(ring)).containsExactly(CallerKey.of(CALLER).id());
        assertThat(log).hasSize(2);
        assertThat(log)
                .anyMatch(line -> line.contains("caller-keys [discovery, key "
                        + Thumbprints.jwk((RSAPublicKey) OWN.getPublic())
                        + "]: this is the public half of application-key,"))
                .anyMatch(line -> line.contains("this is the public half of next-application-key,"));
    }

    @Test
    @Tag("F27")
    void leavesAKeyOfOursOutWhenTheIssuerListsItLater() {
        KeyRing<LoadedKeys> ring = ring();
        issuer.set = set(certified(), bare(OWN, "ours"));
        issuer.pass(Duration.ofMinutes(15));
        ring.tick();
        assertThat(ids(ring)).containsExactly(CallerKey.of(CALLER).id());
        assertThat(log).singleElement().asString().startsWith("warned").contains("the public half of application-key");
    }

    /** A key that the set has listed all along becomes ours by a reload of our own keys. */
    @Test
    @Tag("F27")
    void leavesAListedKeyOutFromTheMomentItIsOurs() throws Exception {
        issuer.set = set(certified(), bare(THIRD, "listed"), bare(FOURTH, "listed, too"));
        KeyRing<LoadedKeys> ring = ring();
        assertThat(ids(ring)).hasSize(3);
        next = Optional.of(THIRD);
        ring.reload();
        assertThat(ids(ring)).hasSize(2).doesNotContain(Thumbprints.jwk((RSAPublicKey) THIRD.getPublic()));
        next = Optional.empty();
        application = FOURTH;
        ring.reload();
        assertThat(ids(ring)).hasSize(2).doesNotContain(Thumbprints.jwk((RSAPublicKey) FOURTH.getPublic()));
    }

    @Test
    @Tag("F27")
    void goesWithoutKeysAndSaysWhyWhereTheSetListsNoneButOurs() {
        issuer.set = set(bare(OWN, "ours"));
        KeyRing<LoadedKeys> ring = ring();
        assertThat(ring.inUse().callers()).isEmpty();
        assertThat(ring.callerKeysFault()).hasValue("the caller's key set lists no key but ours");
        issuer.set = set(certified());
        issuer.pass(Duration.ofMinutes(15));
        ring.tick();
        assertThat(ids(ring)).hasSize(1);
        assertThat(ring.callerKeysFault()).isEmpty();
    }

    @Test
    @Tag("F28")
    void saysNothingOfASetInAnotherOrder() {
        Entry third = bare(THIRD, "third");
        Entry fourth = bare(FOURTH, "fourth");
        Entry again = bare(THIRD, "third again");
        Entry faulty = bare(OWN, "").without("kid").withText("n", "!!");
        issuer.set = set(certified(), third, fourth, again, faulty);
        KeyRing<LoadedKeys> ring = ring();
        ring.tick();
        assertThat(log).hasSize(1);
        for (String other : List.of(
                set(faulty, again, fourth, certified(), third), set(fourth, third, faulty, certified(), again))) {
            issuer.set = other;
            issuer.cacheControl = Optional.of("max-age=" + other.length());
            int before = issuer.fetches;
            issuer.pass(Duration.ofHours(1));
            ring.tick();
            assertThat(issuer.fetches).isGreaterThan(before);
            assertThat(ids(ring)).hasSize(3);
            assertThat(log).as("one line, of the faulty entry").hasSize(1);
        }
    }

    /** The names are used, and no key is reported as replaced: it is the same one. */
    @Test
    @Tag("F28")
    void takesOtherNamesOfTheSameKeysWithoutALine() throws TokenRejectedException {
        KeyRing<LoadedKeys> ring = ring();
        for (Entry renamed : List.of(
                certified().withText("kid", Thumbprints.sha1Hex(CALLER).toLowerCase(Locale.ROOT)),
                certified().withText("kid", Thumbprints.x5t(CALLER)),
                certified().withText("kid", "another"))) {
            issuer.set = set(renamed);
            issuer.pass(Duration.ofMinutes(15));
            ring.tick();
        }
        assertThat(log).isEmpty();
        assertThat(ring.inUse()
                        .callers()
                        .orElseThrow()
                        .select("another", null, null)
                        .publicKey())
                .isEqualTo(CALLER.getPublicKey());
    }
}
