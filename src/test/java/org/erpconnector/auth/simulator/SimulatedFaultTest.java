package org.erpconnector.auth.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import javax.management.JMException;
import javax.management.ObjectName;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.erpconnector.auth.ConnectorAuthFilter;
import org.erpconnector.auth.doctor.Doctor;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The simulator in front of a real filter, with a connector behind it at one path: each fault is told as what it is. */
class SimulatedFaultTest {
    private static final String SERVICE = "/Services/ErpConnectorWS.svc";

    @TempDir
    static Path folder;

    private static DemoKeys keys;
    private static Tomcat tomcat;

    @BeforeAll
    static void start() throws IOException, LifecycleException {
        keys = DemoKeys.make(folder.resolve("keys"));
        tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.setSilent(true);
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("/simulated", folder.toString());
        FilterDef filter = new FilterDef();
        filter.setFilterName("erp");
        filter.setFilterClass(ConnectorAuthFilter.class.getName());
        filter.addInitParameter("application-id", keys.applicationId());
        filter.addInitParameter("environment", "custom");
        filter.addInitParameter("application-key", keys.application().keystore().toString());
        filter.addInitParameter("application-key-password", keys.application().password());
        filter.addInitParameter("caller-keys", keys.callerCertificate().toString());
        context.addFilterDef(filter);
        FilterMap everything = new FilterMap();
        everything.setFilterName("erp");
        everything.addURLPattern("/*");
        context.addFilterMap(everything);
        Tomcat.addServlet(context, "default", new DefaultServlet()).addMapping("/");
        Tomcat.addServlet(context, "service", new Service()).addMapping(SERVICE);
        tomcat.start();
    }

    @AfterAll
    static void stop() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    private record Run(int status, String text) {
        static Run at(String path, String... more) {
            String url = "http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/simulated" + path;
            List<String> arguments = new ArrayList<>(List.of("handshake", "--url", url));
            arguments.addAll(List.of("--properties", keys.properties().toString()));
            arguments.addAll(List.of(more));
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
            int status = Simulator.run(arguments.toArray(String[]::new), out, out);
            return new Run(status, printed.toString(StandardCharsets.UTF_8));
        }
    }

    /** A minute of skew is allowed: nothing that ends within it has expired. */
    @ParameterizedTest
    @CsvSource({
        "--lifetime-seconds, -60, token-expired",
        "--lifetime-seconds, -61, token-expired",
        "--lifetime-seconds, -300, token-expired",
        "--lifetime-seconds, -3600, token-expired",
        "--lifetime-seconds, -86400, token-expired",
        "--lifetime-seconds, 3541, lifetime-not-allowed",
        "--lifetime-seconds, 86400, lifetime-not-allowed",
        "--signed-by, foreign, key-unknown",
        "--issuer, Somebody, issuer-wrong",
        "--issuer, superoffice as, issuer-wrong",
        "--application-id, another, audience-wrong",
        "--tenant, Cust 1, tenant-not-allowed",
        "--tenant, '', tenant-not-allowed"
    })
    @Tag("F43")
    void everyFaultIsRefusedForWhatItIs(String option, String value, String reason) throws JMException {
        Run run = Run.at(SERVICE, option, value);
        assertThat(run.status()).as(run.text()).isEqualTo(1);
        assertThat(run.text()).contains("REFUSED by the connector");
        assertThat(ManagementFactory.getPlatformMBeanServer()
                        .getAttribute(
                                new ObjectName("org.erpconnector.auth:type=ConnectorAuth,context=\"/simulated\","
                                        + "filter=\"erp\""),
                                "LastRefusedReason"))
                .isEqualTo(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"3540", "300", "1", "0"})
    @Tag("F43")
    void aLifetimeWithoutAFaultIsAccepted(String seconds) {
        Run run = Run.at(SERVICE, "--lifetime-seconds", seconds);
        assertThat(run.status()).as(run.text()).isZero();
    }

    @Test
    @Tag("F11")
    void aMistypedUrlIsToldAfterTheHandshakeThatItAnswers() {
        Run right = Run.at(SERVICE);
        assertThat(right.status()).as(right.text()).isZero();
        assertThat(right.text()).contains("VERIFIED").doesNotContain("WARNING");

        Run wrong = Run.at("/Services/wrong");
        assertThat(wrong.status()).as(wrong.text()).isZero();
        assertThat(wrong.text())
                .contains("VERIFIED", "WARNING: handshakes are answered at this URL, but another call gets HTTP 404");
    }

    /** What the simulator saves is what the doctor reads. */
    @ParameterizedTest
    @CsvSource({
        "connector-parameter, 300, accepted",
        "connector-header, 300, accepted",
        "mirroring, -300, token-expired",
        "http-jwt, 300, accepted",
        "http-json, -300, token-expired"
    })
    @Tag("F53")
    void theDoctorJudgesASavedRequest(String contract, String seconds, String verdict) {
        Path saved = folder.resolve(contract + ".request");
        String[] options = {"--contract", contract, "--lifetime-seconds", seconds, "--save-request", saved.toString()};
        Run sent = Run.at(SERVICE, options);
        assertThat(sent.text()).contains("saved in " + saved);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        String[] token = {
            "token",
            "--token-file",
            saved.toString(),
            "--certificate",
            keys.callerCertificate().toString(),
            "--application-id",
            keys.applicationId(),
            "--at",
            Instant.now().toString()
        };
        assertThat(Doctor.run(token, System.in, out, out)).isEqualTo(verdict.equals("accepted") ? 0 : 1);
        assertThat(printed.toString(StandardCharsets.UTF_8)).contains(verdict);
    }

    /** Answers every call with an envelope. */
    private static final class Service extends HttpServlet {
        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            response.setContentType("text/xml; charset=utf-8");
            response.getWriter()
                    .print("<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body/></s:Envelope>");
        }
    }
}
