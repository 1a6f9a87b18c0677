package org.erpconnector.auth.servlet;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.ReplayStore;
import org.erpconnector.auth.config.ServerContext;
import org.erpconnector.auth.config.Setting;
import org.erpconnector.auth.config.SettingValues;
import org.erpconnector.auth.keys.KeyProviders;
import org.erpconnector.auth.observe.Ending;
import org.erpconnector.auth.observe.FilterIdentity;
import org.erpconnector.auth.observe.LogRateLimiter;
import org.erpconnector.auth.observe.Observation;
import org.jspecify.annotations.Nullable;

/**
 * A filter that has read its settings and tested its keys.
 *
 * @param name of the filter in web.xml
 * @param interceptor decides what becomes of a request
 * @param log one line for each handshake
 * @param refresher refreshes the keys; not started yet
 * @param observation counters, JMX, metrics and listeners; not begun yet
 * @param keys what it tells of the keys
 * @param parts what the filter consists of
 */
public record FilterLifecycle(
        String name,
        HandshakeInterceptor interceptor,
        HandshakeLog log,
        Refresher refresher,
        Observation observation,
        KeyStatus keys,
        FilterComponents parts) {
    /** Name of the request attribute with the customer of a call that was let through. */
    public static final String TENANT_ATTRIBUTE = "org.erpconnector.auth.tenant";

    /** Name of the request attribute with the application id that such a call is for. */
    public static final String APPLICATION_ID_ATTRIBUTE = "org.erpconnector.auth.application-id";

    /** One for the whole library, as the manual names it. */
    static final String LOGGER = "org.erpconnector.auth";

    /** Answers a request, or passes it on. */
    public void filter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        interceptor.filter(request, response, chain);
    }

    /** Name of the servlet context's attribute in which a filter finds what was started for it. */
    public static String attribute(String filter) {
        return FilterLifecycle.class.getName() + "." + filter;
    }

    /**
     * Reads settings and keys, and says what is configured.
     *
     * @param contextAttribute gives the attributes of the servlet context, or null
     * @throws ServletException with every problem and its remedy
     */
    public static FilterLifecycle start(
            String name,
            Map<String, String> initParams,
            Function<String, @Nullable Object> contextAttribute,
            Clock clock)
            throws ServletException {
        Logger logger = logger();
        Observation observation = new Observation(clock, logger);
        HandshakeLog log = new HandshakeLog(
                logger,
                name,
                observation,
                new LogRateLimiter(LogRateLimiter.LINES, System::nanoTime),
                new KnownForms(KnownForms.FORMS));
        long begun = System.nanoTime();
        try {
            KeyLog keyLog = new KeyLog(logger, name);
            SettingValues settings = SettingValues.read(initParams, contextAttribute);
            FilterComponents parts = FilterComponents.of(settings, clock, log, keyLog);
            long millis = (System.nanoTime() - begun) / 1_000_000;
            logger.log(Level.INFO, "filter " + name + " started: " + parts.summary() + " start-ms=" + millis);
            Stream.concat(settings.warnings().stream(), parts.keys().keys().warnings().stream())
                    .forEach(warning -> logger.log(Level.WARNING, "filter " + name + ": " + warning));
            keyLog.look(parts.keys().keys(), clock.instant());
            KeyStatus keys = new KeyStatus(
                    parts.keys(),
                    clock,
                    others -> FilterComponents.check(
                            SettingValues.read(others.orElse(initParams), contextAttribute), clock),
                    ServerContext::within);
            return new FilterLifecycle(
                    name,
                    new HandshakeInterceptor(
                            parts, log, name, NearMisses.LOOKS, StatusEndpoint.of(settings, observation, log)),
                    log,
                    new Refresher(name, looking(parts, log, observation, keyLog, clock), logger),
                    observation,
                    keys,
                    parts);
        } catch (ConfigurationException e) {
            throw refusal(name, e);
        }
    }

    private static ServletException refusal(String name, ConfigurationException e) {
        int count = e.problems().size();
        return NotStarted.deployers(
                "Filter " + name + " (erp-connector-auth) does not start, " + count
                        + (count == 1 ? " problem:" : " problems:") + System.lineSeparator() + "  - " + e.getMessage(),
                e);
    }

    /**
     * Whether a start would give the same now; else this one is ended. CDI may have started since, with a key provider
     * of the deployer's.
     *
     * @throws ServletException if that provider cannot be used
     */
    public boolean current() throws ServletException {
        boolean current = false;
        try {
            current = !KeyProviders.outdated(parts.keys().keys());
        } catch (ConfigurationException e) {
            throw refusal(name, e);
        } finally {
            if (!current) {
                end();
            }
        }
        if (!current) {
            logger().log(Level.INFO, "filter " + name + " starts anew: CDI has started since, and has a key provider");
        }
        return current;
    }

    /**
     * Refuses a second filter of one application in one web application where each would remember nonces for itself: a
     * token would be answered once by each.
     *
     * @throws ServletException that names both
     */
    public void requireOwnApplication(ServletContext context) throws ServletException {
        if (parts.settings().get(Setting.REPLAY_STORE) != ReplayStore.MEMORY) {
            return;
        }
        // The case of an application id is ignored in tokens.
        List<String> attributes = parts.settings().applicationIds().stream()
                .map(id -> FilterLifecycle.class.getName() + ".remembers." + id.toLowerCase(Locale.ROOT))
                .toList();
        for (String attribute : attributes) {
            Object other = context.getAttribute(attribute);
            if (other != null && !other.equals(name)) {
                throw new ServletException(
                        "Filter " + name
                                + " (erp-connector-auth) does not start: its application-id (or next-application-id) is that"
                                + " of filter " + other
                                + " of the same web application, and with replay-store memory each would"
                                + " answer a token once. Give one filter both mappings, or set replay-store to database or jcache");
            }
        }
        // Only when none is taken: a filter that does not start keeps no id from another.
        attributes.forEach(attribute -> context.setAttribute(attribute, name));
    }

    private static Runnable looking(
            FilterComponents parts, HandshakeLog log, Observation observation, KeyLog keyLog, Clock clock) {
        Runnable lookAtKeys = ServerContext.within(parts.keys()::tick);
        return () -> {
            // First: looking at keys may fail or take long.
            log.summarise();
            keyLog.look(parts.keys().keys(), clock.instant());
            observation.look();
            lookAtKeys.run();
        };
    }

    /**
     * Starts threads, and what outlives a web application unless it is ended. Not before the filter's own init: a web
     * application that fails to deploy would leave them behind.
     *
     * @param context path of the web application
     */
    public void begin(String context) {
        FilterIdentity observed = new FilterIdentity(
                context,
                name,
                parts.settings().applicationIds(),
                parts.settings().get(Setting.ENVIRONMENT).label());
        try {
            observation.begin(observed, keys, ServerContext::within);
            refresher.start();
        } catch (RuntimeException | Error e) {
            end();
            throw e;
        }
    }

    /** Ends all of it, begun or not. May be called again. */
    public void end() {
        Ending ending = new Ending(logger());
        ending.add("the summary of the log", log::end);
        ending.add("the replay store", parts.replay()::close);
        ending.add("the thread that refreshes keys", refresher::close);
        ending.add("the observation of handshakes", observation::end);
        ending.run();
    }

    private static Logger logger() {
        return Logger.getLogger(LOGGER);
    }
}
