package org.erpconnector.auth.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.ServletException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.erpconnector.auth.ConnectorAuthFilter;
import org.erpconnector.auth.servlet.FilterLifecycle;
import org.erpconnector.auth.testkit.Page;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What README says is what happens: its snippet, its message at start. */
class ReadmeTest {
    private static final int LONGEST = 200;

    @Test
    void isShortEnoughToBeRead() {
        assertThat(Page.readme().text().lines().count()).isLessThanOrEqualTo(LONGEST);
    }

    @Test
    void theSnippetNamesTheFilterAndSettingsThatExist() {
        assertThat(snippet()).containsOnlyKeys("application-id", "environment");
        assertThat(Page.readme().section("## Paste this"))
                .contains("<filter-class>" + ConnectorAuthFilter.class.getName() + "</filter-class>")
                .contains("<url-pattern>/*</url-pattern>");
    }

    @Test
    void theCoordinatesAreThoseOfTheBuild() throws IOException {
        String coordinates = Page.readme()
                .section("## Get the jar")
                .lines()
                .filter(line -> line.matches("  <(groupId|artifactId|version)>.*"))
                .map(String::strip)
                .collect(Collectors.joining());
        assertThat(Files.readString(Path.of("pom.xml")).replaceAll(">\\s+<", "><"))
                .contains("<modelVersion>4.0.0</modelVersion>" + coordinates + "<packaging>");
    }

    @Test
    void theClassifiersAreThoseOfTheBuild() throws IOException {
        String pom = Files.readString(Path.of("pom.xml"));
        List<String> named = Pattern.compile("(?:`-|<classifier>)([a-z-]+)")
                .matcher(Page.readme().section("## Get the jar"))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(named)
                .contains("bundle", "javax", "bundle-javax")
                .allSatisfy(name -> assertThat(pom).containsIgnoringCase("classifier>" + name + "</"));
    }

    /** What it leaves out is left out by the plugins' own names. */
    @Test
    void theBuildCommandIsOfThisBuild() throws IOException {
        assertThat(Page.readme().block("## Get the jar", "shell").split(" "))
                .containsExactly("mvn", "-q", "-DskipTests", "-Dinvoker.skip", "install");
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<skipTests>false</skipTests>", "maven-invoker-plugin", "maven-install-plugin");
    }

    /** Pasted as it stands it does not start. */
    @Test
    @Tag("F50")
    void theSnippetAloneAsksForTheClientId() {
        assertThatThrownBy(() ->
                        FilterLifecycle.start("erp-connector-auth", snippet(), attribute -> null, Clock.systemUTC()))
                .isInstanceOf(ServletException.class)
                .hasMessageContaining("1 problem")
                .hasMessageContaining("application-id [YOUR-CLIENT-ID from init-param application-id]: not accepted.");
    }

    /** With the client id, but without keys; it says what is still needed. */
    @Test
    void theSnippetAsksForTheKeys() {
        Map<String, String> snippet = snippet();
        snippet.put("application-id", "4711");
        assertThatThrownBy(() ->
                        FilterLifecycle.start("erp-connector-auth", snippet, attribute -> null, Clock.systemUTC()))
                .isInstanceOf(ServletException.class)
                .hasMessageContaining("2 problems")
                .hasMessageContaining("application-key: not set")
                .hasMessageContaining("caller-keys: not set");
    }

    @Test
    void theMessageAtStartIsTheOneShown() {
        Map<String, String> params = new LinkedHashMap<>();
        params.put("environment", "live");
        params.put("clock-skw", "10");
        List<String> shown = Page.readme()
                .block("## Where to look when it does not", "")
                .lines()
                .toList();
        assertThatThrownBy(
                        () -> FilterLifecycle.start("erp-connector-auth", params, attribute -> null, Clock.systemUTC()))
                .satisfies(e -> assertThat(e.getMessage().lines().toList()).containsExactlyInAnyOrderElementsOf(shown));
    }

    private static Map<String, String> snippet() {
        Map<String, String> params = new LinkedHashMap<>();
        Matcher param = Pattern.compile("<param-name>(.*?)</param-name>\\s*<param-value>(.*?)</param-value>")
                .matcher(Page.readme().section("## Paste this"));
        while (param.find()) {
            params.put(param.group(1), param.group(2));
        }
        return params;
    }
}
