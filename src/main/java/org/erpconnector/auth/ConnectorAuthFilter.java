package org.erpconnector.auth;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.erpconnector.auth.config.ConfigurationException;
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
    private final Logger logger = System.getLogger(ConnectorAuthFilter.class.getPackageName());
    private final Clock clock;
    private @Nullable Running running;

    /** What a started filter works with. */
    private record Running(Gate gate, HandshakeLog log) {}

    /** For the server. */
    public ConnectorAuthFilter() {
        this(Clock.systemUTC());
    }

    /** For tests that need another time. */
    ConnectorAuthFilter(Clock clock) {
        this.clock = clock;
    }

    /**
     * Reads settings and keys.
     *
     * @throws ServletException if anything is wrong with them; the message lists every problem with its remedy, and the
     *     web application does not start
     */
    @Override
    public void init(FilterConfig config) throws ServletException {
        String name = String.valueOf(config.getFilterName());
        Map<String, String> initParams = new LinkedHashMap<>();
        for (String parameter : Collections.list(config.getInitParameterNames())) {
            initParams.put(parameter, config.getInitParameter(parameter));
        }
        HandshakeLog log = new HandshakeLog(logger, name);
        try {
            Startup parts = Startup.of(initParams, clock, log);
            running = new Running(new Gate(parts, name), log);
            logger.log(Level.INFO, "filter " + name + " started: " + parts.summary());
            parts.warnings().forEach(warning -> logger.log(Level.WARNING, "filter " + name + ": " + warning));
        } catch (ConfigurationException e) {
            throw new ServletException(
                    "Filter " + name + " (erp-connector-auth) does not start, "
                            + e.problems().size()
                            + (e.problems().size() == 1 ? " problem:" : " problems:") + System.lineSeparator() + "  - "
                            + e.getMessage(),
                    e);
        }
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        Running started = running;
        if (started == null) {
            throw new ServletException("the filter was not initialised");
        }
        if (!(request instanceof HttpServletRequest http) || !(response instanceof HttpServletResponse answer)) {
            chain.doFilter(request, response);
            return;
        }
        Gate.Decision decision = started.gate().decide(http);
        // Outside of everything that judges: an exception of the connector's own is never taken for a bad token.
        if (decision.reply().isPresent()) {
            write(started.log(), decision.reply().get(), http, answer);
        } else {
            chain.doFilter(decision.request(), response);
        }
    }

    private static void write(
            HandshakeLog log, HandshakeReply reply, HttpServletRequest request, HttpServletResponse response) {
        byte[] body = reply.body();
        response.setStatus(reply.status());
        reply.headers().forEach(response::setHeader);
        response.setContentType(reply.contentType());
        response.setContentLength(body.length);
        try {
            response.getOutputStream().write(body);
            response.flushBuffer();
        } catch (IOException e) {
            log.lost(request.getRemoteAddr(), String.valueOf(e.getMessage()));
        }
    }
}
