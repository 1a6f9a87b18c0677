package org.erpconnector.auth;

import jakarta.servlet.ServletException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.util.Map;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.keys.ServerContext;

/**
 * A filter that has read its settings and tested its keys.
 *
 * @param gate decides what becomes of a request
 * @param log one line for each handshake
 * @param refresher looks after the keys; not started yet
 */
record RunningFilter(Gate gate, HandshakeLog log, Refresher refresher) {
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
        Logger logger = System.getLogger(RunningFilter.class.getPackageName());
        HandshakeLog log = new HandshakeLog(logger, name);
        try {
            Startup parts = Startup.of(initParams, clock, log, new KeyLog(logger, name));
            logger.log(Level.INFO, "filter " + name + " started: " + parts.summary());
            parts.keys()
                    .keys()
                    .warnings()
                    .forEach(warning -> logger.log(Level.WARNING, "filter " + name + ": " + warning));
            Refresher refresher = new Refresher(name, ServerContext.within(parts.keys()::tick), logger);
            return new RunningFilter(new Gate(parts, name), log, refresher);
        } catch (ConfigurationException e) {
            int count = e.problems().size();
            throw new ServletException(
                    "Filter " + name + " (erp-connector-auth) does not start, " + count
                            + (count == 1 ? " problem:" : " problems:") + System.lineSeparator() + "  - "
                            + e.getMessage(),
                    e);
        }
    }
}
