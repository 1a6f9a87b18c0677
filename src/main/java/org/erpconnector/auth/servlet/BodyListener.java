package org.erpconnector.auth.servlet;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ReadListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.erpconnector.auth.message.HandshakeReply;
import org.jspecify.annotations.Nullable;

/**
 * Reads a handshake's body as it comes, without a thread that waits for it: a few hundred callers who send nothing
 * would hold every thread of a server, and nobody else would be served (slow POST). Answers once, at the first of these
 * calls: the server makes one after the other, except for the timeout.
 */
final class BodyListener implements ReadListener, AsyncListener {
    private static final int CHUNK = 8192;
    private static final long UNDECLARED = -1;

    private final PendingBody body;
    private final Consumer<HandshakeReply> answer;
    private final AtomicBoolean answered = new AtomicBoolean();
    private @Nullable AsyncContext context;

    private BodyListener(PendingBody body, Consumer<HandshakeReply> answer) {
        this.body = body;
        this.answer = answer;
    }

    /**
     * Begins to read.
     *
     * @param request whose body it is
     * @param response of the request
     * @param answer sends a reply
     */
    static void read(
            PendingBody body,
            HttpServletRequest request,
            HttpServletResponse response,
            Consumer<HandshakeReply> answer) {
        BodyListener listener = new BodyListener(body, answer);
        try {
            AsyncContext context = request.startAsync(request, response);
            listener.context = context;
            context.setTimeout(body.limits().patience().toMillis());
            context.addListener(listener);
            body.stream().setReadListener(listener);
        } catch (RuntimeException | LinkageError e) {
            // A request or a stream that somebody has put in place, and that knows no listeners after all.
            listener.answer(listener::blocking);
        }
    }

    private PeekedBody blocking() throws IOException {
        return BodyReader.read(body.stream(), came(), UNDECLARED, body.limits());
    }

    private byte[] came() throws IOException {
        return body.begun().bytes().orElseThrow(PendingBody.NoRoomException::new);
    }

    @Override
    public void onDataAvailable() throws IOException {
        byte[] chunk = new byte[CHUNK];
        while (!answered.get() && body.stream().isReady()) {
            int count = body.stream().read(chunk);
            if (count < 0) {
                return;
            }
            boolean held = body.begun().add(chunk, count);
            if (!held || body.begun().size() > body.limits().bytes()) {
                answer(() -> new PeekedBody(came(), false, body.stream()));
            }
        }
    }

    @Override
    public void onAllDataRead() {
        answer(() -> new PeekedBody(came(), true, body.stream()));
    }

    @Override
    public void onError(Throwable cause) {
        answer(() -> {
            throw new IOException(cause);
        });
    }

    @Override
    public void onTimeout(AsyncEvent event) {
        answer(() -> {
            throw new SlowBodyException();
        });
    }

    @Override
    public void onError(AsyncEvent event) {
        onError(event.getThrowable());
    }

    /** Whatever has ended the request. */
    @Override
    public void onComplete(AsyncEvent event) {
        body.begun().close();
    }

    @Override
    public void onStartAsync(AsyncEvent event) {}

    private void answer(PendingBody.Source source) {
        if (!answered.compareAndSet(false, true)) {
            return;
        }
        try {
            answer.accept(body.answer().apply(source));
        } finally {
            body.begun().close();
            if (context != null) {
                context.complete();
            }
        }
    }
}
