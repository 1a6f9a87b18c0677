package org.erpconnector.auth;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.util.Optional;
import org.erpconnector.auth.message.HandshakeReply;
import org.erpconnector.auth.message.MessageProblem;
import org.erpconnector.auth.message.Reading;
import org.erpconnector.auth.message.Recognition;

/**
 * Ours or not: recognises a handshake, reads it, has it answered. Everything else goes on to the connector, its body
 * untouched or replayed. Safe for use by several threads.
 */
final class Gate {
    private final Startup parts;
    private final String seenAttribute;

    /**
     * What to do with a request.
     *
     * @param reply our answer; empty if the connector shall have the request
     * @param request what the connector then gets
     */
    record Decision(Optional<HandshakeReply> reply, HttpServletRequest request) {}

    /**
     * @param parts what the filter consists of
     * @param filter its name, so that two filters on one request do not take each other's mark
     */
    Gate(Startup parts, String filter) {
        this.parts = parts;
        this.seenAttribute = Gate.class.getName() + "." + filter;
    }

    Decision decide(HttpServletRequest request) {
        // A forward, include, error or async dispatch of a request that has been judged already.
        if (request.getAttribute(seenAttribute) != null) {
            return pass(request);
        }
        Recognition recognition = parts.recognizer().recognise(new ServletHead(request));
        if (recognition instanceof Recognition.NotOurs) {
            return pass(request);
        }
        request.setAttribute(seenAttribute, true);
        if (recognition instanceof Recognition.Refused refused) {
            return refuse(request, recognition, refused.problem());
        }
        boolean certain = !(recognition instanceof Recognition.Soap soap) || soap.authenticate();
        if (certain && request.getContentLengthLong() > parts.maxMessageSize()) {
            return refuse(request, recognition, MessageProblem.MESSAGE_TOO_LARGE);
        }
        try {
            PeekedBody body = PeekedBody.read(request.getInputStream(), parts.maxMessageSize());
            if (body.whole()) {
                return judge(request, recognition, body);
            }
            return certain
                    ? refuse(request, recognition, MessageProblem.MESSAGE_TOO_LARGE)
                    : pass(new ReplayedRequest(request, body));
        } catch (IOException e) {
            // The client went away or its body broke off: the connector could not read it either.
            return refuse(request, recognition, MessageProblem.BODY_BROKEN);
        }
    }

    private Decision judge(HttpServletRequest request, Recognition recognition, PeekedBody body) {
        Reading reading = parts.reader().read(recognition, request.getContentType(), body.head());
        if (reading instanceof Reading.Unreadable unreadable) {
            return refuse(request, recognition, unreadable.problem());
        }
        if (reading instanceof Reading.Asked asked) {
            return request.getMethod().equals("POST")
                    ? reply(parts.handshake().answer(asked.request(), request.getRemoteAddr()), request)
                    : refuse(request, recognition, MessageProblem.METHOD_NOT_ALLOWED);
        }
        return pass(new ReplayedRequest(request, body));
    }

    private Decision refuse(HttpServletRequest request, Recognition recognition, MessageProblem problem) {
        String from = request.getRemoteAddr();
        if (recognition instanceof Recognition.Http http) {
            return reply(parts.handshake().unreadable(http.contract(), problem, from), request);
        }
        return reply(parts.handshake().unreadable(recognition.version(), problem, from), request);
    }

    private static Decision pass(HttpServletRequest request) {
        return new Decision(Optional.empty(), request);
    }

    private static Decision reply(HandshakeReply reply, HttpServletRequest request) {
        return new Decision(Optional.of(reply), request);
    }
}
