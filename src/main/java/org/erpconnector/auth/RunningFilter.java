package org.erpconnector.auth;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.ReplayStore;
import org.erpconnector.auth.config.Setting;
import org.erpconnector.auth.keys.KeyProviders;
import org.erpconnector.auth.keys.ServerContext;
import org.erpconnector.auth.observe.Ending;
import org.erpconnector.auth.observe.LineBudget;
import org.erpconnector.auth.observe.Observation;
import org.erpconnector.auth.observe.Observed;

/**
 * A filter that has read its settings and tested its keys.
 *
 * @param name of the filter in web.xml
 * @param gate decides what becomes of a request
 * @param log one line for each handshake
 * @param refresher looks after the keys; not started yet
 * @param observation tells whoever watches; not begun yet
 * @param keys what it tells of the keys
 * @param parts what the filter consists of
 */
record RunningFilter(
        String name,
        Gate gate,
        HandshakeLog log,
        Refresher refresher,
        Observation observation,
        KeyStatus keys,
        Startup parts) {
    /** Name of the servlet context's attribute in which a filter finds what was started for it. */
    static String attribute(String filter) {
        return RunningFilter.class.getName() + "." + filter;
    }

    /**
     * Reads settings and keys, and says what is configured.
     *
     * @throws ServletException with every problem and its remedy
     */
    static RunningFilter start(String name, Map<String, String> initParams, Clock clock) throws ServletException {
        Logger logger = logger();
        Observation observation = new Observation(clock, logger);
        HandshakeLog log = new HandshakeLog(
                logger,
                name,
                observation,
                new LineBudget(LineBudget.LINES, System::nanoTime),
                new KnownForms(KnownForms.FORMS));
        long begun = System.nanoTime();
        try {
            KeyLog keyLog = new KeyLog(logger, name);
            Startup parts = Startup.of(initParams, clock, log, keyLog);
            long millis = (System.nanoTime() - begun) / 1_000_000;
            logger.log(Level.INFO, "filter " + name + " started: " + parts.summary() + " start-ms=" + millis);
            parts.keys()
                    .keys()
                    .warnings()
                    .forEach(warning -> logger.log(Level.WARNING, "filter " + name + ": " + warning));
            keyLog.look(parts.keys().keys(), clock.instant());
            KeyStatus keys = new KeyStatus(
                    parts.keys(),
                    clock,
                    others -> Startup.check(others.orElse(initParams), clock),
                    ServerContext::within);
            return new RunningFilter(
                    name,
                    new Gate(parts, log, name),
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
     * Whether this is what would be started now; else it is ended. It is not where CDI has started since, and has a key
     * provider of the deployer's.
     *
     * @throws ServletException if that provider cannot be had
     */
    boolean current() throws ServletException {
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
    void requireOwnApplication(ServletContext context) throws ServletException {
        if (parts.settings().get(Setting.REPLAY_STORE) != ReplayStore.MEMORY) {
            return;
        }
        // The case of an application id is ignored in tokens.
        List<String> attributes = parts.settings().applicationIds().stream()
                .map(id -> RunningFilter.class.getName() + ".remembers." + id.toLowerCase(Locale.ROOT))
                .toList();
        for (String attribute : attributes) {
            Object other = context.getAttribute(attribute);
            if (other != null && !other.equals(name)) {
                throw new ServletException("Filter " + name
                        + " (erp-connector-auth) does not start: its application-id (or next-application-id) is that"
                        + " of filter " + other
                        + " of the same web application, and with replay-store memory each would"
                        + " answer a token once. Give one filter both mappings, or set replay-store to jcache");
            }
        }
        // Only when none is taken: a filter that does not start keeps no id from another.
        attributes.forEach(attribute -> context.setAttribute(attribute, name));
    }

    private static Runnable looking(
            Startup parts, HandshakeLog log, Observation observation, KeyLog keyLog, Clock clock) {
        Runnable lookAtKeys = ServerContext.within(parts.keys()::tick);
        return () -> {
            // First, since to look at keys may fail or take its time.
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
    void begin(String context) {
        Observed observed = new Observed(
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

    /** Ends all of it, begun or not. Does no harm twice. */
    void end() {
        Ending ending = new Ending(logger());
        ending.add("the summary of the log", log::end);
        ending.add("the replay store", parts.replay()::close);
        ending.add("the thread that looks after keys", refresher::close);
        ending.add("the observation of handshakes", observation::end);
        ending.run();
    }

    private static Logger logger() {
        return System.getLogger(RunningFilter.class.getPackageName());
    }
}
