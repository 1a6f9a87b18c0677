package org.erpconnector.auth.servlet;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.erpconnector.auth.calls.CallGuard;
import org.erpconnector.auth.message.HandshakeReply;
import org.erpconnector.auth.message.Reading;
import org.erpconnector.auth.message.Recognition;
import org.erpconnector.auth.message.ReplyWriter;
import org.erpconnector.auth.reason.Reason;

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
    private final NearMisses nearMisses;

    /** What to do with a request. */
    sealed interface Decision {
        /** It is ours, and this is the answer. */
        record Answered(HandshakeReply reply) implements Decision {}

        /** It is ours, and the answer follows when its body has come. */
        record Pending(PendingBody body) implements Decision {}

        /**
         * The connector gets it.
         *
         * @param peeked what was read of its body; empty: nothing
         * @param forward where inside the web application it gets it; empty: where it came
         */
        record Passed(Optional<PeekedBody> peeked, Optional<Forward> forward) implements Decision {
            /** One for all, since nearly every request comes to it. */
            private static final Passed UNTOUCHED = new Passed(Optional.empty(), Optional.empty());
        }
    }

    /**
     * Another place inside the web application.
     *
     * @param path inside the web application, decoded
     * @param dispatcher leads there
     */
    record Forward(String path, RequestDispatcher dispatcher) {}

    /**
     * @param parts what the filter consists of
     * @param log hears of calls that are refused
     * @param filter its name, so that two filters on one request do not take each other's mark
     */
    HandshakeInterceptor(FilterComponents parts, HandshakeLog log, String filter) {
        this(parts, log, filter, NearMisses.LOOKS);
    }

    /** @param looks how many requests that go on are looked at in a minute */
    HandshakeInterceptor(FilterComponents parts, HandshakeLog log, String filter, int looks) {
        this.parts = parts;
        this.log = log;
        this.seenAttribute = HandshakeInterceptor.class.getName() + "." + filter;
        this.pending = new PendingBodies(parts.limits().waiting());
        this.nearMisses = new NearMisses(looks, parts.recognizer(), parts.calls(), log, System::nanoTime);
    }

    /** Looks at what goes on to the connector. */
    NearMisses nearMisses() {
        return nearMisses;
    }

    /** What is held of bodies that are waited for. */
    PendingBodies pending() {
        return pending;
    }

    Decision decide(HttpServletRequest request) {
        ServletHead head = new ServletHead(request, parts.calls());
        if (log.traces()) {
            log.trace("request", new RequestOutline(head));
        }
        Recognition recognition = parts.recognizer().recognise(head);
        boolean ours = !(recognition instanceof Recognition.NotOurs);
        if (!ours && !hasCallRestrictions()) {
            return Decision.Passed.UNTOUCHED;
        }
        // A forward, include, error or async dispatch of a request that has been judged already.
        // The mark is the gate itself: one of another web application, or of a peer that may set attributes (AJP), is
        // not ours.
        if (request.getAttribute(seenAttribute) == this) {
            return Decision.Passed.UNTOUCHED;
        }
        if (!ours) {
            return passThrough(head, Optional.empty());
        }
        request.setAttribute(seenAttribute, this);
        if (recognition instanceof Recognition.Refused refused) {
            return refuse(request, recognition, refused.problem());
        }
        return read(head, recognition);
    }

    /** Whether the head alone says that this is a handshake, so that the connector never gets it. */
    private static boolean actionIsAuthenticate(Recognition recognition) {
        return !(recognition instanceof Recognition.Soap soap) || soap.authenticate();
    }

    private Decision read(ServletHead head, Recognition recognition) {
        HttpServletRequest request = head.request();
        BodyLimits limits = parts.limits();
        boolean certain = actionIsAuthenticate(recognition);
        long declared = request.getContentLengthLong();
        if (declared > limits.bytes()) {
            return certain
                    ? refuse(request, recognition, Reason.MESSAGE_TOO_LARGE)
                    : passThrough(head, Optional.empty());
        }
        ServletInputStream stream;
        try {
            stream = BodyReader.stream(request);
        } catch (IllegalStateException e) {
            // A filter before this one has called getReader(), so the connector cannot have the stream either.
            return certain ? alreadyRead(request, recognition) : passThrough(head, Optional.empty());
        } catch (UnreadableBodyException e) {
            return judge(head, recognition, () -> {
                throw e;
            });
        }
        if (!certain) {
            return judge(head, recognition, () -> BodyReader.peek(stream, declared, limits));
        }
        if (!BodyReader.listens(request, stream)) {
            return judge(head, recognition, () -> BodyReader.read(stream, NOTHING, declared, limits));
        }
        return judge(head, recognition, () -> BodyReader.arrived(stream, declared, limits));
    }

    /** Whatever goes wrong here never goes on to the connector: it may be a handshake, and part of its body may be gone. */
    private Decision judge(ServletHead head, Recognition recognition, PendingBody.Source source) {
        HttpServletRequest request = head.request();
        HandshakeLog.Caller from = caller(request);
        try {
            PeekedBody body = source.get();
            if (body.whole()) {
                return judge(head, recognition, body);
            }
            if (!actionIsAuthenticate(recognition)) {
                return passThrough(head, Optional.of(body));
            }
            return body.head().length > parts.limits().bytes()
                    ? refuse(request, recognition, Reason.MESSAGE_TOO_LARGE)
                    : await(head, recognition, body);
        } catch (PendingBody.NoRoomException e) {
            return noRoom(recognition, from);
        } catch (IOException e) {
            // The client went away or its body broke off. Tomcat answers that itself, with a page that would show the
            // stack of this exception.
            request.removeAttribute(RequestDispatcher.ERROR_EXCEPTION);
            return refuse(request, recognition, problem(e));
        } catch (UnreadableBodyException e) {
            return reply(parts.handshake().unavailable(recognition, from, Reason.BODY_UNREADABLE, e.detail(request)));
        } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            return reply(parts.handshake().unavailable(recognition, from, e));
        }
    }

    static Reason problem(IOException cause) {
        return cause instanceof SlowBodyException ? Reason.BODY_TOO_SLOW : Reason.BODY_BROKEN;
    }

    private Decision await(ServletHead head, Recognition recognition, PeekedBody begun) {
        return pending.open(begun.head())
                .<Decision>map(body -> new Decision.Pending(new PendingBody(
                        begun.rest(), body, parts.limits(), source -> answer(head, recognition, source))))
                .orElseGet(() -> noRoom(recognition, caller(head.request())));
    }

    /** Of what the head names a handshake, which is never passed on. */
    private HandshakeReply answer(ServletHead head, Recognition recognition, PendingBody.Source source) {
        return judge(head, recognition, source) instanceof Decision.Answered answered
                ? answered.reply()
                : parts.handshake()
                        .unavailable(
                                recognition,
                                caller(head.request()),
                                new IllegalStateException("a handshake without an answer"));
    }

    private Decision noRoom(Recognition recognition, HandshakeLog.Caller from) {
        return reply(parts.handshake()
                .unavailable(
                        recognition,
                        from,
                        Reason.TOO_MANY_BODIES,
                        "the handshakes whose bodies are waited for hold "
                                + parts.limits().waiting() + " bytes, and" + " may not hold more: see who sends them"));
    }

    /** The server's set-up is at fault, not the caller. */
    private Decision alreadyRead(HttpServletRequest request, Recognition recognition) {
        return reply(parts.handshake()
                .unavailable(
                        recognition,
                        caller(request),
                        Reason.BODY_ALREADY_READ,
                        "a filter before this one has read the body: map this one first in web.xml"));
    }

    private Decision judge(ServletHead head, Recognition recognition, PeekedBody body) {
        HttpServletRequest request = head.request();
        if (actionIsAuthenticate(recognition) && body.head().length == 0 && request.getContentLengthLong() > 0) {
            return alreadyRead(request, recognition);
        }
        Reading reading = parts.reader().read(recognition, request.getContentType(), body.head());
        if (reading instanceof Reading.Unreadable unreadable) {
            return refuse(request, recognition, unreadable.problem());
        }
        if (reading instanceof Reading.Asked asked) {
            return request.getMethod().equals("POST")
                    ? reply(parts.handshake().answer(asked.request(), caller(request)))
                    : refuse(request, recognition, Reason.METHOD_NOT_ALLOWED);
        }
        return passThrough(head, Optional.of(body));
    }

    private Decision refuse(HttpServletRequest request, Recognition recognition, Reason problem) {
        HandshakeLog.Caller from = caller(request);
        if (recognition instanceof Recognition.Http http) {
            return reply(parts.handshake().unreadable(http.contract(), problem, from));
        }
        return reply(parts.handshake().unreadable(recognition.version(), problem, from));
    }

    /** No handshake: on to the connector, unless the settings ask more of its calls than this one has. */
    private Decision passThrough(ServletHead head, Optional<PeekedBody> peeked) {
        HttpServletRequest request = head.request();
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
        Optional<Forward> forward = Optional.empty();
        if (call.secret()) {
            forward = forward(request, call.path());
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
        HandshakeLog.Subject subject = HandshakeLog.Subject.call("sync", caller(head.request()));
        log.refused(subject, problem, problem.meaning());
        return reply(ReplyWriter.forbidden());
    }

    /** The server has chosen a servlet by a path with the secret in it: it has to choose again. */
    private static Optional<Forward> forward(HttpServletRequest request, String path) {
        try {
            RequestDispatcher dispatcher = request.getRequestDispatcher(ForwardedRequest.encoded(path));
            return Optional.ofNullable(dispatcher).map(there -> new Forward(path, there));
        } catch (IllegalArgumentException e) {
            // A spelling that the server takes in a request and not in a dispatch: nobody registers such a URL.
            return Optional.empty();
        }
    }

    private HandshakeLog.Caller caller(HttpServletRequest request) {
        return new ServletHead(request, parts.calls()).caller();
    }

    private boolean hasCallRestrictions() {
        return parts.calls().asks() || parts.verified().isPresent();
    }

    private static Decision reply(HandshakeReply reply) {
        return new Decision.Answered(reply);
    }
}
