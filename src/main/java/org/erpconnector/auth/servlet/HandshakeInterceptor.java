package org.erpconnector.auth.servlet;

import jakarta.servlet.FilterChain;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.erpconnector.auth.calls.CallGuard;
import org.erpconnector.auth.message.Dialect;
import org.erpconnector.auth.message.HandshakeReply;
import org.erpconnector.auth.message.Inspection;
import org.erpconnector.auth.message.ReplyWriter;
import org.erpconnector.auth.reason.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Ours or not: recognises a handshake, reads it, has it answered. Everything else goes on to the connector, its body
 * untouched or replayed. Safe for use by several threads.
 */
final class HandshakeInterceptor {
    private static final byte[] NOTHING = new byte[0];

    private final FilterComponents parts;
    private final HandshakeLog log;
    private final String seenAttribute;
    private final PendingBodies pending;
    private final Exchange exchange;
    private final @Nullable StatusEndpoint status;

    /** What to do with a request. */
    sealed interface Decision {
        /** Does it. */
        void carryOut(Exchange exchange, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws IOException, ServletException;

        /** It is ours, and this is the answer. */
        record Answered(HandshakeReply reply) implements Decision {
            @Override
            public void carryOut(
                    Exchange exchange, HttpServletRequest request, HttpServletResponse response, FilterChain chain) {
                exchange.write(
                        reply, request.getRemoteAddr(), !request.getMethod().equals("HEAD"), response);
            }
        }

        /** It is ours, and the answer follows when its body has come. */
        record Pending(PendingBody body) implements Decision {
            @Override
            public void carryOut(
                    Exchange exchange, HttpServletRequest request, HttpServletResponse response, FilterChain chain) {
                exchange.await(body, request, response);
            }
        }

        /**
         * The connector gets it.
         *
         * @param peeked what was read of its body; empty: nothing
         * @param forward where inside the web application it gets it; empty: where it came
         */
        record Passed(Optional<PeekedBody> peeked, Optional<ForwardedRequest.Target> forward) implements Decision {
            /** One for all, since nearly every request comes to it. */
            private static final Passed UNTOUCHED = new Passed(Optional.empty(), Optional.empty());

            @Override
            public void carryOut(
                    Exchange exchange, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                    throws IOException, ServletException {
                exchange.pass(this, request, response, chain);
            }
        }
    }

    /**
     * @param parts what the filter consists of
     * @param log hears of calls that are refused
     * @param filter its name, so that two filters on one request do not take each other's mark
     * @param looks how many requests that go on are looked at in a minute
     * @param status answers at its path; null: there is no status page
     */
    HandshakeInterceptor(
            FilterComponents parts, HandshakeLog log, String filter, int looks, @Nullable StatusEndpoint status) {
        this.status = status;
        this.parts = parts;
        this.log = log;
        this.seenAttribute = HandshakeInterceptor.class.getName() + "." + filter;
        this.pending = new PendingBodies(parts.limits().waiting());
        this.exchange =
                new Exchange(log, new NearMisses(looks, parts.recognizer(), parts.calls(), log, System::nanoTime));
    }

    /** What is held of bodies that are waited for. */
    PendingBodies pending() {
        return pending;
    }

    /** Answers a request, or passes it on. */
    void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        // In two steps: an exception of the connector's own is never taken for a bad token.
        decide(request).carryOut(exchange, request, response, chain);
    }

    Decision decide(HttpServletRequest request) {
        ServletHead head = new ServletHead(request, parts.calls());
        if (log.traces()) {
            log.trace("request", new RequestOutline(head));
        }
        Inspection found = parts.recognizer().recognise(head);
        boolean ours = !(found instanceof Inspection.NotOurs);
        if (!ours && !hasCallRestrictions() && (status == null || !status.isAt(head))) {
            return Decision.Passed.UNTOUCHED;
        }
        // A forward, include, error or async dispatch of a request that has been judged already. The mark is
        // this object: one of another web application, or of a peer that may set attributes (AJP), is not ours.
        if (request.getAttribute(seenAttribute) == this) {
            return Decision.Passed.UNTOUCHED;
        }
        if (!ours) {
            return passThrough(head, Optional.empty());
        }
        request.setAttribute(seenAttribute, this);
        return decide(head, found, Optional.empty());
    }

    private Decision decide(ServletHead head, Inspection found, Optional<PeekedBody> body) {
        return found.fold(
                () -> passThrough(head, body),
                unread -> read(head, unread),
                refused -> refuse(head, refused.dialect(), refused.problem()),
                asked -> head.method().equals("POST")
                        ? reply(parts.handshake().answer(asked, head.caller()))
                        : refuse(head, asked.shape().dialect(), Reason.METHOD_NOT_ALLOWED));
    }

    private Decision read(ServletHead head, Inspection.Unread unread) {
        HttpServletRequest request = head.request();
        BodyLimits limits = parts.limits();
        long declared = request.getContentLengthLong();
        if (declared > limits.bytes()) {
            return unread.certain()
                    ? refuse(head, unread.dialect(), Reason.MESSAGE_TOO_LARGE)
                    : passThrough(head, Optional.empty());
        }
        ServletInputStream stream;
        try {
            stream = BodyReader.stream(request);
        } catch (IllegalStateException e) {
            // A filter before this one has called getReader(), so the connector cannot have the stream either.
            return unread.certain() ? alreadyRead(head, unread) : passThrough(head, Optional.empty());
        } catch (UnreadableBodyException e) {
            return judge(head, unread, () -> {
                throw e;
            });
        }
        if (!unread.certain()) {
            return judge(head, unread, () -> BodyReader.peek(stream, declared, limits));
        }
        if (!BodyReader.listens(request, stream)) {
            return judge(head, unread, () -> BodyReader.read(stream, NOTHING, declared, limits));
        }
        return judge(head, unread, () -> BodyReader.arrived(stream, declared, limits));
    }

