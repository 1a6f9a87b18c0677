package org.erpconnector.auth;

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
final class Gate {
    private final Startup parts;
    private final HandshakeLog log;
    private final String seenAttribute;

    /**
     * What to do with a request.
     *
     * @param reply our answer; empty if the connector shall have the request
     * @param replayed what the connector then gets; empty: the request itself
     * @param path where inside the web application it gets it; empty: where it came
     * @param pending a body to wait for, which gives the answer
     */
    record Decision(
            Optional<HandshakeReply> reply,
            Optional<HttpServletRequest> replayed,
            Optional<String> path,
            Optional<PendingBody> pending) {
        /** One for all, since nearly every request comes to it. */
        private static final Decision PASS =
                new Decision(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * @param parts what the filter consists of
     * @param log hears of calls that are refused
     * @param filter its name, so that two filters on one request do not take each other's mark
     */
    Gate(Startup parts, HandshakeLog log, String filter) {
        this.parts = parts;
        this.log = log;
        this.seenAttribute = Gate.class.getName() + "." + filter;
    }

    Decision decide(HttpServletRequest request) {
        ServletHead head = new ServletHead(request, parts.calls());
        if (log.traces()) {
            log.trace("request", new RequestOutline(head));
        }
        Recognition recognition = parts.recognizer().recognise(head);
        boolean ours = !(recognition instanceof Recognition.NotOurs);
        if (!ours && !asksOfCalls()) {
            return Decision.PASS;
        }
        // A forward, include, error or async dispatch of a request that has been judged already.
        // The mark is the gate itself: one of another web application, or of a peer that may set attributes (AJP), is
        // not ours.
        if (request.getAttribute(seenAttribute) == this) {
            return Decision.PASS;
        }
        if (!ours) {
            return goOn(head, Optional.empty());
        }
        request.setAttribute(seenAttribute, this);
        if (recognition instanceof Recognition.Refused refused) {
            return refuse(request, recognition, refused.problem());
        }
        try {
            return read(head, recognition);
        } catch (IOException e) {
            // The client went away or its body broke off: the connector could not read it either. Tomcat answers that
            // itself, with a page that would show the stack of this exception.
            request.removeAttribute(RequestDispatcher.ERROR_EXCEPTION);
            return refuse(request, recognition, PeekedBody.problem(e));
        } catch (RuntimeException | LinkageError | StackOverflowError | OutOfMemoryError e) {
            // Never on to the connector: it may be a handshake, and part of its body may be gone.
            return reply(parts.handshake().unavailable(recognition, request.getRemoteAddr(), e));
        }
    }

    /** Whether the head alone says that this is a handshake, so that the connector never gets it. */
    private static boolean certain(Recognition recognition) {
        return !(recognition instanceof Recognition.Soap soap) || soap.authenticate();
    }

    private Decision read(ServletHead head, Recognition recognition) throws IOException {
        HttpServletRequest request = head.request();
        boolean certain = certain(recognition);
        if (certain && request.getContentLengthLong() > parts.limits().bytes()) {
            return refuse(request, recognition, Reason.MESSAGE_TOO_LARGE);
        }
        ServletInputStream stream;
        try {
            stream = request.getInputStream();
        } catch (IllegalStateException e) {
            // A filter before this one has called getReader(), so the connector cannot have the stream either.
            return certain ? alreadyRead(request, recognition) : goOn(head, Optional.empty());
        }
        if (certain && mayWait(request) && !arrived(request, stream)) {
            return new Decision(
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(pending(head, stream, recognition)));
        }
        PeekedBody body = PeekedBody.read(stream, request.getContentLengthLong(), parts.limits());
        if (!body.whole()) {
            return certain ? refuse(request, recognition, Reason.MESSAGE_TOO_LARGE) : goOn(head, Optional.of(body));
        }
        return judge(head, recognition, body);
    }

    /** Not over HTTP/2, upgraded or not: Payara ends such a connection when its request's stream gets a listener. */
    private static boolean mayWait(HttpServletRequest request) {
        String upgrade = request.getHeader("Upgrade");
        boolean second = !request.getProtocol().startsWith("HTTP/1.") || (upgrade != null && upgrade.contains("h2c"));
        // A filter before this one may have begun already: a request has one such context at a time.
        return request.isAsyncSupported() && !request.isAsyncStarted() && !second;
    }

    /** Most bodies come with their head, and are read at once. */
    private static boolean arrived(HttpServletRequest request, ServletInputStream stream) throws IOException {
        long length = request.getContentLengthLong();
        return length >= 0 && stream.available() >= length;
    }

    private PendingBody pending(ServletHead head, ServletInputStream stream, Recognition recognition) {
        HttpServletRequest request = head.request();
        return new PendingBody(
                stream,
                parts.limits(),
                body -> judge(head, recognition, body).reply().orElseThrow(),
                problem -> refuse(request, recognition, problem).reply().orElseThrow(),
                fault -> parts.handshake().unavailable(recognition, request.getRemoteAddr(), fault));
    }

    /** The server's set-up is at fault, not the caller. */
    private Decision alreadyRead(HttpServletRequest request, Recognition recognition) {
        return reply(parts.handshake()
                .unavailable(
                        recognition,
                        request.getRemoteAddr(),
                        Reason.BODY_ALREADY_READ,
                        "a filter before this one has read the body: map this one first in web.xml"));
    }

    private Decision judge(ServletHead head, Recognition recognition, PeekedBody body) {
        HttpServletRequest request = head.request();
        if (certain(recognition) && body.head().length == 0 && request.getContentLengthLong() > 0) {
            return alreadyRead(request, recognition);
        }
        Reading reading = parts.reader().read(recognition, request.getContentType(), body.head());
        if (reading instanceof Reading.Unreadable unreadable) {
            return refuse(request, recognition, unreadable.problem());
        }
        if (reading instanceof Reading.Asked asked) {
            return request.getMethod().equals("POST")
                    ? reply(parts.handshake().answer(asked.request(), request.getRemoteAddr()))
                    : refuse(request, recognition, Reason.METHOD_NOT_ALLOWED);
        }
        return goOn(head, Optional.of(body));
    }

    private Decision refuse(HttpServletRequest request, Recognition recognition, Reason problem) {
        String from = request.getRemoteAddr();
        if (recognition instanceof Recognition.Http http) {
            return reply(parts.handshake().unreadable(http.contract(), problem, from));
        }
        return reply(parts.handshake().unreadable(recognition.version(), problem, from));
    }

    /** No handshake: on to the connector, unless the settings ask more of its calls than this one has. */
    private Decision goOn(ServletHead head, Optional<PeekedBody> peeked) {
        HttpServletRequest request = head.request();
        Optional<HttpServletRequest> replayed = peeked.map(body -> new ReplayedRequest(request, body));
        if (!asksOfCalls()) {
            return new Decision(Optional.empty(), replayed, Optional.empty(), Optional.empty());
        }
        // An error page or a forward of the connector's own has no secret in its path, and no token left.
        request.setAttribute(seenAttribute, this);
        CallGuard.Call call = head.call();
        Optional<Reason> problem = parts.calls().judge(call, request.getRemoteAddr());
        if (problem.isPresent()) {
            HandshakeLog.Subject subject = HandshakeLog.Subject.call("sync", request.getRemoteAddr());
            log.refused(subject, problem.get(), "path " + parts.calls().shown(call));
            return reply(ReplyWriter.forbidden());
        }
        Optional<String> path = call.secret() ? Optional.of(call.path()) : Optional.empty();
        if (parts.verified().isEmpty() || !parts.verified().get().concern(request)) {
            log.callPassed();
            return new Decision(Optional.empty(), replayed, path, Optional.empty());
        }
        VerifiedCalls.Verdict verdict = parts.verified().get().judge(head, peeked);
        return new Decision(verdict.refusal(), Optional.of(verdict.request()), path, Optional.empty());
    }

    private boolean asksOfCalls() {
        return parts.calls().asks() || parts.verified().isPresent();
    }

    private static Decision reply(HandshakeReply reply) {
        return new Decision(Optional.of(reply), Optional.empty(), Optional.empty(), Optional.empty());
    }
}
