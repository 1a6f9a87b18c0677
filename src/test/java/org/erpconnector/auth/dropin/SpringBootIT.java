package org.erpconnector.auth.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import org.erpconnector.auth.it.Caller;
import org.erpconnector.auth.it.Connector;
import org.erpconnector.auth.simulator.DemoKeys;
import org.erpconnector.auth.testkit.Await;
import org.erpconnector.auth.testkit.Page;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The recipe for Spring Boot, pasted into a connector of its own: as an executable jar, and as a WAR. */
class SpringBootIT {
    private static final Pattern PORT = Pattern.compile("Tomcat started on port\\(?s?\\)?:? (\\d+)");
    private static final String APPLICATION = """
            package demo;

            import org.erpconnector.auth.ConnectorAuthFilter;
            import org.springframework.boot.SpringApplication;
            import org.springframework.boot.autoconfigure.SpringBootApplication;
            import org.springframework.boot.web.servlet.FilterRegistrationBean;
            import org.springframework.boot.web.servlet.support.SpringBootServletInitializer;
            import org.springframework.context.annotation.Bean;
            import org.springframework.core.Ordered;
            import org.springframework.web.bind.annotation.PostMapping;
            import org.springframework.web.bind.annotation.RequestBody;
            import org.springframework.web.bind.annotation.RestController;

            @SpringBootApplication
            @RestController
            public class Demo extends SpringBootServletInitializer {
                public static void main(String[] arguments) {
                    SpringApplication.run(Demo.class, arguments);
                }

                @PostMapping("/Services/ErpConnectorWS.svc")
                String length(@RequestBody String body) {
                    return Integer.toString(body.length());
                }

            %s
            }
            """;

    @TempDir
    private Path folder;

    private DemoKeys keys;
    private UnpackedWar war;

    @BeforeEach
    void makeKeys() throws IOException {
        keys = DemoKeys.make(folder.resolve("keys"));
        war = new UnpackedWar(Files.createDirectory(folder.resolve("war")));
    }

    /** The same application for both: its classes and properties, and the libraries that it brings. */
    private void build(String boot, String... more) throws IOException {
        List<Path> jars = new ArrayList<>(ServletApi.jarsOf(boot));
        jars.removeIf(jar -> jar.getFileName().toString().startsWith("spring-boot-loader"));
        war.addLibraries(jars);
        war.addLibraries(List.of(ServletApi.JAKARTA.bundle()));
        Path source = folder.resolve("Demo.java");
        Files.writeString(
                source, APPLICATION.formatted(Page.manual("recipes").block("## Spring Boot 3 and 4", "java")));
        war.compile(ServletApi.JAKARTA, source);
        List<String> properties = new ArrayList<>(List.of(
                "server.port=0",
                "server.address=127.0.0.1",
                "management.endpoints.web.exposure.include=health,prometheus",
                "erp-auth.application-id=" + keys.applicationId(),
                "erp-auth.environment=custom",
                "erp-auth.authenticate-path=/authenticate",
                "erp-auth.application-key=" + keys.application().keystore(),
                "erp-auth.application-key-password=" + keys.application().password(),
                "erp-auth.caller-keys=" + keys.callerCertificate()));
        properties.addAll(List.of(more));
        war.write(
                "WEB-INF/classes/application.properties",
                String.join("\n", properties).replace('\\', '/'));
    }

    @ParameterizedTest
    @ValueSource(strings = {"boot3", "boot4"})
    void theHandshakeIsAnsweredInAnExecutableJar(String boot) throws Exception {
        build(boot);
        try (Running running = Running.of(executableJar(boot), folder.resolve("jar.log"))) {
            Connector connector = running.connector();
            answers(connector);
            assertThat(running.log()).contains("filter erpConnectorAuth started: ");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"boot3", "boot4"})
    void theHandshakeIsAnsweredInAWar(String boot) throws IOException {
        build(boot);
        List<Path> server = ServletApi.jarsOf(boot).stream()
                .filter(jar ->
                        jar.getFileName().toString().matches("(tomcat-embed-(core|el)|jakarta.annotation-api)-.*"))
                .toList();
        for (Path jar : server) {
            Files.delete(war.lib().resolve(jar.getFileName()));
        }
        Path output = Files.createDirectory(folder.resolve("server"));
        try (WarProcess tomcat = WarProcess.start(
                TomcatMain.class,
                List.of(war.folder().toString(), output.resolve("base").toString()),
                server,
                List.of(),
                output,
                // The first line on its standard output says how the server came up.
                Map.of("spring.main.banner-mode", "off", "logging.threshold.console", "OFF"),
                Map.of())) {
            answers(tomcat.connector());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"boot3", "boot4"})
    void withABadSettingNothingIsServedAndTheLogSaysWhere(String boot) throws Exception {
        build(boot, "erp-auth.clock-skew=3000");
        try (Running running = Running.of(executableJar(boot), folder.resolve("jar.log"))) {
            assertThat(post(running.connector()).statusCode()).isEqualTo(503);
            assertThat(running.log())
                    .contains("clock-skew [3000 from Spring's Environment erp-auth.clock-skew]: not accepted.");
        }
    }