    /** Whatever goes wrong here never goes on to the connector: it may be a handshake, and part of its body may be gone. */
    private Decision judge(ServletHead head, Inspection.Unread unread, PendingBody.Source source) {
        Caller from = head.caller();
        try {
            return judge(head, unread, source.get());
        } catch (PendingBody.NoRoomException e) {
            return noRoom(unread, from);
        } catch (IOException e) {
            // The client went away or its body broke off. Tomcat answers that itself, with a page that would show the
            // stack of this exception.
            head.request().removeAttribute(RequestDispatcher.ERROR_EXCEPTION);
            return refuse(head, unread.dialect(), problem(e));
        } catch (UnreadableBodyException e) {
            return unavailable(unread, from, Reason.BODY_UNREADABLE, e.detail(head.request()));
        } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            return reply(parts.handshake().unavailable(unread.dialect(), from, e));
        }
    }

    private Decision judge(ServletHead head, Inspection.Unread unread, PeekedBody body) {
        if (!body.whole()) {
            if (!unread.certain()) {
                return passThrough(head, Optional.of(body));
            }
            return body.head().length > parts.limits().bytes()
                    ? refuse(head, unread.dialect(), Reason.MESSAGE_TOO_LARGE)
                    : await(head, unread, body);
        }
        if (unread.certain() && body.head().length == 0 && head.contentLength() > 0) {
            return alreadyRead(head, unread);
        }
        return decide(head, parts.reader().read(unread, body.head()), Optional.of(body));
    }

    static Reason problem(IOException cause) {
        return cause instanceof SlowBodyException ? Reason.BODY_TOO_SLOW : Reason.BODY_BROKEN;
    }

    private Decision await(ServletHead head, Inspection.Unread unread, PeekedBody begun) {
        return pending.open(begun.head())
                .<Decision>map(body -> new Decision.Pending(
                        new PendingBody(begun.rest(), body, parts.limits(), source -> answer(head, unread, source))))
                .orElseGet(() -> noRoom(unread, head.caller()));
    }

    /** Of what the head names a handshake, which is never passed on. */
    private HandshakeReply answer(ServletHead head, Inspection.Unread unread, PendingBody.Source source) {
        return judge(head, unread, source) instanceof Decision.Answered answered
                ? answered.reply()
                : parts.handshake()
                        .unavailable(
                                unread.dialect(),
                                head.caller(),
                                new IllegalStateException("a handshake without an answer"));
    }

    private Decision noRoom(Inspection.Unread unread, Caller from) {
        return unavailable(
                unread,
                from,
                Reason.TOO_MANY_BODIES,
                "the handshakes whose bodies are waited for hold "
                        + parts.limits().waiting() + " bytes, and may not hold more: see who sends them");
    }

    private Decision alreadyRead(ServletHead head, Inspection.Unread unread) {
        return unavailable(
                unread,
                head.caller(),
                Reason.BODY_ALREADY_READ,
                "a filter before this one has read the body: map this one first in web.xml");
    }

    private Decision unavailable(Inspection.Unread unread, Caller from, Reason reason, String detail) {
        return reply(parts.handshake().unavailable(unread.dialect(), from, reason, detail));
    }

    private Decision refuse(ServletHead head, Dialect dialect, Reason problem) {
        return reply(parts.handshake().unreadable(dialect, problem, head.caller()));
    }

    /** No handshake: on to the connector, unless the settings ask more of its calls than this one has. */
    private Decision passThrough(ServletHead head, Optional<PeekedBody> peeked) {
        HttpServletRequest request = head.request();
        if (status != null && status.isAt(head)) {
            Optional<HandshakeReply> shown = status.answer(request);
            if (shown.isPresent()) {
                return reply(shown.get());
            }
        }
        if (!hasCallRestrictions()) {
            return new Decision.Passed(peeked, Optional.empty());
        }
        // An error page or a forward of the connector's own has no secret in its path, and no token left.
        request.setAttribute(seenAttribute, this);
        CallGuard.Call call = head.call();
        Optional<Reason> problem = parts.calls().judge(call, request.getRemoteAddr());
        if (problem.isPresent()) {
            return forbidden(head, problem.get());
        }
        Optional<ForwardedRequest.Target> forward = Optional.empty();
        if (call.secret()) {
            forward = ForwardedRequest.target(request, call.path());
            if (forward.isEmpty()) {
                return forbidden(head, Reason.SECRET_PATH_MISSING);
            }
        }
        if (parts.verified().isEmpty() || !parts.verified().get().requiresToken(request)) {
            log.callPassed();
            return new Decision.Passed(peeked, forward);
        }
        VerifiedCalls.Verdict verdict = parts.verified().get().judge(head, peeked);
        return verdict.refusal().isPresent()
                ? reply(verdict.refusal().get())
                : new Decision.Passed(verdict.body(), forward);
    }

    private Decision forbidden(ServletHead head, Reason problem) {
        Subject subject = Subject.call("sync", head.caller());
        log.refused(subject, problem, problem.meaning());
        return reply(ReplyWriter.forbidden());
    }

    private boolean hasCallRestrictions() {
        return parts.calls().asks() || parts.verified().isPresent();
    }

    private static Decision reply(HandshakeReply reply) {
        return new Decision.Answered(reply);
    }
}
