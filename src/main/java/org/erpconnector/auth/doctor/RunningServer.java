package org.erpconnector.auth.doctor;

import java.io.IOException;
import java.io.PrintStream;
import java.net.MalformedURLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.RuntimeMBeanException;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.erpconnector.auth.config.Secret;

/** Asks the filters of a running server, through their MBeans, what they would find if they were started now. */
final class RunningServer {
    private static final String OURS = "org.erpconnector.auth:type=ConnectorAuth,*";
    private static final String OPERATION = "checkSettings";

    private final String where;
    private final Optional<String> only;
    private final PrintStream out;

    /** At a process id or a JMX URL; all filters there, or the one of that name. */
    RunningServer(String where, Optional<String> only, PrintStream out) {
        this.where = where;
        this.only = only;
        this.out = out;
    }

    /**
     * Prints what each filter finds.
     *
     * @param user whom the server knows, if it asks
     * @param password the user's
     * @param initParams those that a web.xml would have; empty: those that the server has deployed
     */
    @SuppressWarnings("BanJNDI") // the administrator names the server on the command line: no request ever reaches this
    Exit check(Optional<String> user, Optional<Secret> password, Optional<Map<String, String>> initParams)
            throws UsageException {
        JMXServiceURL address = address(where);
        try (JMXConnector connector = JMXConnectorFactory.connect(address, credentials(user, password))) {
            MBeanServerConnection server = connector.getMBeanServerConnection();
            Exit exit = Exit.WELL;
            for (ObjectName filter : filters(server, initParams.isPresent())) {
                out.println("filter " + property(filter, "filter") + " of " + property(filter, "context"));
                if (!healthy(ask(server, filter, initParams))) {
                    exit = Exit.UNWELL;
                }
            }
            return exit;
        } catch (IOException | SecurityException e) {
            throw new UsageException("the server of --server cannot be asked: " + Shown.cause(e), e);
        } catch (RuntimeMBeanException e) {
            throw new UsageException(
                    "the server's check failed: "
                            + Shown.text(String.valueOf(e.getTargetException().getMessage())),
                    e);
        } catch (JMException e) {
            throw new UsageException(
                    "the filter does not answer (" + Shown.cause(e) + "): its library may be older than this doctor",
                    e);
        }
    }

    private static JMXServiceURL address(String server) throws UsageException {
        try {
            if (server.matches("[0-9]{1,10}")) {
                return new JMXServiceURL(LocalJvm.address(server));
            }
            if (server.startsWith("service:jmx:")) {
                return new JMXServiceURL(server);
            }
        } catch (MalformedURLException e) {
            throw new UsageException("option --server is no JMX URL: [" + Shown.text(server) + "]", e);
        } catch (LinkageError e) {
            throw new UsageException(
                    "this Java has no module jdk.attach: run the doctor with the server's JDK, or give --server a JMX URL",
                    e);
        }
        throw new UsageException("option --server is the process id of a server on this machine, or a JMX URL such as"
                + " service:jmx:rmi:///jndi/rmi://localhost:8686/jmxrmi, not [" + Shown.text(server) + "]");
    }

    private static Map<String, Object> credentials(Optional<String> user, Optional<Secret> password)
            throws UsageException {
        if (user.isPresent() != password.isPresent()) {
            throw new UsageException("options --server-user and --server-password-file go together");
        }
        Map<String, Object> environment = new HashMap<>();
        if (user.isPresent() && password.isPresent()) {
            environment.put(
                    JMXConnector.CREDENTIALS,
                    new String[] {user.get(), String.valueOf(password.get().reveal())});
        }
        return environment;
    }

    private List<ObjectName> filters(MBeanServerConnection server, boolean one)
            throws IOException, JMException, UsageException {
        List<ObjectName> found = new ArrayList<>();
        List<String> names = new ArrayList<>();
        for (ObjectName name : new TreeSet<>(server.queryNames(new ObjectName(OURS), null))) {
            names.add(property(name, "filter") + " of " + property(name, "context"));
            if (only.isEmpty() || only.get().equals(property(name, "filter"))) {
                found.add(name);
            }
        }
        if (names.isEmpty()) {
            throw new UsageException("no filter of erp-connector-auth runs in that server: the server's log says why");
        }
        if (found.isEmpty() || (one && found.size() > 1)) {
            throw new UsageException(
                    "name one of the filters that run there with --filter: " + String.join(", ", names));
        }
        return found;
    }

    private static String property(ObjectName name, String property) {
        String quoted = name.getKeyProperty(property);
        return Shown.text(quoted == null ? "" : quoted.startsWith("\"") ? ObjectName.unquote(quoted) : quoted);
    }

    private static CompositeData ask(
            MBeanServerConnection server, ObjectName filter, Optional<Map<String, String>> initParams)
            throws IOException, JMException {
        if (initParams.isEmpty()) {
            return (CompositeData) server.invoke(filter, OPERATION, null, null);
        }
        String[] pairs = initParams.get().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .toArray(String[]::new);
        return (CompositeData)
                server.invoke(filter, OPERATION, new Object[] {pairs}, new String[] {String[].class.getName()});
    }

    private boolean healthy(CompositeData report) {
        for (CompositeData key : (CompositeData[]) report.get("keys")) {
            out.println("  key " + Shown.text(String.valueOf(key.get("role"))) + "  RSA " + key.get("bits") + " bits, "
                    + Shown.text(String.valueOf(key.get("id"))) + validity(key));
        }
        for (String warning : (String[]) report.get("warnings")) {
            out.println("warning: " + Shown.sentence(warning));
        }
        String[] problems = (String[]) report.get("problems");
        boolean healthy = problems.length == 0;
        out.println(
                healthy
                        ? "healthy"
                        : "unhealthy: " + problems.length + (problems.length == 1 ? " problem" : " problems"));
        for (String problem : problems) {
            out.println("  - " + Shown.sentence(problem));
        }
        return healthy;
    }

    private static String validity(CompositeData key) {
        Object end = key.get("notAfter");
        return end == null
                ? ", no certificate"
                : ", until " + Shown.text(end.toString()) + ", " + key.get("daysLeft") + " days left";
    }
}
