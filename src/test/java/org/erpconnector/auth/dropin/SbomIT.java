package org.erpconnector.auth.dropin;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.erpconnector.auth.testkit.Page;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The list of parts in each jar. It is kept by hand, so that it is there without a network; here it is held to what the
 * build resolved and to what the parts say of themselves.
 */
@Tag("F70")
class SbomIT {
    private static final Pattern LICENSE = Pattern.compile("META-INF/(\\w+)-LICENSE");
    private static final Pattern PARSER_VERSION =
            Pattern.compile("<artifactId>fastdoubleparser</artifactId>\\s*<version>([^<]+)</version>");

    static Stream<Path> libraries() {
        return Stream.of(ServletApi.values()).flatMap(api -> Stream.of(api.library(), api.bundle()));
    }

    @ParameterizedTest
    @MethodSource("libraries")
    void everyLibraryNamesTheJarsThatItNeedsOrHolds(Path jar) throws Exception {
        Map<String, Object> sbom = sbom(jar, "erp-connector-auth");
        Map<String, String> listed = components(sbom).stream()
                .collect(toMap(part -> part.get("name") + "-" + part.get("version") + ".jar", SbomIT::sha256));
        Map<String, String> resolved = Stream.concat(
                        ServletApi.jarsOf("dependencies").stream(),
                        // What the bundles have for older Javas, and nothing else has.
                        ServletApi.jarsOf("jvmdowngrader").stream()
                                .filter(file -> file.toString().matches(".*-java-api-[0-9.]+\\.jar")
                                        && jar.getFileName().toString().contains("-bundle")))
                .collect(toMap(file -> file.getFileName().toString(), SbomIT::sha256));
        assertThat(listed).isEqualTo(resolved);
        assertThat(graph(sbom))
                .containsAll(components(sbom).stream()
                        .map(part -> (String) part.get("bom-ref"))
                        .toList());
    }

    /** What others have copied into their jars, and say so beside their licence. */
    @Test
    void partsOfPartsAreNamedToo() throws Exception {
        Map<String, Object> sbom = sbom(ServletApi.JAKARTA.bundle(), "erp-connector-auth");
        for (Path dependency : ServletApi.jarsOf("dependencies")) {
            Map<String, Object> part = components(sbom).stream()
                    .filter(of -> dependency.endsWith(of.get("name") + "-" + of.get("version") + ".jar"))
                    .findFirst()
                    .orElseThrow();
            Set<String> copied = entries(dependency).stream()
                    .map(LICENSE::matcher)
                    .filter(Matcher::matches)
                    .map(name -> name.group(1))
                    .collect(toSet());
            assertThat(components(part)).extracting(inner -> inner.get("name")).containsAll(copied);
            if (dependency.getFileName().toString().startsWith("jackson-core-")) {
                Matcher version = PARSER_VERSION.matcher(
                        text(dependency, "META-INF/maven/com.fasterxml.jackson.core/jackson-core/pom.xml"));
                assertThat(version.find()).isTrue();
                assertThat(copied).contains("FastDoubleParser", "Schubfach");
                assertThat(components(part))
                        .extracting(inner -> inner.get("version"))
                        .contains(version.group(1));
            }
        }
    }

    @Test
    void theCommandLinesNameTheJarsThatTheyHold() throws Exception {
        Path doctor = ServletApi.ours("-doctor");
        assertThat(names(sbom(doctor, "erp-connector-auth-doctor")))
                .containsExactlyInAnyOrder("erp-connector-auth", "picocli");
        assertThat(components(sbom(doctor, "erp-connector-auth")))
                .isEqualTo(components(sbom(ServletApi.JAKARTA.library(), "erp-connector-auth")));
        Path simulator = ServletApi.ours("-simulator");
        assertThat(names(sbom(simulator, "erp-connector-auth-simulator")))
                .containsExactlyInAnyOrder("nimbus-jose-jwt", "picocli");
        for (Path list : List.of(doctor, simulator)) {
            String name = list.equals(doctor) ? "erp-connector-auth-doctor" : "erp-connector-auth-simulator";
            for (Map<String, Object> part : components(sbom(list, name))) {
                if (!part.get("name").equals("erp-connector-auth")) {
                    Path jar = onClassPath(part.get("name") + "-" + part.get("version") + ".jar");
                    assertThat(sha256(part)).isEqualTo(sha256(jar));
                    assertThat(components(part))
                            .extracting(inner -> inner.get("purl"))
                            .containsExactlyInAnyOrderElementsOf(copiedInto(jar, part));
                }
            }
        }
    }

