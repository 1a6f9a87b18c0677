package org.erpconnector.auth.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.erpconnector.auth.config.Environment;
import org.erpconnector.auth.config.SettingValues;
import org.erpconnector.auth.keys.jwks.KeySetLocation;
import org.erpconnector.auth.keys.source.SuperOfficeCertificate;
import org.erpconnector.auth.testkit.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The manual as a whole, and what its pages for reviewers and contributors say of this project. */
class ManualTest {
    private static final Path MAIN = Path.of("src", "main", "java", "org", "erpconnector", "auth");
    private static final Path TESTS = Path.of("src", "test", "java");
    private static final Page SECURITY = Page.manual("security");
    private static final Page CONTRIBUTING = Page.manual("contributing");

    static List<Page> manual() {
        return Page.all().stream().filter(page -> !page.equals(Page.readme())).toList();
    }

    private static Set<String> names() {
        return manual().stream()
                .map(page -> page.name().replace(".md", ""))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void theIndexLeadsToEveryPage() {
        Set<String> linked = new TreeSet<>(Page.manual("index").links());
        linked.add("index.md");
        assertThat(linked).isEqualTo(names().stream().map(name -> name + ".md").collect(Collectors.toSet()));
    }

    @Test
    void theMenuOfTheSiteLeadsToEveryPageInTheOrderOfTheIndex() throws IOException {
        List<String> menu = all("href=\"(\\S+)\\.html\"", Files.readString(Path.of("src", "site", "site.xml")));
        assertThat(menu).containsExactlyInAnyOrderElementsOf(names()).startsWith("index");
        assertThat(menu.stream().skip(1).map(name -> name + ".md"))
                .containsExactlyElementsOf(Page.manual("index").links());
    }

    /** As HTML it has no other neighbours. */
    @ParameterizedTest
    @MethodSource("manual")
    void aPageOfTheManualLinksNoFileBesideIt(Page page) {
        assertThat(page.links()).noneMatch(link -> link.contains("/") && !link.matches("https?:.*"));
    }

    @Test
    void everyPromiseIsShownByTestsThatExist() throws IOException {
        Set<String> tests = testClasses();
        List<String> promises = SECURITY.section("## Promises")
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| promise "))
                .toList();
        assertThat(promises).hasSizeGreaterThan(10).allSatisfy(row -> {
            String shownBy = row.substring(row.lastIndexOf(" | "));
            assertThat(all("`(\\w+)`", shownBy)).as(row).isNotEmpty().allMatch(tests::contains);
        });
    }

    @Test
    void theRoomsAreThePackagesAsTheySayThemselves() throws IOException {
        Map<String, String> rooms = new LinkedHashMap<>();
        for (MatchResult row : rooms()) {
            rooms.put(row.group(1), row.group(3));
        }
        Map<String, String> packages = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(MAIN)) {
            for (Path file :
                    files.filter(path -> path.endsWith("package-info.java")).toList()) {
                String name = MAIN.relativize(file.getParent()).toString().replace('/', '.');
                packages.put(name.isEmpty() ? "filter" : name, firstSentence(Files.readString(file)));
            }
        }
        assertThat(rooms).containsExactlyInAnyOrderEntriesOf(packages);
    }

    private static String firstSentence(String source) {
        String text = source.substring(source.indexOf("/**") + 3, source.indexOf("*/"))
                .replaceAll("\\n \\* ?", " ")
                .replaceAll("\\s+", " ")
                .strip();
        return text.replaceFirst("\\. .*", ".");
    }

    /** Of those that are layers: who else may use them is said by rules of their own. */
    @Test
    void theRoomsAreUsedByWhomTheArchitectureAllows() throws IOException {
        Map<String, Set<String>> users = new LinkedHashMap<>();
        for (MatchResult row : rooms()) {
            users.put(row.group(1), Set.copyOf(all("`(\\w+)`", row.group(2))));
        }
        String rule = Files.readString(TESTS.resolve("org/erpconnector/auth/build/ArchitectureTest.java"));
        Matcher layer = Pattern.compile("\\.whereLayer\\(\"(\\w+)\"\\)\\s*\\.may(?:NotBeAccessedByAnyLayer\\(\\)"
                        + "|OnlyBeAccessedByLayers\\((.*?)\\))")
                .matcher(rule);
        Map<String, Set<String>> allowed = new LinkedHashMap<>();
        while (layer.find()) {
            String others = layer.group(2);
            allowed.put(layer.group(1), others == null ? Set.of() : Set.copyOf(all("\"(\\w+)\"", others)));
        }
        assertThat(allowed).hasSizeGreaterThan(8);
        assertThat(users).containsAllEntriesOf(allowed);
    }

