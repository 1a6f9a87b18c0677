package org.erpconnector.auth.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.LifecycleState;
import org.apache.catalina.startup.Tomcat;
import org.erpconnector.auth.simulator.DemoKeys;
import org.erpconnector.auth.simulator.Simulator;
import org.erpconnector.auth.testkit.Page;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manual's recipe for Tomcat, pasted into a web application that has README's snippet in its web.xml. */
class TomcatRecipeTest {
    private static final Logger CATALINA = Logger.getLogger("org.apache.catalina");

    @TempDir
    Path folder;

    private final Tomcat tomcat = new Tomcat();
    private final StringBuilder logged = new StringBuilder();
    private final Handler handler = new Handler() {
        @Override
        public synchronized void publish(LogRecord line) {
            for (Throwable t = line.getThrown(); t != null; t = t.getCause()) {
                logged.append(t.getMessage()).append('\n');
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    };
    private DemoKeys keys;

    @BeforeEach
    void makeKeys() throws IOException {
        keys = DemoKeys.make(folder.resolve("keys"));
        CATALINA.addHandler(handler);
        CATALINA.setUseParentHandlers(false);
    }

    @AfterEach
    void stop() throws LifecycleException {
        CATALINA.removeHandler(handler);
        CATALINA.setUseParentHandlers(true);
        tomcat.stop();
        tomcat.destroy();
    }

    @Test
    void aKeystoreBoundAsAResourceAnswersTheHandshake() throws Exception {
        Context application = deploy(recipe());
        assertThat(application.getState()).isEqualTo(LifecycleState.STARTED);
        String base = "http://127.0.0.1:" + tomcat.getConnector().getLocalPort() + "/app";
        Path properties = folder.resolve("demo.properties");
        Files.writeString(
                properties,
                Files.readString(keys.properties()) + "\nendpoint.soap=" + URI.create(base + "/service") + "\n");
        List<String> handshake =
                List.of("handshake", "--properties", properties.toString(), "--contract", "connector-message");
        assertThat(Simulator.run(handshake.toArray(String[]::new), System.out, System.err))
                .isZero();
    }

    @Test
    void aWrongPasswordInTheResourceKeepsTheApplicationFromStarting() throws Exception {
        String wrong = recipe().replaceFirst("password=\"[^\"]*\"", "password=\"wrong\"");
        assertThat(deploy(wrong).getState()).isNotEqualTo(LifecycleState.STARTED);
        assertThat(logged.toString())
                .contains("application-key [JNDI resource application-key -> "
                        + keys.application().keystore())
                .contains("the password does not open the PKCS12 keystore")
                .doesNotContain(keys.application().password());
    }

    private String recipe() {
        return Page.manual("recipes")
                .block("## Tomcat 10.1: a keystore as a JNDI resource", "xml")
                .replace(
                        "/etc/erp/application.p12",
                        keys.application().keystore().toString())
                .replace("changeit", keys.application().password())
                .replace("/etc/erp/superoffice.crt", keys.callerCertificate().toString());
    }

    private Context deploy(String contextXml) throws IOException, LifecycleException {
        Path application = Files.createDirectories(folder.resolve("app"));
        Files.createDirectories(application.resolve("META-INF"));
        Files.createDirectories(application.resolve("WEB-INF"));
        Files.writeString(application.resolve("META-INF/context.xml"), contextXml);
        Files.writeString(application.resolve("WEB-INF/web.xml"), webXml());
        tomcat.setBaseDir(folder.toString());
        tomcat.setSilent(true);
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.enableNaming();
        Context context = tomcat.addWebapp("/app", application.toString());
        context.setConfigFile(
                application.resolve("META-INF/context.xml").toUri().toURL());
        // The class path of the tests is no server's lib folder; to scan it takes longer than everything else.
        context.getJarScanner().setJarScanFilter((type, jar) -> false);
        context.setParentClassLoader(getClass().getClassLoader());
        tomcat.start();
        return context;
    }

    private String webXml() {
        return "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">"
                + Page.readme()
                        .block("## Paste this", "xml")
                        .replace("YOUR-CLIENT-ID", keys.applicationId())
                        .replace("production", "custom")
                + "</web-app>";
    }
}