    @Test
    void theManualSaysWhatEachPartWeighs() throws IOException {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("this project", "org/erpconnector/auth/(?!shaded/).*");
        parts.put("Jackson: core, databind, annotations", ".*/shaded/com/fasterxml/.*");
        parts.put("jjwt: api, impl, jackson", ".*/shaded/io/jsonwebtoken/.*");
        parts.put("JvmDowngrader, its stubs", ".*/shaded/xyz/.*");
        parts.put("picocli", ".*/shaded/picocli/.*");
        parts.put("nimbus-jose-jwt, with a Gson of its own", ".*/shaded/com/nimbusds/.*");
        Page page = Page.manual("dependencies");
        for (Map.Entry<String, String> part : parts.entrySet()) {
            String weights = "";
            for (String jar : List.of("-bundle", "-doctor", "-simulator")) {
                weights += " " + megabytes(ServletApi.ours(jar), part.getValue()) + "|";
            }
            assertThat(page.text())
                    .containsPattern(Pattern.quote("| " + part.getKey() + " |") + ".*" + Pattern.quote("|" + weights));
        }
    }

    private static String megabytes(Path jar, String entries) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            double sum = file.stream()
                            .filter(entry -> entry.getName().matches(entries))
                            .mapToLong(ZipEntry::getCompressedSize)
                            .sum()
                    / 1e6;
            return sum == 0 ? "" : String.format(Locale.ROOT, sum < 0.05 ? "%.2f MB " : "%.1f MB ", sum);
        }
    }

    /** Not by its classes, of which Payara has others of the same names. */
    private static Path onClassPath(String jar) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(file -> file.endsWith(jar))
                .findFirst()
                .orElseThrow(() -> new AssertionError(jar + " is not what the build resolved"));
    }

    /** What Maven has left in a jar of those that were packed into it. */
    private static List<Object> copiedInto(Path jar, Map<String, Object> part) throws IOException {
        List<Object> purls = new ArrayList<>();
        for (String entry : entries(jar)) {
            if (entry.endsWith("/pom.properties")) {
                Properties of = new Properties();
                of.load(new StringReader(text(jar, entry)));
                purls.add("pkg:maven/" + of.getProperty("groupId") + "/" + of.getProperty("artifactId") + "@"
                        + of.getProperty("version"));
            }
        }
        purls.remove(part.get("purl"));
        return purls;
    }

    private static List<Object> names(Map<String, Object> sbom) {
        return components(sbom).stream().map(part -> part.get("name")).toList();
    }

    /** The one of a jar, whose own name and version are right. */
    private static Map<String, Object> sbom(Path jar, String name) throws Exception {
        assertThat(entries(jar).stream().filter(entry -> entry.matches("META-INF/sbom/.+")))
                .contains("META-INF/sbom/" + name + ".cdx.json")
                .hasSize(jar.equals(ServletApi.ours("-doctor")) ? 2 : 1);
        String text = text(jar, "META-INF/sbom/" + name + ".cdx.json");
        assertThat(text).contains("\"bomFormat\": \"CycloneDX\"").doesNotContain("${");
        Map<String, Object> sbom = JSONObjectUtils.parse(text);
        assertThat(JSONObjectUtils.getJSONObject(JSONObjectUtils.getJSONObject(sbom, "metadata"), "component"))
                .containsEntry("name", name)
                .containsEntry("version", System.getProperty("project.version"));
        return sbom;
    }

    private static List<Map<String, Object>> components(Map<String, Object> of) {
        return objects(of.get("components"));
    }

    private static Set<String> graph(Map<String, Object> sbom) {
        return objects(sbom.get("dependencies")).stream()
                .map(node -> (String) node.get("ref"))
                .collect(toSet());
    }

    private static String sha256(Map<String, Object> part) {
        return (String) objects(part.get("hashes")).get(0).get("content");
    }

    private static String sha256(Path file) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
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

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> objects(Object list) {
        return list == null ? List.of() : (List<Map<String, Object>>) list;
    }
}
