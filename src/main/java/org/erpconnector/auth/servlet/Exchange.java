package org.erpconnector.auth.servlet;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.erpconnector.auth.message.HandshakeReply;

/**
 * Does with a request what the interceptor has decided: answers it, or passes it on.
 *
 * @param log hears of answers that could not be delivered
 * @param nearMisses looks at what goes on to the connector
 */
record Exchange(HandshakeLog log, NearMisses nearMisses) {
    /** Answers when the rest of the body has come. */
    void await(PendingBody body, HttpServletRequest request, HttpServletResponse response) {
        // Asked for now: when the answer is ready the server may have taken the request back.
        String from = request.getRemoteAddr();
        if (BodyReader.ofGrizzly(body.stream())) {
            // Payara loses one connection in some thousands after such an answer: the next request on it is never read,
            // and its caller waits for nothing. So this answer is its last.
            response.setHeader("Connection", "close");
        }
        BodyListener.read(body, request, response, reply -> write(reply, from, true, response));
    }

    /** Gives the request to the connector. */
    void pass(
            HandshakeInterceptor.Decision.Passed passed,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        if (log.traces()) {
            log.trace("passed on", request.getMethod());
        }
        Optional<OverheardRequest> looked = nearMisses.look(request, passed.peeked());
        boolean thrown = true;
        try {
            handOn(passed, looked.isPresent() ? looked.get() : request, response, chain);
            thrown = false;
        } finally {
            nearMisses.answered(request, response, looked, thrown);
        }
    }

    private static void handOn(
            HandshakeInterceptor.Decision.Passed passed,
            HttpServletRequest request,
            ServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest replayed = request;
        if (passed.peeked().isPresent()) {
            replayed = new ReplayedRequest(request, response, passed.peeked().get());
        }
        if (passed.forward().isEmpty()) {
            chain.doFilter(replayed, response);
            return;
        }
        ForwardedRequest.Target forward = passed.forward().get();
        forward.dispatcher().forward(new ForwardedRequest(replayed, response, forward.path()), response);
    }

    /**
     * Answers.
     *
     * @param from who asks, for the log
     * @param body whether it has one; of HEAD it has not, and says all the same how long it would be
     */
    void write(HandshakeReply reply, String from, boolean body, HttpServletResponse response) {
        log.trace("answered", reply);
        response.setStatus(reply.status());
        reply.headers().forEach(response::setHeader);
        response.setContentType(reply.contentType());
        try {
            if (body) {
                send(reply, response);
            } else {
                response.setContentLength(reply.body().length);
            }
            response.flushBuffer();
        } catch (IOException e) {
            log.lost(from, String.valueOf(e.getMessage()));
        }
    }

    private static void send(HandshakeReply reply, HttpServletResponse response) throws IOException {
        ServletOutputStream out;
        try {
            out = response.getOutputStream();
        } catch (IllegalStateException e) {
            // A filter before this one has called getWriter(), so there is no other way out.
            response.getWriter().write(reply.text());
            return;
        }
        byte[] body = reply.body();
        response.setContentLength(body.length);
        out.write(body);
    }
}
