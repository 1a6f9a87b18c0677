import java.lang.management.ManagementFactory;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import javax.servlet.http.HttpServlet;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;

/** A Tomcat 9 with a WAR on an old Java, until its standard input ends. Written for Java 8. */
public final class AttackedTomcat {
    private static final AtomicInteger REACHED = new AtomicInteger();

    /** Arguments: the unpacked WAR and a folder. Prints {@code STARTED} and the port. */
    public static void main(String[] arguments) throws Exception {
        System.getProperties().put("attack.reached", REACHED);
        if (Boolean.getBoolean("old.authenticator")) {
            Authenticator.setDefault(new ForEveryHost());
        }
        Tomcat tomcat = new Tomcat();
        tomcat.setBaseDir(arguments[1]);
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.setAddDefaultWebXmlToWebapp(false);
        tomcat.addWebapp("/attacked", arguments[0]);
        Context told = tomcat.addContext("/told", arguments[1]);
        Tomcat.addServlet(told, "told", new Told());
        told.addServletMappingDecoded("/", "told");
        tomcat.start();
        System.out.println("STARTED " + tomcat.getConnector().getLocalPort());
        while (System.in.read() >= 0) {
            // Nothing is said to it.
        }
        tomcat.stop();
        tomcat.destroy();
    }

    /** What other code of a server may have set for all of it. */
    private static final class ForEveryHost extends Authenticator {
        @Override
        protected PasswordAuthentication getPasswordAuthentication() {
            return new PasswordAuthentication("erp", "of-no-secret".toCharArray());
        }
    }

    /** How many requests have reached the connector since this was asked last and were suspended so far; then the filter's counters. */
    private static final class Told extends HttpServlet {
        @Override
        protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
            PrintWriter out = response.getWriter();
            boolean reached = "reached".equals(request.getQueryString());
            out.println("reached\t" + (reached ? REACHED.getAndSet(0) : 0));
            out.println("suspended\t" + ((IntSupplier) System.getProperties().get("attack.suspended")).getAsInt());
            try {
                MBeanServer server = ManagementFactory.getPlatformMBeanServer();
                Set<ObjectName> names =
                        server.queryNames(new ObjectName("org.erpconnector.auth:type=ConnectorAuth,*"), null);
                ObjectName name = names.iterator().next();
                out.println("INFO handshake accepted: \t" + server.getAttribute(name, "Accepted"));
                TabularData metrics = (TabularData) server.getAttribute(name, "Metrics");
                print(out, "WARNING handshake refused: reason=", "refused", metrics);
                print(out, "ERROR handshake failed: reason=", "failed", metrics);
            } catch (Exception e) {
                throw new IOException(e);
            }
        }

        /** By reason, over all contracts. */
        private static void print(PrintWriter out, String start, String outcome, TabularData metrics) {
            Pattern series = Pattern.compile(
                    "erp_auth_handshakes_total\\{outcome=\"" + outcome + "\",reason=\"([a-z-]+)\",contract=\"[a-z-]+\"}");
            Map<String, Long> counts = new TreeMap<>();
            for (Object row : metrics.values()) {
                CompositeData pair = (CompositeData) row;
                Matcher key = series.matcher((String) pair.get("key"));
                if (key.matches()) {
                    counts.merge(key.group(1), ((Number) pair.get("value")).longValue(), Long::sum);
                }
            }
            counts.forEach((reason, count) -> out.println(start + reason + " \t" + count));
        }
    }
}
