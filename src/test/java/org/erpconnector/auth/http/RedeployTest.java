package org.erpconnector.auth.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import java.io.File;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.erpconnector.auth.ConnectorAuthFilter;
import org.erpconnector.auth.simulator.DemoKeys;
import org.erpconnector.auth.testkit.CallerTokens;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A web application with the filter in its own WEB-INF is deployed, asked and undeployed, again and again, while the
 * server and its threads live on: nothing of it may stay. Five times, or {@code soak.deployments} times.
 */
class RedeployTest {
    private static final int DEPLOYMENTS = Integer.getInteger("soak.deployments", 5);
    /** More than enough for what is free to go: it goes at the first or second. */
    private static final int COLLECTIONS = 10;

    private static final Pattern LIBRARY =
            Pattern.compile("(jjwt-(api|impl|jackson)|jackson-(core|databind|annotations))-[0-9.]+\\.jar");

    @TempDir
    Path folder;

    private Path webInf;
    private DemoKeys keys;
    private CallerTokens tokens;
    private final HttpClient client = HttpClient.newHttpClient();
    private final Tomcat tomcat = new Tomcat();
    private final ReferenceQueue<ClassLoader> collected = new ReferenceQueue<>();
    private final Set<Reference<?>> loaders = new HashSet<>();

    @BeforeEach
    void start() throws Exception {
        webInf = folder.resolve("app/WEB-INF");
        keys = DemoKeys.make(folder.resolve("keys"));
        tokens = CallerTokens.of(keys);
        Path classes = Files.createDirectories(webInf.resolve("classes"));
        copy(classesOf(ConnectorAuthFilter.class), classes);
        Path libraries = Files.createDirectories(webInf.resolve("lib"));
        for (Path library : libraries()) {
            Files.copy(library, libraries.resolve(library.getFileName()));
        }
        writeWebXml("");
        tomcat.setBaseDir(folder.toString());
        tomcat.setSilent(true);
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.getHost();
        tomcat.start();
    }

    @AfterEach
    void stop() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    @Test
    void leavesNoClassNoThreadAndNoEntryBehind() throws Exception {
        for (int i = 0; i < DEPLOYMENTS; i++) {
            serveOnce();
            assertThat(threadsOfApplications()).isEmpty();
            assertThat(entries()).isEmpty();
        }
        compareRecords();
        assertThat(kept()).as("class loaders that are still reachable").isZero();
    }

    /** Else the test above could not fail. */
    @Test
    void wouldFindOutAThreadOfTheServerThatKeepsAnObjectOfTheApplication() throws Exception {
        String compiled = Hoarder.class.getName().replace('.', '/') + ".class";
        Path copy = webInf.resolve("classes").resolve(compiled);
        Files.createDirectories(copy.getParent());
        Files.copy(classesOf(Hoarder.class).resolve(compiled), copy);
        writeWebXml("<filter><filter-name>hoarder</filter-name><filter-class>" + Hoarder.class.getName()
                + "</filter-class></filter><filter-mapping><filter-name>hoarder</filter-name>"
                + "<url-pattern>/*</url-pattern></filter-mapping>");
        serveOnce();
        serveOnce();
        assertThat(kept()).isEqualTo(2);
    }

    /**
     * Java 17 keeps the class of the record that was compared first of all last, whoever's it is, until another one is
     * (java.lang.runtime.ObjectMethods): one class loader at most, and nothing that an application could let go of.
     */
    private static void compareRecords() {
        record Another(String text) {}
        assertThat(new Another("text")).isEqualTo(new Another("text")).hasSameHashCodeAs(new Another("text"));
    }

    /** In a method of its own, so that no variable keeps what has gone. */
    private void serveOnce() throws Exception {
        StandardContext context = deploy();
        ClassLoader loader = context.getLoader().getClassLoader();
        assertThat(loader.loadClass(ConnectorAuthFilter.class.getName()).getClassLoader())
                .as("who loads our classes")
                .isSameAs(loader)
                .isNotSameAs(getClass().getClassLoader());
        loaders.add(new WeakReference<>(loader, collected));

        assertThat(post("application/jwt", tokens.valid()).statusCode()).isEqualTo(200);
        String json = "{\"SignedToken\":\"" + tokens.valid() + "\"}";
        assertThat(post("application/json", json).body()).startsWith("{\"Succeeded\":true");
        assertThat(post("text/xml", soap(tokens.valid())).body()).contains("<Succeeded>true</Succeeded>");
        assertThat(post("text/xml", soap(tokens.expired())).body()).contains("The token has expired");
        assertThat(entries()).hasSize(1);

        tomcat.getHost().removeChild(context);
        assertThat(context.getState()).isEqualTo(LifecycleState.DESTROYED);
    }

