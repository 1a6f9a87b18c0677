package org.erpconnector.auth.servlet;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadInfo;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.LongUnaryOperator;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.startup.Tomcat;
import org.apache.juli.AsyncFileHandler;
import org.apache.tomcat.util.scan.StandardJarScanner;
import org.erpconnector.auth.ConnectorAuthInitializer;
import org.erpconnector.auth.testkit.Await;
import org.erpconnector.auth.testkit.TestKeys;
import org.erpconnector.auth.testkit.TestTokens;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.infra.Blackhole;

/**
 * What a user gets: JMH's fork is a Tomcat with a connector behind the filter, as its web.xml has it, and with a log as
 * Tomcat's own configuration has it. The client is a process of its own. What is measured is the CPU time of the whole
 * server: its compiler, its garbage collector and its log are part of it.
 */
@State(Scope.Benchmark)
public class ServerBenchmark {
    private static final int HANDSHAKES = 400;
    /** Of what costs so little that the clock of a process, which ticks every ten milliseconds, would not see it. */
    private static final int OTHERS = 4_000;

    private static final int CONNECTIONS = 2 * Runtime.getRuntime().availableProcessors();
    private static final double LOAD = 0.7;
    private static final String ACCEPTED = "Succeeded>true<";

    private static final String LINE = "handshake accepted: filter=erp contract=connector-parameter tenant=Cust12345"
            + " from=127.0.0.1 path=/Services/ErpConnectorWS.svc caller-key=0123456789ABCDEF0123456789ABCDEF01234567"
            + " signed-by=0123456789ABCDEF0123456789ABCDEF01234567 application-id=" + TestTokens.APPLICATION_ID;

    private static final String DESCRIPTOR = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0">
              <filter>
                <filter-name>erp</filter-name>
                <filter-class>org.erpconnector.auth.ConnectorAuthFilter</filter-class>
                <async-supported>true</async-supported>
                <init-param><param-name>application-id</param-name><param-value>%s</param-value></init-param>
                <init-param><param-name>environment</param-name><param-value>custom</param-value></init-param>
              </filter>
              <filter-mapping><filter-name>erp</filter-name><url-pattern>/*</url-pattern></filter-mapping>
            </web-app>
            """.formatted(TestTokens.APPLICATION_ID);

    @Param({Providers.JDK, Providers.CORRETTO})
    public String provider;

    private final OperatingSystemMXBean process = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    private final ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private final TestKeys caller = TestKeys.ofBits(2048);
    private final TestKeys application = TestKeys.ofBits(2048);
    private final Logger log = Logger.getLogger("org.erpconnector.auth");
    private final ExecutorService workers =
            Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
    private final Tomcat tomcat = new Tomcat();
    private Path folder;
    private Handler file;
    private RawRsa rsa;
    private Process client;
    private BufferedWriter toClient;
    private BufferedReader fromClient;

    /** CPU time of one operation each, but for what is said of it. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Server {
        public double rawNanos;
        public double handshakeNanos;
        /** Of a handshake: by the threads that have requests. The rest is compiling, collecting, accepting and logging. */
        public double requestThreadNanos;

        public double requestThreadBytes;
        /** A request of the same size that is the connector's. */
        public double connectorNanos;

        public double logLineNanos;
        /** Handshakes in a second, each connection with the next when the last is answered. */
        public double perSecond;
        /** Not CPU: from when one is due to its answer, at seven tenths of that. */
        public double medianNanos;

