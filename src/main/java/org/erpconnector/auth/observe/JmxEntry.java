package org.erpconnector.auth.observe;

import java.lang.management.ManagementFactory;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.management.InstanceAlreadyExistsException;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The filter's MBean in the platform's MBean server. The filter works without it, so a failure is a warning. */
final class JmxEntry implements AutoCloseable {
    static final String DOMAIN = "org.erpconnector.auth";

    /** The same path on another virtual host, or an older WAR version still in service, has the same name. */
    private static final int MOST_INSTANCES = 100;

    private final MBeanServer server;
    private final ObjectName name;
    private final Logger logger;

    private JmxEntry(MBeanServer server, ObjectName name, Logger logger) {
        this.server = server;
        this.name = name;
        this.logger = logger;
    }

    /** Registers the MBean; empty, with a line in the log, if JMX refuses it. */
    static Optional<JmxEntry> make(Management management, Logger logger) {
        FilterIdentity observed = management.observed();
        try {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            for (int instance = 1; instance <= MOST_INSTANCES; instance++) {
                ObjectName name = name(observed, instance);
                if (register(server, name, management)) {
                    return Optional.of(new JmxEntry(server, name, logger));
                }
            }
            logger.log(
                    Level.WARNING,
                    "filter " + observed.label() + " is not in JMX: " + MOST_INSTANCES
                            + " MBeans of its name are. Restart the server if undeployed applications left them");
        } catch (JMException | RuntimeException e) {
            logger.log(Level.WARNING, "filter " + observed.label() + " is not in JMX", e);
        }
        return Optional.empty();
    }

    private static boolean register(MBeanServer server, ObjectName name, Management bean) throws JMException {
        try {
            server.registerMBean(bean, name);
            return true;
        } catch (InstanceAlreadyExistsException taken) {
            return false;
        }
    }

    /** Values are quoted: a filter's name may contain a comma, and a path an asterisk. */
    static ObjectName name(FilterIdentity observed, int instance) throws JMException {
        String properties = "type=ConnectorAuth,context=" + ObjectName.quote(observed.path()) + ",filter="
                + ObjectName.quote(observed.filter());
        return new ObjectName(DOMAIN + ":" + properties + (instance == 1 ? "" : ",instance=" + instance));
    }

    /** Unregisters the MBean: the MBean server outlives the web application and would leak its class loader. */
    @Override
    public void close() {
        try {
            server.unregisterMBean(name);
        } catch (InstanceNotFoundException e) {
            logger.log(Level.FINE, name + " has been taken out of JMX by somebody else");
        } catch (JMException | RuntimeException e) {
            logger.log(Level.WARNING, name + " stays in JMX, and with it the classes of this web application", e);
        }
    }
}
