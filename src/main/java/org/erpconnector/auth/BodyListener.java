package org.erpconnector.auth;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.erpconnector.auth.message.HandshakeReply;
import org.erpconnector.auth.reason.Reason;

/**
 * Reads a handshake's body as it comes, without a thread that waits for it: a few hundred callers who send nothing would
 * hold every thread of a server, and nobody else would be served (slow POST). Answers once, whoever calls first: the
 * server calls one method after the other, but for its timeout.
 */
final class BodyListener implements ReadListener, AsyncListener {
    private static final int CHUNK = 8192;
    private static final long UNDECLARED = -1;

    private final PendingBody body;
    private final AsyncContext context;
    private final Consumer<HandshakeReply> answer;
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private final AtomicBoolean answered = new AtomicBoolean();

    private BodyListener(PendingBody body, AsyncContext context, Consumer<HandshakeReply> answer) {
        this.body = body;
        this.context = context;
        this.answer = answer;
    }

    /**
     * Begins to read.
     *
     * @param context of the request, which this ends
     * @param answer sends a reply
     */
    static void read(PendingBody body, AsyncContext context, Consumer<HandshakeReply> answer) {
        BodyListener listener = new BodyListener(body, context, answer);
        context.setTimeout(body.limits().patience().toMillis());
        context.addListener(listener);
        try {
            body.stream().setReadListener(listener);
        } catch (IllegalStateException | UnsupportedOperationException e) {
            // A filter before this one has put a stream of its own in place that knows no listeners.
            listener.answer(() -> listener.blocking());
        }
    }

    private HandshakeReply blocking() {
        try {
            PeekedBody whole = PeekedBody.read(body.stream(), UNDECLARED, body.limits());
            return whole.whole() ? body.judge().apply(whole) : body.refuse().apply(Reason.MESSAGE_TOO_LARGE);
        } catch (IOException e) {
            return body.refuse().apply(PeekedBody.problem(e));
        }
    }

    @Override
    public void onDataAvailable() throws IOException {
        byte[] chunk = new byte[CHUNK];
        while (!answered.get() && body.stream().isReady()) {
            int count = body.stream().read(chunk);
            if (count < 0) {
                return;
            }
            read.write(chunk, 0, count);
            if (read.size() > body.limits().bytes()) {
                answer(() -> body.refuse().apply(Reason.MESSAGE_TOO_LARGE));
            }
        }
    }

    @Override
    public void onAllDataRead() {
        answer(() -> body.judge().apply(new PeekedBody(read.toByteArray(), true, body.stream())));
    }

    @Override
    public void onError(Throwable cause) {
        answer(() -> body.refuse().apply(Reason.BODY_BROKEN));
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        answer(() -> body.refuse().apply(Reason.BODY_TOO_SLOW));
    }

    @Override
    public void onError(AsyncEvent event) {
        answer(() -> body.refuse().apply(Reason.BODY_BROKEN));
    }

    @Override
    public void onComplete(AsyncEvent event) {}

    @Override
    public void onStartAsync(AsyncEvent event) {}

    private void answer(Supplier<HandshakeReply> reply) {
        if (!answered.compareAndSet(false, true)) {
            return;
        }
        try {
            answer.accept(judged(reply));
        } finally {
            context.complete();
        }
    }

    private HandshakeReply judged(Supplier<HandshakeReply> reply) {
        try {
            return reply.get();
        } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            return body.fail().apply(e);
        }
    }
}