        public double slowToMedian;
        /** Of raw RSA to a handshake. */
        public double ratio;
    }

    @Setup
    public void start() throws Exception {
        folder = Files.createTempDirectory("benchmark-server");
        FirstHandshakeBenchmark.write(folder, caller, application);
        System.setProperty(
                "erp-auth.application-key", folder.resolve("application.pem").toString());
        System.setProperty("erp-auth.caller-keys", folder.resolve("caller.crt").toString());
        if (!provider.equals(Providers.JDK)) {
            Security.addProvider(Providers.of(provider));
            System.setProperty("erp-auth.crypto-provider", provider);
        }
        Logger.getLogger("").setLevel(Level.WARNING);
        file = new AsyncFileHandler(folder.resolve("logs").toString(), "catalina.", ".log");
        log.addHandler(file);
        log.setUseParentHandlers(false);
        log.setLevel(Level.INFO);
        rsa = new RawRsa(Providers.of(provider), caller, application, token(), TestTokens.NONCE + ".202603011200");
        startTomcat();
        client = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LoadClient.class.getName(),
                        Integer.toString(tomcat.getConnector().getLocalPort()),
                        Integer.toString(CONNECTIONS))
                .redirectErrorStream(true)
                .start();
        toClient = client.outputWriter();
        fromClient = client.inputReader();
    }

    private void startTomcat() throws Exception {
        Path descriptor =
                Files.createDirectories(folder.resolve("connector/WEB-INF")).resolve("web.xml");
        Files.writeString(descriptor, DESCRIPTOR);
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        // What opening a connection costs every hundred requests is no part of this.
        tomcat.getConnector().setProperty("maxKeepAliveRequests", "-1");
        tomcat.getConnector().setProperty("keepAliveTimeout", "-1");
        tomcat.setAddDefaultWebXmlToWebapp(false);
        Context context = tomcat.addWebapp("", folder.resolve("connector").toString());
        StandardJarScanner scanner = new StandardJarScanner();
        scanner.setScanClassPath(false);
        context.setJarScanner(scanner);
        context.addServletContainerInitializer(new ConnectorAuthInitializer(), null);
        Tomcat.addServlet(context, "service", new Service()).addMapping("/Services/ErpConnectorWS.svc");
        tomcat.start();
    }

    /** What a connector does with a call is the connector's. */
    private static final class Service extends HttpServlet {
        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            request.getInputStream().readAllBytes();
            response.setContentType("text/xml; charset=utf-8");
            response.getOutputStream().write(new byte[700]);
        }
    }

    private String token() {
        Map<String, String> claims = TestTokens.claims();
        long now = Instant.now().getEpochSecond();
        claims.put("nonce", '"' + TestTokens.freshNonce() + '"');
        claims.put("nbf", Long.toString(now - 60));
        claims.put("exp", Long.toString(now + 300));
        return TestTokens.signed(
                TestTokens.header(caller.certificate()), claims, caller.pair().getPrivate());
    }

    @Benchmark
    public void round(Server server, Blackhole hole) throws Exception {
        load(handshakes(), 0, ACCEPTED);
        double raw = cpu(() -> raw(HANDSHAKES / 2, hole));
        double threadNanos = requestThreads(threads::getThreadCpuTime);
        double threadBytes = requestThreads(threads::getThreadAllocatedBytes);
        String[][] sent = new String[1][];
        server.handshakeNanos = cpu(() -> sent[0] = send()) / HANDSHAKES;
        server.requestThreadNanos = (requestThreads(threads::getThreadCpuTime) - threadNanos) / HANDSHAKES;
        server.requestThreadBytes = (requestThreads(threads::getThreadAllocatedBytes) - threadBytes) / HANDSHAKES;
        server.rawNanos = (raw + cpu(() -> raw(HANDSHAKES / 2, hole))) / HANDSHAKES;
        server.ratio = server.rawNanos / server.handshakeNanos;
        server.perSecond = HANDSHAKES * 1e9 / Long.parseLong(sent[0][0]);
        load(Collections.nCopies(OTHERS, WireForm.PARAMETER.overHttp(token(), "GetActors")), 0, "200");
        server.connectorNanos = cpu(this::send) / OTHERS;
        server.logLineNanos = cpu(this::lines) / OTHERS;
        load(handshakes(), (int) (LOAD * server.perSecond), ACCEPTED);
        String[] paced = send();
        server.medianNanos = Long.parseLong(paced[1]);
        server.slowToMedian = Long.parseLong(paced[2]) / server.medianNanos;
    }

    private List<byte[]> handshakes() {
        return IntStream.range(0, HANDSHAKES)
                .parallel()
                .mapToObj(i -> WireForm.PARAMETER.overHttp(token(), "Authenticate"))
                .toList();
    }

    private double cpu(Callable<?> work) throws Exception {
        long before = process.getProcessCpuTime();
        work.call();
        return process.getProcessCpuTime() - before;
    }

    /** In as many threads as there are processors: two halves of one core are slower than one alone. */
    private Void raw(int count, Blackhole hole) throws Exception {
        for (Future<Void> done : workers.invokeAll(Collections.<Callable<Void>>nCopies(count, () -> {
            hole.consume(rsa.verify());
            hole.consume(rsa.sign());
            return null;
        }))) {
            done.get();
        }
        return null;
    }

    private double requestThreads(LongUnaryOperator of) {
        double sum = 0;
        for (ThreadInfo thread : threads.getThreadInfo(threads.getAllThreadIds())) {
            if (thread != null && thread.getThreadName().contains("-exec-")) {
                sum += of.applyAsLong(thread.getThreadId());
            }
        }
        return sum;
    }

    /** To the client, before anything is measured. */
    private void load(List<byte[]> requests, int perSecond, String expected) throws IOException {
        toClient.write(requests.size() + " " + perSecond + " " + expected + "\n");
        for (byte[] request : requests) {
            toClient.write(Base64.getEncoder().encodeToString(request) + "\n");
        }
        toClient.flush();
        answer();
    }

    private String[] send() throws IOException {
        toClient.write("send\n");
        toClient.flush();
        return answer();
    }

    private String[] answer() throws IOException {
        String answer = fromClient.readLine();
        if (answer == null || !answer.matches("ready|[0-9 ]+")) {
            throw new IllegalStateException("the client says: " + answer);
        }
        return answer.split(" ", -1);
    }

    /** Until the last is in the file. */
    private Void lines() throws Exception {
        Path text;
        try (Stream<Path> files = Files.list(folder.resolve("logs"))) {
            text = files.findFirst().orElseThrow();
        }
        long before = Files.size(text);
        IntStream.range(0, OTHERS).forEach(i -> log.log(Level.INFO, LINE));
        Await.until("all lines are written", () -> Files.size(text) >= before + (long) OTHERS * LINE.length());
        return null;
    }

    @TearDown
    public void stop() throws Exception {
        toClient.close();
        client.waitFor();
        workers.shutdown();
        tomcat.stop();
        tomcat.destroy();
        file.close();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path each : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }
}