    private void answers(Connector connector) {
        for (String contract : List.of("connector-parameter", "connector-message", "mirroring", "http-jwt")) {
            connector.accepts(keys, contract);
        }
        assertThat(connector
                        .handshake(keys, "connector-parameter", "--signed-by", "foreign")
                        .text())
                .contains("Failed to validate authentication request");
        assertThat(connector.get("/actuator/prometheus").body())
                .contains("erp_auth_handshakes_total{", "erp_auth_handshake_seconds_count");
        assertThat(post(connector).body())
                .isEqualTo(Integer.toString(operation().length()));
    }

    private static String operation() {
        return Caller.connectorMessage("x").replace("Authenticate", "WSGetActors");
    }

    private static HttpResponse<String> post(Connector connector) {
        return connector.post(Connector.SERVICE, Caller.SOAP_11, operation());
    }

    /** As Spring's own plugin builds it: the loader unpacked, the libraries stored whole. */
    private Path executableJar(String boot) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(Attributes.Name.MAIN_CLASS, "org.springframework.boot.loader.launch.JarLauncher");
        manifest.getMainAttributes().putValue("Start-Class", "demo.Demo");
        manifest.getMainAttributes().putValue("Spring-Boot-Classes", "BOOT-INF/classes/");
        manifest.getMainAttributes().putValue("Spring-Boot-Lib", "BOOT-INF/lib/");
        Path jar = folder.resolve("connector.jar");
        Path loader = ServletApi.jarsOf(boot).stream()
                .filter(file -> file.getFileName().toString().startsWith("spring-boot-loader"))
                .findFirst()
                .orElseThrow();
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                JarFile unpacked = new JarFile(loader.toFile());
                Stream<Path> files = Files.walk(war.folder().resolve("WEB-INF"))) {
            for (JarEntry entry : Collections.list(unpacked.entries())) {
                if (entry.getName().endsWith(".class")) {
                    stored(out, entry.getName(), unpacked.getInputStream(entry).readAllBytes());
                }
            }
            for (Path content : files.sorted().toList()) {
                String name = "BOOT-INF/" + war.folder().resolve("WEB-INF").relativize(content);
                if (Files.isDirectory(content)) {
                    // The loader looks for the folders themselves.
                    stored(out, name.endsWith("/") ? name : name + "/", new byte[0]);
                } else {
                    stored(out, name, Files.readAllBytes(content));
                }
            }
        }
        return jar;
    }

    private static void stored(JarOutputStream out, String name, byte[] bytes) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        CRC32 checksum = new CRC32();
        checksum.update(bytes);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(checksum.getValue());
        entry.setLastModifiedTime(FileTime.fromMillis(0));
        out.putNextEntry(entry);
        out.write(bytes);
        out.closeEntry();
    }

    /** {@code java -jar}, until it is closed. */
    private record Running(Process process, Path output) implements AutoCloseable {
        static Running of(Path jar, Path output) throws IOException {
            return new Running(
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "java")
                                            .toString(),
                                    "-XX:TieredStopAtLevel=1",
                                    "-Xmx512m",
                                    "-jar",
                                    jar.toString())
                            .redirectErrorStream(true)
                            .redirectOutput(output.toFile())
                            .start(),
                    output);
        }

        Connector connector() throws Exception {
            Await.until(
                    "the application has started, or ended",
                    () -> PORT.matcher(log()).find() || !process.isAlive());
            Matcher port = PORT.matcher(log());
            assertThat(port.find()).as(log()).isTrue();
            return new Connector(URI.create("http://127.0.0.1:" + port.group(1)));
        }

        String log() throws IOException {
            return Files.readString(output);
        }

        @Override
        public void close() {
            process.destroyForcibly();
        }
    }
}
