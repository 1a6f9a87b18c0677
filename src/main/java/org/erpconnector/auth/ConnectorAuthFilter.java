package org.erpconnector.auth;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.erpconnector.auth.message.HandshakeReply;
import org.jspecify.annotations.Nullable;

/**
 * Answers SuperOffice's handshake in front of an ERP connector and leaves every other request alone. Named in web.xml
 * and mapped to {@code /*}: a narrower mapping has spellings of the path that reach the connector past the filter.
 *
 * <p>Settings are README's table, as init-params or from the server. The filter works with and without
 * {@code async-supported}. Thread-safe, as the servlet specification asks of a filter.
 */
public final class ConnectorAuthFilter implements Filter {
    /**
     * Request attribute of a call that {@code verify-every-call} has let through: the customer's context identifier, such
     * as {@code Cust12345}, a String. A call without it is not proven.
     */
    public static final String TENANT_ATTRIBUTE = "org.erpconnector.auth.tenant";

    /** Beside {@link #TENANT_ATTRIBUTE}: the application id that the call is for, a String. */
    public static final String APPLICATION_ID_ATTRIBUTE = "org.erpconnector.auth.application-id";

    private final Clock clock;
    private @Nullable RunningFilter running;
    private NotStarted notStarted = NotStarted.uninitialised();

    /** For the server. */
    public ConnectorAuthFilter() {
        this(Clock.systemUTC());
    }

    /** For tests that need another time. */
    ConnectorAuthFilter(Clock clock) {
        this.clock = clock;
    }

    /**
     * Takes what {@link ConnectorAuthInitializer} has started, or starts now where the server has not called it. If
     * anything is wrong with settings or keys, or a class is missing, the log lists every problem with its remedy, and
     * every request is answered 503. No exception: some servers serve the web application without a filter that throws
     * one here, so that the connector behind it would answer everybody.
     */
    @Override
    public void init(FilterConfig config) {
        String name = String.valueOf(config.getFilterName());
        try {
            NotStarted.guarded(name, () -> begin(name, config));
        } catch (ServletException e) {
            notStarted = new NotStarted(e, System::nanoTime);
            notStarted.report();
        }
    }

    private void begin(String name, FilterConfig config) throws ServletException {
        Object started = config.getServletContext().getAttribute(RunningFilter.attribute(name));
        RunningFilter ready = started instanceof RunningFilter early && early.current() ? early : start(name, config);
        ready.begin(config.getServletContext().getContextPath());
        running = ready;
    }

    /** Ends its threads and its entries in the server. */
    @Override
    public void destroy() {
        if (running != null) {
            running.end();
        }
    }

    private RunningFilter start(String name, FilterConfig config) throws ServletException {
        Map<String, String> initParams = new LinkedHashMap<>();
        for (String parameter : Collections.list(config.getInitParameterNames())) {
            initParams.put(parameter, config.getInitParameter(parameter));
        }
        RunningFilter started = RunningFilter.start(name, initParams, clock);
        started.requireOwnApplication(config.getServletContext());
        return started;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        RunningFilter started = running;
        if (started == null) {
            notStarted.answer(response);
            return;
        }
        if (!(request instanceof HttpServletRequest http) || !(response instanceof HttpServletResponse answer)) {
            chain.doFilter(request, response);
            return;
        }
        Gate.Decision decision = started.gate().decide(http);
        // Outside of everything that judges: an exception of the connector's own is never taken for a bad token.
        if (decision instanceof Gate.Decision.Answered ours) {
            write(started.log(), ours.reply(), http.getRemoteAddr(), answer);
        } else if (decision instanceof Gate.Decision.Pending ours) {
            await(started.log(), ours.body(), http, answer);
        } else {
            if (started.log().traces()) {
                started.log().trace("passed on", http.getMethod());
            }
            pass(started.gate().nearMisses(), (Gate.Decision.Passed) decision, http, answer, chain);
        }
    }

    private static void await(
            HandshakeLog log, PendingBody body, HttpServletRequest request, HttpServletResponse response) {
        // Asked for now: when the answer is ready the server may have taken the request back.
        String from = request.getRemoteAddr();
        if (BodyReader.ofGrizzly(body.stream())) {
            // Payara loses one connection in some thousands after such an answer: the next request on it is never read,
            // and its caller waits for nothing. So this answer is its last.
            response.setHeader("Connection", "close");
        }
        BodyListener.read(body, request, response, reply -> write(log, reply, from, response));
    }

    private static void pass(
            NearMisses nearMisses,
            Gate.Decision.Passed passed,
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain)
            throws IOException, ServletException {
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
            Gate.Decision.Passed passed, HttpServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest replayed = request;
        if (passed.peeked().isPresent()) {
            replayed = new ReplayedRequest(request, response, passed.peeked().get());
        }
        if (passed.forward().isEmpty()) {
            chain.doFilter(replayed, response);
            return;
        }
        Gate.Forward forward = passed.forward().get();
        forward.dispatcher().forward(new ForwardedRequest(replayed, response, forward.path()), response);
    }

    private static void write(HandshakeLog log, HandshakeReply reply, String from, HttpServletResponse response) {
        log.trace("answered", reply);
        response.setStatus(reply.status());
        reply.headers().forEach(response::setHeader);
        response.setContentType(reply.contentType());
        try {
            send(reply, response);
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
