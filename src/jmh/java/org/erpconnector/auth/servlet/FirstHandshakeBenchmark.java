package org.erpconnector.auth.servlet;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateEncodingException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import org.erpconnector.auth.testkit.TestKeys;
import org.erpconnector.auth.testkit.TestTokens;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** The first handshake after a start from settings and files, in a JVM that has done nothing else before: one shot in each fork. */
@State(Scope.Benchmark)
public class FirstHandshakeBenchmark {
    private static final int HANDSHAKES = 201;

    private final Logger log = Logger.getLogger("org.erpconnector.auth");
    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();

    /** CPU of one handshake, and of the start before it. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Cpu {
        public long startNanos;
        public long firstNanos;
        public long medianNanos;
    }

    /** What others have made, so that this JVM's RSA is as cold as a server's. */
    static void prepare(Path folder) throws IOException {
        TestKeys caller = TestKeys.ofBits(2048);
        write(folder, caller, TestKeys.ofBits(2048));
        List<String> tokens = new ArrayList<>();
        for (int i = 0; i < HANDSHAKES; i++) {
            tokens.add(TestTokens.fresh(caller));
        }
        Files.write(folder.resolve("tokens"), tokens);
    }

    /** As settings name them: caller.crt and application.pem. */
    static void write(Path folder, TestKeys caller, TestKeys application) throws IOException {
        Files.createDirectories(folder);
        Files.write(folder.resolve("caller.crt"), encoded(caller));
        Files.writeString(
                folder.resolve("application.pem"),
                "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder()
                                .encodeToString(application.pair().getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n");
    }

    private static byte[] encoded(TestKeys keys) {
        try {
            return keys.certificate().getEncoded();
        } catch (CertificateEncodingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What any other request has already had the server load. */
    private static void askServer(MemoryRequest request) throws IOException {
        request.getHeaders("SOAPAction").nextElement();
        request.setAttribute("asked", request.getRemoteAddr());
        request.getAttribute("not asked");
        request.removeAttribute("asked");
        request.getInputStream().read(new byte[1], 0, 1);
    }

    @Benchmark
    public void afterStart(Cpu cpu) throws IOException, ServletException {
        Path folder = Path.of(System.getProperty("benchmarks.keys"));
        List<String> tokens = Files.readAllLines(folder.resolve("tokens"));
        Map<String, String> settings = Map.of(
                "application-id",
                TestTokens.APPLICATION_ID,
                "environment",
                "custom",
                "application-key",
                folder.resolve("application.pem").toString(),
                "caller-keys",
                folder.resolve("caller.crt").toString());
        // What a server's handlers cost is the server's.
        log.setUseParentHandlers(false);
        askServer(WireForm.PARAMETER.request(tokens.get(0)));
        long start = threads.getCurrentThreadCpuTime();
        HandshakeInterceptor gate = FilterLifecycle.start("erp", settings, attribute -> null, MeasuredFilter.CLOCK)
                .interceptor();
        cpu.startNanos = threads.getCurrentThreadCpuTime() - start;
        List<Long> nanos = new ArrayList<>();
        for (String token : tokens) {
            MemoryRequest request = WireForm.PARAMETER.request(token);
            long before = threads.getCurrentThreadCpuTime();
            int status = ((HandshakeInterceptor.Decision.Answered) gate.decide(request))
                    .reply()
                    .status();
            nanos.add(threads.getCurrentThreadCpuTime() - before);
            if (status != 200) {
                throw new IllegalStateException("not accepted");
            }
        }
        cpu.firstNanos = nanos.get(0);
        Collections.sort(nanos);
        cpu.medianNanos = nanos.get(HANDSHAKES / 2);
    }
}
