package org.erpconnector.auth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.erpconnector.auth.observe.LogRateLimiter;
import org.erpconnector.auth.observe.LogRateLimiter.Kind;
import org.erpconnector.auth.observe.LogRateLimiter.Rest;
import org.erpconnector.auth.observe.Observation;
import org.erpconnector.auth.reason.Reason;
import org.erpconnector.auth.testkit.RecordedLog;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A flood of refusals leaves few lines, and none is lost without being counted. */
class LogRateLimiterTest {
    private static final Caller CALLER = new Caller("127.0.0.1", "192.0.2.1", "/Services/X.svc");
    private static final Kind MALFORMED = new Kind("refused", "token-malformed");

    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final LogRateLimiter budget = new LogRateLimiter(LogRateLimiter.LINES, now::get);
    private final RecordedLog recorded = new RecordedLog();
    private final HandshakeLog log =
            new HandshakeLog(recorded, "auth", new Observation(Clock.systemUTC(), recorded), budget, new KnownForms(0));

    @Test
    void twentyLinesOfAKindAreAdmittedAndTheRestIsCounted() {
        assertThat(IntStream.range(0, 1000)
                        .filter(i -> budget.admits(MALFORMED))
                        .count())
                .isEqualTo(20);
        passSeconds(60);
        assertThat(budget.drainExpired()).containsExactly(new Rest(MALFORMED, 980, 60));
    }

    @Test
    void aFloodOfOneReasonDoesNotHideAnother() {
        IntStream.range(0, 1000).forEach(i -> budget.admits(MALFORMED));
        assertThat(budget.admits(new Kind("refused", "token-expired"))).isTrue();
        assertThat(budget.admits(new Kind("failed", "token-malformed"))).isTrue();
    }

    @Test
    void nothingIsSummedUpBeforeTheMinuteIsOver() {
        IntStream.range(0, 30).forEach(i -> budget.admits(MALFORMED));
        now.addAndGet(TimeUnit.SECONDS.toNanos(60) - 1);
        assertThat(budget.drainExpired()).isEmpty();
        now.addAndGet(1);
        assertThat(budget.drainExpired()).containsExactly(new Rest(MALFORMED, 10, 60));
    }

    @Test
    void afterTheMinuteLinesAreAdmittedAgain() {
        IntStream.range(0, 30).forEach(i -> budget.admits(MALFORMED));
        passSeconds(61);
        assertThat(budget.drainExpired()).hasSize(1);
        assertThat(budget.admits(MALFORMED)).isTrue();
        assertThat(budget.drainExpired()).isEmpty();
    }

    @Test
    void aMinuteInWhichEveryLineWasWrittenNeedsNoSummary() {
        budget.admits(MALFORMED);
        passSeconds(61);
        assertThat(budget.drainExpired()).isEmpty();
    }

    @Test
    @Tag("L07")
    void theLogWritesTwentyLinesAndThenHowManyMore() {
        IntStream.range(0, 4832)
                .forEach(i ->
                        log.refused(Subject.handshake("mirroring", CALLER), Reason.TOKEN_MALFORMED, "detail " + i));
        passSeconds(60);
        log.summarise();
        assertThat(recorded.texts()).hasSize(21);
        assertThat(recorded.texts().get(0))
                .isEqualTo(
                        "handshake refused: reason=token-malformed filter=auth contract=mirroring from=127.0.0.1 to=192.0.2.1 path=/Services/X.svc detail=[detail 0]");
        assertThat(recorded.texts().get(20))
                .isEqualTo("handshake refused: 4812 more with reason=token-malformed in the last 60 s filter=auth");
    }

    @Test
    @Tag("L07")
    void failuresAreSummedUpAsWellStackTracesAndAll() {
        IntStream.range(0, 100)
                .forEach(i -> log.internalError(
                        Subject.handshake("mirroring", CALLER), new IllegalStateException("no token")));
        passSeconds(60);
        log.summarise();
        assertThat(recorded.texts()).hasSize(21);
        assertThat(recorded.texts().get(20))
                .isEqualTo("handshake failed: 80 more with reason=internal-error in the last 60 s filter=auth");
    }

    /** The thread of the keys may wait for a network drive for an hour, and nobody else sums up. */
    @Test
    @Tag("F30")
    void noThreadIsNeededToSumUpWhatTheNextLineSaysInPassing() {
        for (int minute = 0; minute < 60; minute++) {
            IntStream.range(0, 25)
                    .forEach(i ->
                            log.internalError(Subject.handshake("mirroring", CALLER), new IllegalStateException()));
            passSeconds(60);
        }
        log.end();
        assertThat(recorded.texts()).hasSize(60 * 21);
        assertThat(recorded.texts())
                .filteredOn("handshake failed: 5 more with reason=internal-error in the last 60 s filter=auth"::equals)
                .hasSize(60);
    }

    @Test
    @Tag("F30")
    void anAcceptedHandshakeSumsUpTheRefusalsBeforeIt() {
        Subject subject = Subject.handshake("mirroring", CALLER);
        IntStream.range(0, 30).forEach(i -> log.refused(subject, Reason.TOKEN_MALFORMED, ""));
        passSeconds(61);
        log.accepted(subject.of(Optional.of("Cust12345")), "app", "AB", "CD");
        assertThat(recorded.texts()).hasSize(22);
        assertThat(recorded.texts().get(20))
                .isEqualTo("handshake refused: 10 more with reason=token-malformed in the last 61 s filter=auth");
        assertThat(recorded.texts().get(21)).startsWith("handshake accepted: filter=auth");
    }

    @Test
    void whatTheLastMinuteDidNotGetIsSaidAtTheEnd() {
        IntStream.range(0, 25)
                .forEach(i -> log.refused(Subject.handshake("mirroring", CALLER), Reason.TOKEN_MALFORMED, ""));
        passSeconds(3);
        log.summarise();
        assertThat(recorded.texts()).hasSize(20);
        log.end();
        assertThat(recorded.texts().get(20))
                .isEqualTo("handshake refused: 5 more with reason=token-malformed in the last 3 s filter=auth");
    }

    private void passSeconds(long seconds) {
        now.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }
}
