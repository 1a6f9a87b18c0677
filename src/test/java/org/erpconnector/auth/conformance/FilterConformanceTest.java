package org.erpconnector.auth.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.erpconnector.auth.ConnectorAuthFilter;
import org.erpconnector.auth.erp.ErpContract;
import org.erpconnector.auth.simulator.DemoKeys;
import org.erpconnector.auth.simulator.Simulator;
import org.erpconnector.auth.simulator.StubErp;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The filter on a server, in front of a connector of every profile: the conformance kit finds nothing. */
class FilterConformanceTest {
    private static final String SERVICE = "/Services/ErpConnectorWS.svc";
    private static final String AUTHENTICATE = "/authenticate";

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
        Context guarded = tomcat.addContext("/guarded", folder.toString());
        Tomcat.addServlet(guarded, "service", new Service()).addMapping(SERVICE);
        guard(guarded, "false");
        Context mirror = tomcat.addContext("/mirror", folder.toString());
        Tomcat.addServlet(mirror, "service", new Service()).addMapping(SERVICE);
        guard(mirror, "true");
        Context open = tomcat.addContext("/open", folder.toString());
        Tomcat.addServlet(open, "service", new Service()).addMapping(SERVICE);
        tomcat.start();
    }

    private static void guard(Context context, String everyCall) {
        // a server that finds no servlet asks no filter
        Tomcat.addServlet(context, "default", new DefaultServlet()).addMapping("/");
        FilterDef filter = new FilterDef();
        filter.setFilterName("erp");
        filter.setFilterClass(ConnectorAuthFilter.class.getName());
        filter.setAsyncSupported("true");
        filter.addInitParameter("application-id", keys.applicationId());
        filter.addInitParameter("environment", "custom");
        filter.addInitParameter("application-key", keys.application().keystore().toString());
        filter.addInitParameter("application-key-password", keys.application().password());
        filter.addInitParameter("caller-keys", keys.callerCertificate().toString());
        filter.addInitParameter("authenticate-path", AUTHENTICATE);
        filter.addInitParameter("verify-every-call", everyCall);
        context.addFilterDef(filter);
        FilterMap everything = new FilterMap();
        everything.setFilterName("erp");
        everything.addURLPattern("/*");
        context.addFilterMap(everything);
    }

    @AfterAll
    static void stop() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    private record Run(int status, String text) {
        static Run of(String context, String... more) {
            String url = "http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + context;
            List<String> arguments =
                    new ArrayList<>(List.of("check", "--url", url + SERVICE, "--http-url", url + AUTHENTICATE));
            arguments.addAll(List.of("--properties", keys.properties().toString()));
            arguments.addAll(List.of(more));
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
            int status = Simulator.run(arguments.toArray(String[]::new), out, out);
            return new Run(status, printed.toString(StandardCharsets.UTF_8));
        }

        List<String> failed() {
            return text.lines()
                    .filter(line -> line.startsWith("  FAILED "))
                    .map(line -> line.strip().split(" +", -1)[1])
                    .toList();
        }
    }

    @ParameterizedTest
    @CsvSource({"/guarded, 'erp,http'", "/guarded, quote", "/mirror, mirroring"})
    void theFilterPassesEveryCase(String context, String profiles) {
        Run run = Run.of(context, "--profile", profiles);
        assertThat(run.failed()).as(run.text()).isEmpty();
        assertThat(run.status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"connector-message", "connector-header"})
    void soItDoesInItsOtherForms(String contract) {
        Run run = Run.of("/guarded", "--profile", "erp", "--contract", contract, "--only", "H,A,F,M");
        assertThat(run.failed()).as(run.text()).isEmpty();
    }

    @Test
    void withoutItNothingIsAcceptedAndTheConnectorIsAsBefore() {
        Run run = Run.of("/open");
        assertThat(run.failed()).as(run.text()).containsExactly("H-01", "W-01");
        assertThat(run.status()).isEqualTo(1);
    }

    /** What stands behind the filter. */
    private static final class Service extends HttpServlet {
        private final transient StubErp erp = new StubErp();

        @Override
        protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
            String body = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            String action = request.getHeader("SOAPAction");
            String named = action == null ? "" : action.replace("\"", "");
            String operation = named.substring(named.lastIndexOf('/') + 1);
            response.setContentType("text/xml; charset=utf-8");
            if (ErpContract.operations().stream().anyMatch(known -> known.name().equals(operation))) {
                response.getWriter().print(erp.answer(action, body));
            } else if (operation.equals("GetConfigurationFields")) {
                answer(
                        response,
                        "<GetConfigurationFieldsResponse xmlns=\"http://www.superoffice.net/EIS/Quote/1.0\"/>");
            } else if (named.contains("IMirroringClientService")) {
                answer(
                        response,
                        "<" + operation + "Response xmlns=\"http://www.superoffice.com/online/mirroring/0.1\">"
                                + "<IsSuccessful>true</IsSuccessful></" + operation + "Response>");
            } else {
                response.setStatus(500);
                answer(response, "<s:Fault><faultcode>s:Client</faultcode><faultstring>no</faultstring></s:Fault>");
            }
        }

        private static void answer(HttpServletResponse response, String child) throws IOException {
            response.getWriter()
                    .print("<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>" + child
                            + "</s:Body></s:Envelope>");
        }
    }
}