    private StandardContext deploy() {
        StandardContext context = new StandardContext();
        context.setPath("/app");
        context.setDocBase(webInf.getParent().toString());
        context.setParentClassLoader(new ServerClasses());
        context.getJarScanner().setJarScanFilter((type, jar) -> false);
        // Tomcat looks after what applications forget on its threads; other servers do not.
        context.setClearReferencesThreadLocals(false);
        context.setClearReferencesObjectStreamClassCaches(false);
        context.setClearReferencesRmiTargets(false);
        ContextConfig webXml = new ContextConfig();
        webXml.setDefaultWebXml(tomcat.noDefaultWebXmlPath());
        context.addLifecycleListener(webXml);
        tomcat.getHost().addChild(context);
        assertThat(context.getState()).isEqualTo(LifecycleState.STARTED);
        return context;
    }

    /** How many class loaders are still there after a few collections. */
    private int kept() throws InterruptedException {
        for (int i = 0; i < COLLECTIONS && !loaders.isEmpty(); i++) {
            System.gc();
            for (Reference<?> gone = collected.remove(100); gone != null; gone = collected.poll()) {
                loaders.remove(gone);
            }
        }
        return loaders.size();
    }

    private static List<String> threadsOfApplications() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("erp-connector-auth"))
                .toList();
    }

    private static Set<ObjectName> entries() throws JMException {
        return ManagementFactory.getPlatformMBeanServer().queryNames(new ObjectName("org.erpconnector.auth:*"), null);
    }

    private HttpResponse<String> post(String type, String body) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/app/authenticate");
        return client.send(
                HttpRequest.newBuilder(uri)
                        .header("Content-Type", type)
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private static String soap(String token) {
        return "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><AuthenticationRequest"
                + " xmlns=\"urn:x\"><SignedToken>" + token
                + "</SignedToken></AuthenticationRequest></s:Body></s:Envelope>";
    }

    private void writeWebXml(String more) throws IOException {
        Map<String, String> settings = Map.of(
                "application-id", keys.applicationId(),
                "environment", "custom",
                "application-key", keys.application().keystore().toString(),
                "application-key-password", keys.application().password(),
                "caller-keys", keys.callerCertificate().toString(),
                "authenticate-path", "/authenticate");
        String parameters = settings.entrySet().stream()
                .map(setting -> "<init-param><param-name>" + setting.getKey() + "</param-name><param-value>"
                        + setting.getValue() + "</param-value></init-param>")
                .collect(Collectors.joining());
        Files.writeString(
                webInf.resolve("web.xml"),
                "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\""
                        + " metadata-complete=\"true\">" + more
                        + "<filter><filter-name>erp</filter-name><filter-class>" + ConnectorAuthFilter.class.getName()
                        + "</filter-class>" + parameters + "</filter>"
                        + "<filter-mapping><filter-name>erp</filter-name><url-pattern>/*</url-pattern></filter-mapping>"
                        + "<servlet><servlet-name>connector</servlet-name><servlet-class>"
                        + DefaultServlet.class.getName() + "</servlet-class></servlet><servlet-mapping>"
                        + "<servlet-name>connector</servlet-name><url-pattern>/</url-pattern></servlet-mapping>"
                        + "</web-app>");
    }

    private static List<Path> libraries() {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        List<Path> libraries = Stream.of(classPath.split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(entry -> LIBRARY.matcher(entry.getFileName().toString()).matches())
                .toList();
        assertThat(libraries).hasSize(6);
        return libraries;
    }

    private static Path classesOf(Class<?> one) throws URISyntaxException {
        return Path.of(one.getProtectionDomain().getCodeSource().getLocation().toURI());
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file));
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }

    /** What a server shows a web application: the JDK, the servlet API and itself; not the filter and its libraries. */
    private static final class ServerClasses extends ClassLoader {
        ServerClasses() {
            super(ClassLoader.getPlatformClassLoader());
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("jakarta.servlet.") || name.startsWith("org.apache.")) {
                return RedeployTest.class.getClassLoader().loadClass(name);
            }
            throw new ClassNotFoundException(name);
        }
    }

    /** Leaves itself with the thread that serves it. */
    public static final class Hoarder implements Filter {
        private static final ThreadLocal<Object> KEPT = new ThreadLocal<>();

        @Override
        public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
                throws IOException, ServletException {
            KEPT.set(this);
            chain.doFilter(request, response);
        }
    }
}
