package org.erpconnector.auth.servlet;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.erpconnector.auth.calls.CallGuard;
import org.erpconnector.auth.message.NearMiss;
import org.erpconnector.auth.message.Recognizer;
import org.erpconnector.auth.reason.Reason;

/**
 * Says of requests that went on to the connector that they look like handshakes, and why they were not taken: else the
 * connector's error is all that anybody sees. Looks at what the connector reads, at a few requests after the start, and again
 * at a few after one has failed, so that others cost nothing. Safe for use by several threads.
 */
final class NearMisses {
    /** Requests that are looked at before one has to fail. */
    static final int LOOKS = 20;

    private static final long PAUSE = TimeUnit.SECONDS.toNanos(60);

    private final int most;
    private final NearMiss judge;
    private final CallGuard calls;
    private final HandshakeLog log;
    private final LongSupplier nanoTime;
    private final AtomicInteger looks;
    private final AtomicLong filled;

    /**
     * @param most how many requests are looked at in a minute
     * @param recognizer what did not take them
     * @param calls knows what of a path may be shown
     * @param log is told
     * @param nanoTime a clock that never goes back, in nanoseconds
     */
    NearMisses(int most, Recognizer recognizer, CallGuard calls, HandshakeLog log, LongSupplier nanoTime) {
        this.most = most;
        this.judge = new NearMiss(recognizer);
        this.calls = calls;
        this.log = log;
        this.nanoTime = nanoTime;
        this.looks = new AtomicInteger(most);
        this.filled = new AtomicLong(nanoTime.getAsLong());
    }

    /**
     * Begins to look at a request that goes on.
     *
     * @param peeked what was read of its body
     * @return what the connector is to get in place of the request; empty: the request itself
     */
    Optional<OverheardRequest> look(HttpServletRequest request, Optional<PeekedBody> peeked) {
        if (looks.get() <= 0 || !mayAsk(request) || looks.getAndDecrement() <= 0) {
            return Optional.empty();
        }
        if (peeked.isPresent()) {
            byte[] head = peeked.get().head();
            byte[] beginning = Arrays.copyOf(head, Math.min(head.length, NearMiss.BYTES));
            judgement(request, peeked.get().whole()).accept(beginning);
            return Optional.empty();
        }
        return Optional.of(new OverheardRequest(request, judgement(request, false)));
    }

    /**
     * The chain has come back.
     *
     * @param looked what {@link #look} has made of the request
     * @param thrown whether the chain threw something
     */
    void answered(
            HttpServletRequest request,
            HttpServletResponse response,
            Optional<OverheardRequest> looked,
            boolean thrown) {
        if (looked.isPresent() && !suspended(request)) {
            looked.get().end();
        }
        if (looks.get() > 0 || !mayAsk(request) || !(thrown || failed(response) || suspended(request))) {
            return;
        }
        long last = filled.get();
        long now = nanoTime.getAsLong();
        if (now - last >= PAUSE && filled.compareAndSet(last, now)) {
            looks.set(most);
        }
    }

    private static boolean mayAsk(HttpServletRequest request) {
        return !VerifiedCalls.READING.contains(request.getMethod())
                && request.getDispatcherType() == DispatcherType.REQUEST;
    }

    /** What goes on in another thread is answered there, and may fail. */
    private static boolean suspended(HttpServletRequest request) {
        try {
            return request.isAsyncStarted();
        } catch (RuntimeException | LinkageError e) {
            // A request of somebody else's that knows nothing of asynchrony.
            return false;
        }
    }

    private static boolean failed(HttpServletResponse response) {
        try {
            return response.getStatus() >= HttpServletResponse.SC_BAD_REQUEST;
        } catch (RuntimeException | LinkageError e) {
            // A response of somebody else's that does not tell: it may have.
            return true;
        }
    }

    /**
     * Of the beginning of its body. The head is asked at once: another thread may close the stream when the server has
     * taken the request back, or has it serve somebody else.
     */
    private Consumer<byte[]> judgement(HttpServletRequest request, boolean judged) {
        ServletHead head = new ServletHead(request, calls);
        Caller from = head.caller();
        String contentType = head.contentType();
        Function<byte[], Optional<Reason>> reasons = judge.of(head, judged);
        return beginning -> reasons.apply(beginning).ifPresent(reason -> log.passedOn(from, reason, contentType));
    }
}
