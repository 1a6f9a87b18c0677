package org.erpconnector.auth.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.crypto.RSASSAVerifier;
import com.nimbusds.jwt.SignedJWT;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.servlets.DefaultServlet;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.erpconnector.auth.FixedClockFilter;
import org.erpconnector.auth.testkit.JmxMetrics;
import org.erpconnector.auth.testkit.TestKeys;
import org.erpconnector.auth.testkit.TestNaming;
import org.erpconnector.auth.testkit.TestTokens;
import org.erpconnector.auth.testkit.WatchedCrtKey;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One server, one SuperOffice, three applications: ERP and Quote in one web application, and ERP's test system in
 * another. The administrator tells them apart by {@code settings-prefix}.
 */
class SeveralApplicationsTest {
    private static final List<App> APPS = List.of(
            new App("erp", "", "ERP-0001", key()),
            new App("quote", "", "QUOTE-0001", key()),
            // The filter's name and path are those of the first.
            new App("erp", "/test", "ERP-0002", key()));

    private static final String PASSWORD = "Pa55-of-the-server";
    private static final AtomicInteger NONCES = new AtomicInteger();

    @TempDir
    static Path folder;

    private static TestKeys caller;
    private static Tomcat tomcat;

    private final MBeanServer jmx = ManagementFactory.getPlatformMBeanServer();

    /** One application of SuperOffice's App Store and the filter that answers for it. */
    private record App(String filter, String context, String id, WatchedCrtKey key) {
        String prefix() {
            return "auth" + context.replace('/', '-') + "-" + filter;
        }

        String path() {
            return context + "/" + filter;
        }

        ObjectName bean() throws JMException {
            return new ObjectName("org.erpconnector.auth:type=ConnectorAuth,context=\""
                    + (context.isEmpty() ? "/" : context) + "\",filter=\"" + filter + "\"");
        }

        Map<String, String> settings() {
            return Map.of(
                    "application-id",
                    id,
                    "environment",
                    "custom",
                    "application-key",
                    "keys/" + id,
                    "application-key-password",
                    PASSWORD,
                    "caller-keys",
                    folder.resolve("caller.crt").toString(),
                    "authenticate-path",
                    "/" + filter + "/authenticate");
        }
    }

    private static WatchedCrtKey key() {
        return new WatchedCrtKey((RSAPrivateCrtKey) TestKeys.ofBits(2048).pair().getPrivate());
    }

    @BeforeAll
    static void start() throws IOException, LifecycleException, GeneralSecurityException {
        caller = TestKeys.ofBits(2048);
        Files.write(folder.resolve("caller.crt"), caller.certificate().getEncoded());
        TestNaming.start();
        tomcat = new Tomcat();
        tomcat.setBaseDir(folder.toString());
        tomcat.setSilent(true);
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Map<String, Context> contexts = Map.of("", webApplication(""), "/test", webApplication("/test"));
        for (App app : APPS) {
            TestNaming.BOUND.put("keys/" + app.id(), app.key());
            app.settings().forEach((name, value) -> System.setProperty(app.prefix() + "." + name, value));
            addFilter(contexts.get(app.context()), app);
        }
        tomcat.start();
    }

    private static Context webApplication(String path) {
        Context context = tomcat.addContext(path, folder.toString());
        Tomcat.addServlet(context, "default", new DefaultServlet()).addMapping("/");
        return context;
    }

    private static void addFilter(Context context, App app) {
        FilterDef filter = new FilterDef();
        filter.setFilterName(app.filter());
        filter.setFilter(new FixedClockFilter());
        filter.addInitParameter("settings-prefix", app.prefix());
        context.addFilterDef(filter);
        FilterMap mapping = new FilterMap();
        mapping.setFilterName(app.filter());
        mapping.addURLPattern("/" + app.filter() + "/*");
        context.addFilterMap(mapping);
    }

