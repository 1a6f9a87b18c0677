package org.erpconnector.auth.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is in the jars that get into a WAR, and what is not: the administrator's tools are jars of their own. */
class WarJarIT {
    private static final String OURS = "org/erpconnector/";
    private static final String SHADED = "org.erpconnector.auth.shaded.";
    private static final String WRITES = "java\\.security\\.KeyStore\\.(store|setKeyEntry|setEntry)\\(.*"
            + "|java\\.nio\\.file\\.Files\\.(write|new(OutputStream|ByteChannel|BufferedWriter)|copy|move).*"
            + "|java\\.io\\.(FileOutputStream|FileWriter|PrintWriter|PrintStream|RandomAccessFile)\\.<init>\\(.*";

    static Stream<Path> jars() {
        return Stream.of(ServletApi.values()).flatMap(api -> Stream.of(api.library(), api.bundle()));
    }

    @ParameterizedTest
    @MethodSource("jars")
    void noneHasACommandLine(Path jar) throws IOException {
        assertThat(entries(jar))
                .contains(OURS + "auth/ConnectorAuthFilter.class")
                .noneMatch(name -> name.matches(".*(/doctor/|/simulator/|picocli|nimbus|-doctor|-simulator).*"));
        assertThat(manifest(jar).getValue("Main-Class")).isNull();
        assertThat(classes(jar).flatMap(type -> type.getMethods().stream()).map(method -> method.getFullName()))
                .isNotEmpty()
                .noneMatch(name ->
                        name.endsWith(".main([Ljava.lang.String;)") || name.endsWith(".main(java.lang.String[])"));
    }

    /** Who gets code to run in the server finds nothing there that writes a key into a file. */
    @ParameterizedTest
    @MethodSource("jars")
    void nothingOfOursWritesFilesOrKeystores(Path jar) {
        assertThat(callsThatWrite(jar)).isEmpty();
    }

    @Test
    void theCommandLinesDoWriteThem() {
        assertThat(callsThatWrite(ServletApi.ours("-doctor"))).isNotEmpty();
        assertThat(callsThatWrite(ServletApi.ours("-simulator"))).isNotEmpty();
    }

    /** Found by a server, the doctor would be a filter that a deployment never asked for. */
    @Test
    void theCommandLinesAreNothingToAServer() throws IOException {
        for (String classifier : List.of("-doctor", "-simulator")) {
            assertThat(entries(ServletApi.ours(classifier)))
                    .noneMatch(
                            name -> name.equals("META-INF/beans.xml") || name.contains("ServletContainerInitializer"))
                    .filteredOn(name -> name.endsWith(".class"))
                    .allMatch(name -> name.startsWith(OURS));
        }
        assertThat(manifest(ServletApi.ours("-doctor")).getValue("Main-Class"))
                .isEqualTo("org.erpconnector.auth.doctor.Doctor");
        assertThat(manifest(ServletApi.ours("-simulator")).getValue("Main-Class"))
                .isEqualTo("org.erpconnector.auth.simulator.Simulator");
    }

    @Test
    void theBundleHoldsNoClassOutsideOfOurOwnPackages() throws IOException {
        List<String> names = entries(ServletApi.JAKARTA.bundle());
        assertThat(names.stream().filter(name -> name.endsWith(".class")))
                .isNotEmpty()
                .allMatch(name -> name.startsWith(OURS))
                .noneMatch(name -> name.endsWith("module-info.class"));
        assertThat(names)
                .allMatch(name -> name.startsWith(OURS) || name.startsWith("META-INF/") || name.equals("org/"));
        assertThat(names).noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|DSA|RSA|EC)"));
        assertThat(names)
                .contains(
                        "META-INF/beans.xml",
                        "META-INF/LICENSE",
                        "META-INF/licenses/jackson/LICENSE",
                        "META-INF/licenses/jackson/NOTICE",
                        "META-INF/licenses/jackson/FastDoubleParser-LICENSE");
    }

    @Test
    void theBundlesServicesAreFoundUnderTheirNewNames() throws IOException {
        Path bundle = ServletApi.JAKARTA.bundle();
        List<String> names = entries(bundle);
        List<String> services = names.stream()
                .filter(name -> name.matches("META-INF/services/[^/]+"))
                .toList();
        assertThat(services)
                .contains(
                        "META-INF/services/jakarta.servlet.ServletContainerInitializer",
                        "META-INF/services/" + SHADED + "io.jsonwebtoken.io.Serializer",
                        "META-INF/services/" + SHADED + "io.jsonwebtoken.io.Deserializer")
                .noneMatch(
                        name -> name.startsWith("META-INF/services/io.") || name.startsWith("META-INF/services/com."));
        for (String service : services) {
            assertThat(text(bundle, service).lines().filter(line -> !line.isBlank()))
                    .as(service)
                    .isNotEmpty()
                    .allMatch(provider -> names.contains(provider.replace('.', '/') + ".class"));
        }
    }

    @Test
    void theLibraryHoldsNothingOfOthers() throws IOException {
        assertThat(entries(ServletApi.JAKARTA.library()))
                .noneMatch(name -> name.contains("shaded") || name.contains("jsonwebtoken"));
        for (Path jar : jars().toList()) {
            assertThat(manifest(jar).getValue("Implementation-Version"))
                    .isEqualTo(System.getProperty("project.version"));
            assertThat(manifest(jar).getValue("Automatic-Module-Name")).isEqualTo("org.erpconnector.auth");
        }
    }

    private static List<String> callsThatWrite(Path jar) {
        return classes(jar)
                .flatMap(type -> type.getCodeUnitCallsFromSelf().stream())
                .map(call -> call.getTarget().getFullName())
                .filter(target -> target.matches(WRITES))
                .toList();
    }

    /** Our own: a thousand of Jackson's beside them take a minute to read. */
    private static Stream<JavaClass> classes(Path jar) {
        try (JarFile file = new JarFile(jar.toFile())) {
            return new ClassFileImporter()
                    .withImportOption(location -> !location.contains("/shaded/")).importJar(file).stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Attributes manifest(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.getManifest().getMainAttributes();
        }
    }

    private static List<String> entries(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().map(ZipEntry::getName).toList();
        }
    }

    private static String text(Path jar, String entry) throws IOException {
        try (JarFile file = new JarFile(jar.toFile());
                InputStream in = file.getInputStream(file.getEntry(entry))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
