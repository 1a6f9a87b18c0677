package org.erpconnector.auth.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.erpconnector.auth.keys.TestKeySets.bare;
import static org.erpconnector.auth.keys.TestKeySets.certified;
import static org.erpconnector.auth.keys.TestKeySets.set;
import static org.erpconnector.auth.keys.TestKeys.CALLER;
import static org.erpconnector.auth.keys.TestKeys.OWN;

import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.erpconnector.auth.config.ConfigurationException;
import org.junit.jupiter.api.Test;

/** How discovered keys come into use beside keys of our own. */
class DiscoveryInTheKeyRingTest {
    private final TestIssuer issuer = new TestIssuer();
    private final List<String> log = new ArrayList<>();

    private final class Log implements KeyRing.Watcher {
        @Override
        public void replaced(LoadedKeys keys) {
            log.add("replaced "
                    + keys.callers().map(CallerKeys::all).map(List::size).orElse(0));
        }

        @Override
        public void kept(ConfigurationException refusal) {
            log.add("kept");
        }

        @Override
        public void recovered() {
            log.add("recovered");
        }

        @Override
        public void callerKeysWarned(String warning) {
            log.add("warned " + warning);
        }

        @Override
        public void callerKeysRecovered() {
            log.add("caller keys recovered");
        }
    }

    private static LoadedKeys own() {
        ConnectorKeys keys =
                new ConnectorKeys(OWN.getPrivate(), (RSAPublicKey) OWN.getPublic(), Optional.empty(), List.of());
        return new LoadedKeys(
                keys, Optional.empty(), Optional.empty(), List.of(), "a test", Set.of(), CryptoProvider.DEFAULT);
    }

    private KeyRing<LoadedKeys> ring() {
        return TestKeys.made(() -> KeyRing.of(
                DiscoveryInTheKeyRingTest::own,
                keys -> keys,
                Optional.of(issuer.keys()),
                Duration.ofSeconds(60),
                issuer,
                new Log()));
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
        issuer.set = set(certified(), bare(OWN, "new").withText("n", "!"), bare(OWN, "newer"));
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
        issuer.set = set(certified(), bare(OWN, "new"));
        issuer.passSeconds(30);
        ring.callerKeyMissed();
        assertThat(issuer.fetches).isEqualTo(1);
        ring.tick();
        assertThat(issuer.fetches).isEqualTo(2);
        assertThat(log).containsExactly("replaced 2");
    }
}
