package org.erpconnector.auth.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is in the jars for javax.servlet. */
class JavaxJarIT {
    private static final String OURS = "org/erpconnector/auth/";

    static Stream<Path> jars() {
        return Stream.of(ServletApi.JAVAX.library(), ServletApi.JAVAX.bundle());
    }

    @ParameterizedTest
    @MethodSource("jars")
    void everyClassIsInOurOwnPackages(Path jar) throws IOException {
        assertThat(entries(jar).keySet())
                .contains(OURS + "ConnectorAuthFilter.class")
                .allMatch(name -> name.startsWith(OURS) || name.startsWith("META-INF/"));
    }

    @ParameterizedTest
    @MethodSource("jars")
    void theServerFindsTheInitializerUnderItsOlderName(Path jar) throws IOException {
        assertThat(entries(jar))
                .containsEntry(
                        "META-INF/services/javax.servlet.ServletContainerInitializer",
                        "org.erpconnector.auth.ConnectorAuthInitializer\n")
                .doesNotContainKey("META-INF/services/jakarta.servlet.ServletContainerInitializer");
    }

    @ParameterizedTest
    @MethodSource("jars")
    void beansXmlIsOneThatOlderServersKnow(Path jar) throws IOException {
        assertThat(entries(jar).get("META-INF/beans.xml"))
                .contains("xmlns=\"http://xmlns.jcp.org/xml/ns/javaee\"")
                .contains("http://xmlns.jcp.org/xml/ns/javaee/beans_1_1.xsd")
                .contains("version=\"1.1\" bean-discovery-mode=\"annotated\"");
    }

    /** Its packages have never been renamed. */
    @ParameterizedTest
    @MethodSource("jars")
    void theSharedReplayStoreStillUsesJCache(Path jar) throws IOException {
        assertThat(entries(jar).get(OURS + "replay/NonceCache.class")).contains("javax/cache/Cache");
    }

    /**
     * The transformer overlooks the attribute that tells the components of a record, which nothing asks for. Members and
     * code, which javap shows without that attribute, have to be renamed altogether.
     */
    @ParameterizedTest
    @MethodSource("jars")
    void noMemberAndNoCodeSaysJakarta(Path jar) throws IOException {
        List<String> suspects = entries(jar).entrySet().stream()
                .filter(entry -> entry.getKey().endsWith(".class"))
                .filter(entry -> entry.getValue().contains("jakarta"))
                .map(entry -> entry.getKey().replace(".class", "").replace('/', '.'))
                .toList();
        assertThat(disassembled(jar, List.of("org.erpconnector.auth.servlet.ServletHead")))
                .contains("javax.servlet.http.HttpServletRequest");
        assertThat(disassembled(jar, suspects)).doesNotContain("jakarta");
    }

    private static String disassembled(Path jar, List<String> classes) {
        StringWriter text = new StringWriter();
        PrintWriter out = new PrintWriter(text);
        List<String> arguments = new ArrayList<>(List.of("-p", "-c", "-s", "-cp", jar.toString()));
        arguments.addAll(classes);
        int status = ToolProvider.findFirst("javap").orElseThrow().run(out, out, arguments.toArray(String[]::new));
        out.flush();
        assertThat(status).as(text.toString()).isZero();
        return text.toString();
    }

    /** Every file by its name; a class as the text that its bytes make in ISO 8859-1. */
    private static Map<String, String> entries(Path jar) throws IOException {
        Map<String, String> entries = new TreeMap<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry :
                    file.stream().filter(entry -> !entry.isDirectory()).toList()) {
                try (InputStream in = file.getInputStream(entry)) {
                    entries.put(entry.getName(), new String(in.readAllBytes(), StandardCharsets.ISO_8859_1));
                }
            }
        }
        return entries;
    }
}
