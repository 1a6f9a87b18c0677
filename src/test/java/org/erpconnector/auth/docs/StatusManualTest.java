package org.erpconnector.auth.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.erpconnector.auth.simulator.DemoKeys;
import org.erpconnector.auth.testkit.Page;
import org.erpconnector.auth.testkit.Shell;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the manual says of switching the status page on, pasted into a web application on Tomcat, and its commands. */
class StatusManualTest {
    private static final Page MANUAL = Page.manual("status");
    private static final String USER = "night";
    private static final String LOGIN = "its password";

    @TempDir
    Path folder;

    private final Tomcat tomcat = new Tomcat();
    private DemoKeys keys;

    @BeforeEach
    void makeKeys() throws IOException {
        keys = DemoKeys.make(folder.resolve("keys"));
    }

    @AfterEach
    void stop() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    private List<String> blocks(String kind) {
        return MANUAL.blocks().stream()
                .filter(block -> block.kind().equals(kind))
                .map(Page.Block::text)
                .toList();
    }

    @Test
    void thePasswordIsMadeForTheServersUserAloneAndCurlIsShownThePage() throws Exception {
        Shell shell = new Shell(folder, List.of(), Map.of());
        String make = blocks("shell").get(0);
        shell.run(here(make));
        Path password = folder.resolve("status-password");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(password)))
                .isEqualTo("rw-------");
        deploy(here(blocks("xml").get(0)), "");
        String ask = blocks("shell").get(1);
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/curl")), "there is no curl on this machine");
        assertThat(shell.run(here(ask).replace("8080", String.valueOf(port()))))
                .startsWith("{\"product\":\"erp-connector-auth\"")
                .contains("\"kind\":\"answering\"");
    }

    @Test
    void theServersLoginShowsThePageToWhoIsInTheRole() throws Exception {
        String role =
                "<init-param><param-name>status-path</param-name><param-value>/erp-auth</param-value></init-param>"
                        + "<init-param><param-name>status-role</param-name><param-value>operator</param-value></init-param>";
        tomcat.addUser(USER, LOGIN);
        tomcat.addRole(USER, "operator");
        tomcat.addUser("other", LOGIN);
        tomcat.addRole("other", "cashier");
        deploy(role, blocks("xml").get(1));
        assertThat(status(USER)).isEqualTo(200);
        assertThat(status("other")).isEqualTo(403);
        assertThat(status("nobody")).isEqualTo(401);
    }

    /** Then nobody is logged in, and the connector answers, which has nothing there. */
    @Test
    void withoutTheConstraintNobodyIsInTheRole() throws Exception {
        String role =
                "<init-param><param-name>status-path</param-name><param-value>/erp-auth</param-value></init-param>"
                        + "<init-param><param-name>status-role</param-name><param-value>operator</param-value></init-param>";
        tomcat.addUser(USER, LOGIN);
        tomcat.addRole(USER, "operator");
        deploy(role, "");
        assertThat(status(USER)).isEqualTo(404);
    }

    private String here(String text) {
        return text.replace("/etc/erp", folder.toString());
    }

    private int port() {
        return tomcat.getConnector().getLocalPort();
    }

    private int status(String user) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create("http://127.0.0.1:" + port() + "/connector/erp-auth")
                        .toURL()
                        .openConnection();
        connection.setRequestProperty(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + LOGIN).getBytes(StandardCharsets.UTF_8)));
        return connection.getResponseCode();
    }

    private void deploy(String params, String rest) throws IOException, LifecycleException {
        Path application =
                Files.createDirectories(folder.resolve("app/WEB-INF")).getParent();
        Files.writeString(application.resolve("WEB-INF/web.xml"), webXml(params, rest));
        tomcat.setBaseDir(folder.toString());
        tomcat.setSilent(true);
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addWebapp("/connector", application.toString());
        context.getJarScanner().setJarScanFilter((type, jar) -> false);
        context.setParentClassLoader(getClass().getClassLoader());
        tomcat.start();
    }

    private String webXml(String params, String rest) {
        String more = param("application-key", keys.application().keystore())
                + param("application-key-password", keys.application().password())
                + param("caller-keys", keys.callerCertificate())
                + params;
        return "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">"
                + Page.readme()
                        .block("## Paste this", "xml")
                        .replace("YOUR-CLIENT-ID", keys.applicationId())
                        .replace("production", "custom")
                        .replaceFirst("(?s)(.*</init-param>)", "$1" + java.util.regex.Matcher.quoteReplacement(more))
                + rest + "</web-app>";
    }

    private static String param(String name, Object value) {
        return "<init-param><param-name>" + name + "</param-name><param-value>" + value + "</param-value></init-param>";
    }
}