    @AfterAll
    static void stop() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
        TestNaming.stop();
        for (App app : APPS) {
            app.settings().keySet().forEach(name -> System.clearProperty(app.prefix() + "." + name));
        }
    }

    @BeforeEach
    void forgetSignatures() {
        APPS.forEach(app -> app.key().uses());
    }

    @Test
    @Tag("P14")
    void aTokenIsAnsweredByItsOwnApplicationWithItsOwnKey() throws Exception {
        for (App app : APPS) {
            long before = accepted(app);
            SignedJWT jwt = SignedJWT.parse(http(app, token(app)).body());
            assertThat(jwt.getJWTClaimsSet().getIssuer()).isEqualTo("spn:" + app.id());
            String soap = soap(app, token(app)).body();
            for (App one : APPS) {
                assertThat(jwt.verify(new RSASSAVerifier(publicKey(one)))).isEqualTo(one.equals(app));
                assertThat(verifies(soap, one)).isEqualTo(one.equals(app));
                assertThat(one.key().uses()).as(one.id()).isEqualTo(one.equals(app) ? 2 : 0);
            }
            assertThat(accepted(app)).isEqualTo(before + 2);
        }
    }

    @Test
    @Tag("JI09")
    @Tag("P14")
    void aTokenForAnotherApplicationIsRefusedAndSignedByNobody() throws Exception {
        for (App meant : APPS) {
            for (App asked : APPS) {
                if (!meant.equals(asked)) {
                    refuses(asked, token(meant));
                }
            }
        }
    }

    private void refuses(App asked, String token) throws Exception {
        List<Long> before = counts();
        long wrong = wrongAudiences(asked);
        HttpResponse<String> http = http(asked, token);
        HttpResponse<String> soap = soap(asked, token);

        String reason = "Wrong audience, the token is meant for another application";
        assertThat(http.statusCode()).isEqualTo(401);
        assertThat(http.body()).isEqualTo("{\"Succeeded\":false,\"Reason\":\"" + reason + "\"}");
        assertThat(soap.statusCode()).isEqualTo(200);
        assertThat(soap.body())
                .contains("<Reason>" + reason + "</Reason>", "<Succeeded>false</Succeeded>")
                .doesNotContainPattern("SignedApplicationToken>[^<]");
        assertThat(APPS).extracting(app -> app.key().uses()).containsOnly(0);
        assertThat(counts()).isEqualTo(before);
        assertThat(wrongAudiences(asked)).isEqualTo(wrong + 2);
    }

    /** Of handshakes that were accepted, by application. */
    private List<Long> counts() throws JMException {
        return List.of(accepted(APPS.get(0)), accepted(APPS.get(1)), accepted(APPS.get(2)));
    }

    private long accepted(App app) throws JMException {
        return (Long) jmx.getAttribute(app.bean(), "Accepted");
    }

    private long wrongAudiences(App app) throws JMException {
        return JmxMetrics.sum(app.bean(), "erp_auth_handshakes_total", "reason=\"audience-wrong\"");
    }

    @Test
    void eachApplicationHasItsOwnEntryInJmx() throws JMException {
        for (App app : APPS) {
            assertThat(jmx.getAttribute(app.bean(), "ApplicationId")).isEqualTo(app.id());
            assertThat(jmx.getAttribute(app.bean(), "Healthy")).isEqualTo(true);
        }
        assertThat(jmx.queryNames(new ObjectName("org.erpconnector.auth:type=ConnectorAuth,*"), null))
                .hasSize(APPS.size());
    }

    @Test
    @Tag("K22")
    @Tag("L10")
    void noAttributeInJmxShowsAKeyOrAPassword() throws JMException {
        for (App app : APPS) {
            String[] names = List.of(jmx.getMBeanInfo(app.bean()).getAttributes()).stream()
                    .map(MBeanAttributeInfo::getName)
                    .toArray(String[]::new);
            List<Attribute> attributes = jmx.getAttributes(app.bean(), names).asList();
            assertThat(attributes).hasSize(names.length).hasSizeGreaterThan(10);
            assertThat(attributes.toString())
                    .doesNotContain(PASSWORD)
                    .doesNotContain(app.key().getPrivateExponent().toString())
                    .doesNotContain(app.key().getPrivateExponent().toString(16));
        }
    }

    private static String token(App app) {
        Map<String, String> claims = TestTokens.claims();
        claims.put("aud", "\"spn:" + app.id() + "\"");
        claims.put("nonce", "\"" + TestTokens.NONCE.substring(4) + (1000 + NONCES.incrementAndGet()) + "\"");
        return TestTokens.signed(
                TestTokens.header(caller.certificate()), claims, caller.pair().getPrivate());
    }

    private static HttpResponse<String> http(App app, String token) throws IOException, InterruptedException {
        return post(app.path() + "/authenticate", "application/jwt", token);
    }

    private static HttpResponse<String> soap(App app, String token) throws IOException, InterruptedException {
        return post(
                app.path() + "/Service.svc",
                "text/xml; charset=utf-8",
                "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><AuthenticationRequest"
                        + " xmlns=\"urn:x\"><SignedToken>" + token
                        + "</SignedToken></AuthenticationRequest></s:Body></s:Envelope>");
    }

    private static HttpResponse<String> post(String path, String type, String body)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + path);
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(uri)
                                .header("Content-Type", type)
                                .POST(HttpRequest.BodyPublishers.ofString(body))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
    }

    private static RSAPublicKey publicKey(App app) throws GeneralSecurityException {
        return (RSAPublicKey) KeyFactory.getInstance("RSA")
                .generatePublic(
                        new RSAPublicKeySpec(app.key().getModulus(), app.key().getPublicExponent()));
    }

    private static boolean verifies(String soap, App app) throws GeneralSecurityException {
        Matcher token =
                Pattern.compile(">([0-9A-F]{32}\\.[0-9]{12})\\.([^<]+)</").matcher(soap);
        assertThat(token.find()).as(soap).isTrue();
        Signature check = Signature.getInstance("SHA256withRSA");
        check.initVerify(publicKey(app));
        check.update(token.group(1).getBytes(StandardCharsets.US_ASCII));
        return check.verify(Base64.getDecoder().decode(token.group(2)));
    }
}
