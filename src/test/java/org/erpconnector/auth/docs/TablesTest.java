package org.erpconnector.auth.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.erpconnector.auth.config.Setting;
import org.erpconnector.auth.reason.Reason;
import org.erpconnector.auth.testkit.Page;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The manual's tables of what the code declares. With {@code -Ddocs.write=true} they are written anew. */
class TablesTest {
    private static final Pattern VERSION = Pattern.compile("(\\d+\\.\\d+(?:\\.\\d+)+)");
    private static final Pattern VERSION_IN_POM = Pattern.compile("version>(\\d+\\.\\d+(?:\\.\\d+)+)");
    private static final Pattern SERVER_IN_POM = Pattern.compile(
            "<(?:payara\\d*|payara.server|tomcat\\d+|jetty\\d*|jetty.server|wildfly\\d*|liberty).version>(\\d+(?:\\.\\d+)+)");

    @Test
    void everySettingIsListedAsItIs() throws IOException {
        shows(
                Page.manual("settings"),
                "| name | default | meaning |\n|---|---|---|\n",
                Setting.all().stream()
                        .map(setting -> "| `" + setting.key() + "` |"
                                + setting.defaultText()
                                        .map(text -> " `" + text + "` |")
                                        .orElse(" |") + " " + setting.meaning() + " |\n")
                        .collect(Collectors.joining()));
    }

    @Test
    @Tag("F51")
    void everyReasonIsExplainedAsItIs() throws IOException {
        shows(
                Page.manual("reasons"),
                "| reason | who can act | what it means and what to do |\n|---|---|---|\n",
                Stream.of(Reason.values())
                        .map(reason -> "| `" + reason.code() + "` | "
                                + reason.actor().label() + " | " + reason.meaning() + ". " + reason.remedy() + " |\n")
                        .collect(Collectors.joining()));
    }

    /** The versions are those that the builds of the servers take. */
    @Test
    void theServersAreThoseOfTheMatrix() throws IOException {
        String poms = "";
        for (String pom : List.of("pom.xml", "src/it/pom.xml", "src/it/boot3/pom.xml", "src/it/boot4/pom.xml")) {
            poms += Files.readString(Path.of(pom));
        }
        Set<String> taken = found(VERSION_IN_POM, poms);
        String column = Page.manual("servers").blocks().stream()
                .filter(block -> block.kind().equals("table"))
                .flatMap(block -> block.text().lines())
                .map(row -> row.split("\\|", -1)[2])
                .collect(Collectors.joining("\n"));
        assertThat(found(VERSION, column)).hasSizeGreaterThan(10).isSubsetOf(taken);
        assertThat(column).contains(found(SERVER_IN_POM, poms));
    }

    private static Set<String> found(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(version -> version.group(1)).collect(Collectors.toSet());
    }

    private static void shows(Page page, String head, String rows) throws IOException {
        String text = page.text();
        int start = text.indexOf(head);
        assertThat(start).as("%s has the table %s", page.file(), head).isNotNegative();
        int first = start + head.length();
        int end = first;
        while (text.startsWith("|", end)) {
            end = text.indexOf('\n', end) + 1;
        }
        if (Boolean.getBoolean("docs.write")) {
            Files.writeString(page.file(), text.substring(0, first) + rows + text.substring(end));
        } else {
            assertThat(text.substring(first, end))
                    .as("the table in %s; -Ddocs.write=true writes it anew", page.file())
                    .isEqualTo(rows);
        }
    }
}
