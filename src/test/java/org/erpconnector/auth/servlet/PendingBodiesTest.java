package org.erpconnector.auth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What strangers can make a filter hold. */
@Tag("F62")
class PendingBodiesTest {
    private static final int EACH = PendingBodies.EACH;

    @Test
    void aBodyHoldsWhatHasComeAndNotWhatWasDeclared() {
        PendingBodies pending = new PendingBodies(1 << 20);
        PendingBodies.Body body = pending.open(new byte[0]).orElseThrow();
        assertThat(pending.held()).isEqualTo(EACH);
        assertThat(body.add(new byte[] {1, 2, 3, 9}, 3)).isTrue();
        assertThat(body.add(new byte[] {4}, 1)).isTrue();
        assertThat(body.bytes()).hasValue(new byte[] {1, 2, 3, 4});
        assertThat(pending.held()).isEqualTo(EACH + 512);
        assertThat(body.add(new byte[3000], 3000)).isTrue();
        assertThat(body.size()).isEqualTo(3004);
        assertThat(pending.held()).isEqualTo(EACH + 3004);
    }

    @Test
    void theirNumberIsBoundedToo() {
        PendingBodies pending = new PendingBodies(10 * EACH);
        List<PendingBodies.Body> bodies = new ArrayList<>();
        Optional<PendingBodies.Body> next = pending.open(new byte[0]);
        while (next.isPresent()) {
            bodies.add(next.get());
            next = pending.open(new byte[0]);
        }
        assertThat(bodies).hasSize(10);
        bodies.get(3).close();
        assertThat(pending.open(new byte[0])).isPresent();
    }

    /** Else a few dozen connections that send blanks would keep every handshake out whose body follows its head. */
    @Test
    void theLargestGivesWayToASmallerOne() {
        PendingBodies pending = new PendingBodies(3L * EACH + 100_000);
        PendingBodies.Body blanks = pending.open(new byte[60_000]).orElseThrow();
        PendingBodies.Body more = pending.open(new byte[35_000]).orElseThrow();
        PendingBodies.Body handshake = pending.open(new byte[2000]).orElseThrow();
        assertThat(handshake.add(new byte[4000], 4000)).isTrue();
        assertThat(blanks.bytes()).isEmpty();
        assertThat(blanks.add(new byte[1], 1)).isFalse();
        assertThat(more.bytes()).hasValueSatisfying(bytes -> assertThat(bytes).hasSize(35_000));
        assertThat(handshake.size()).isEqualTo(6000);
        assertThat(pending.held()).isEqualTo(3L * EACH + 35_000 + 6000);
    }

    @Test
    void theOneThatAsksGivesUpWhereNobodyHoldsMore() {
        PendingBodies pending = new PendingBodies(2L * EACH + 20_000);
        PendingBodies.Body one = pending.open(new byte[9000]).orElseThrow();
        PendingBodies.Body two = pending.open(new byte[9000]).orElseThrow();
        assertThat(two.add(new byte[9000], 9000)).isFalse();
        assertThat(two.bytes()).isEmpty();
        assertThat(one.bytes()).isPresent();
        assertThat(pending.open(new byte[40_000])).isEmpty();
        assertThat(pending.held()).isEqualTo(2L * EACH + 9000);
    }

    @Test
    void nothingIsHeldAfterwardsHoweverOftenItIsClosed() {
        PendingBodies pending = new PendingBodies(1 << 20);
        PendingBodies.Body one = pending.open(new byte[5000]).orElseThrow();
        PendingBodies.Body two = pending.open(new byte[5000]).orElseThrow();
        one.close();
        one.close();
        assertThat(pending.held()).isEqualTo(EACH + 5000);
        assertThat(one.add(new byte[1], 1)).isFalse();
        two.close();
        assertThat(pending.held()).isZero();
    }
}