    private static List<MatchResult> rooms() {
        return Pattern.compile("(?m)^\\| `(\\S+)` \\| (.*?) \\| (.*) \\|$")
                .matcher(CONTRIBUTING.section("## Rooms"))
                .results()
                .toList();
    }

    @Test
    void everyArtifactThatTheBuildNamesHasItsReason() throws IOException {
        Set<String> named =
                new TreeSet<>(all("<artifactId>([a-zA-Z][\\w.-]*)</artifactId>", Files.readString(Path.of("pom.xml"))));
        named.remove("erp-connector-auth");
        Set<String> listed = new TreeSet<>();
        for (String cell :
                all("(?m)^\\| (`.*?) \\|", Page.manual("dependencies").text())) {
            listed.addAll(all("`(.*?)`", cell));
        }
        // In the first table by their families.
        named.removeAll(
                Set.of("jackson-databind", "jjwt-api", "jjwt-impl", "jjwt-jackson", "nimbus-jose-jwt", "picocli"));
        assertThat(listed).isEqualTo(named);
    }

    @Test
    void aReleaseIsMadeByWhatEveryBuildTries() throws IOException {
        String command =
                Page.manual("releases").block("## Make a release", "shell").strip();
        assertThat(Files.readString(Path.of(".ci", "run")))
                .contains("\n" + command.replace("mvn ", "mvn -B -ntp ") + "\n");
    }

    @Test
    void theCommandsNameEveryProfile() throws IOException {
        Set<String> named = all("-P(\\S+) ", CONTRIBUTING.section("## Build")).stream()
                .flatMap(profiles -> Arrays.stream(profiles.split(",")))
                .collect(Collectors.toSet());
        Set<String> profiles = Set.copyOf(all("<profile>\\s*<id>(.*?)</id>", Files.readString(Path.of("pom.xml"))));
        assertThat(profiles).containsAll(named);
        // Switched on by -Dit.test, which the page names, and by what releases.md names.
        assertThat(profiles)
                .allMatch(profile -> named.contains(profile)
                        || Set.of("one-test", "signed", "api-baseline").contains(profile));
        assertThat(CONTRIBUTING.section("## Build")).contains("-Dit.test=");
    }

    /** What a change begins in, and what leads on. */
    @Test
    void whatAChangeTouchesIsThere() throws IOException {
        String section = CONTRIBUTING.section("## Adding something");
        assertThat(all("`([a-z]+(?:/[a-z]+)*/[A-Z]\\w+)`", section))
                .hasSizeGreaterThan(8)
                .allMatch(file -> Files.exists(MAIN.resolve(file + ".java")));
        assertThat(all("`([A-Z]\\w+(?:Test|Suite))`", section))
                .hasSizeGreaterThan(8)
                .allMatch(testClasses()::contains);
    }

    @Test
    void theCertificatesAreTheOnesThatAreExpected() {
        List<MatchResult> rows = Pattern.compile("(?m)^\\| `(\\w+)` \\| `(\\S+)` \\| `([0-9A-F]{40})` \\|")
                .matcher(Page.manual("protocol").section("## The certificates"))
                .results()
                .toList();
        assertThat(rows).hasSize(3).allSatisfy(row -> {
            Environment environment = Stream.of(Environment.values())
                    .filter(one -> one.label().equals(row.group(1)))
                    .findFirst()
                    .orElseThrow();
            assertThat(SuperOfficeCertificate.judge(row.group(3), environment)).isEmpty();
            SettingValues settings = SettingValues.given(
                    Map.of("environment", row.group(1), "caller-keys", "discovery", "application-id", "4711"), "test");
            assertThat(KeySetLocation.of(settings).orElseThrow().configuration())
                    .hasToString("https://" + row.group(2) + "/login/.well-known/openid-configuration");
        });
    }

    private static Set<String> testClasses() throws IOException {
        try (Stream<Path> files = Files.walk(TESTS)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.replace(".java", ""))
                    .collect(Collectors.toSet());
        }
    }

    private static List<String> all(String pattern, String text) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .toList();
    }
}
