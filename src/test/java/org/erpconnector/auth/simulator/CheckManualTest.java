package org.erpconnector.auth.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the manual's page of the conformance kit says is what it does. */
class CheckManualTest {

    private static final Path PAGE = Path.of("src/site/markdown/conformance.md");

    @TempDir
    Path folder;

    @Test
    void theGroupsAreTheOnesShown() throws IOException {
        String table = Arrays.stream(CaseGroup.values())
                .map(group -> "| " + group.letter() + " | " + group.title() + " | "
                        + group.cases().size() + " | "
                        + Arrays.stream(Profile.values())
                                .filter(group.profiles()::contains)
                                .map(Profile::toString)
                                .collect(Collectors.joining(", "))
                        + " |")
                .collect(Collectors.joining("\n"));
        assertThat(Files.readString(PAGE)).contains("\n|---|---|---|---|\n" + table + "\n\n");
    }

    @Test
    void everyCaseHasANumberOfItsOwnARuleAndASource() {
        List<Case> all = Arrays.stream(CaseGroup.values())
                .flatMap(group -> group.cases().stream())
                .toList();
        assertThat(all).extracting(Case::id).doesNotHaveDuplicates().allMatch(id -> id.matches("[A-Z]-\\d\\d"));
        for (CaseGroup group : CaseGroup.values()) {
            assertThat(group.cases()).extracting(Case::rule).doesNotHaveDuplicates();
            assertThat(group.cases()).allSatisfy(one -> {
                assertThat(one.group()).isEqualTo(group);
                assertThat(one.source()).isNotBlank();
                assertThat(one.rule()).matches("[\\x20-\\x7e]+[^.]");
            });
        }
    }

    @Test
    void theCommandWorksAsShown() throws Exception {
        Matcher command = Pattern.compile("(?m)^java -jar \\S+-simulator\\.jar (check --properties .*)$")
                .matcher(Files.readString(PAGE));
        assertThat(command.find()).isTrue();
        DemoKeys keys = DemoKeys.make(folder.resolve("keys"));
        try (StubConnector connector = new StubConnector(keys)) {
            Path properties = folder.resolve("demo.properties");
            Files.writeString(
                    properties,
                    Files.readString(keys.properties()) + "endpoint.soap=" + connector.at(StubConnector.SERVICE)
                            + "\nendpoint.http=" + connector.at(StubConnector.AUTHENTICATE) + "\n");
            // file names are the words with a dot
            String[] arguments = Stream.of(command.group(1).split(" ", -1))
                    .map(word -> word.contains(".") ? folder.resolve(word).toString() : word)
                    .toArray(String[]::new);
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
            assertThat(Simulator.run(arguments, out, out))
                    .as(printed.toString(StandardCharsets.UTF_8))
                    .isZero();
            assertThat(printed.toString(StandardCharsets.UTF_8)).contains("PASSED: ");
            assertThat(folder.resolve("report.html")).isNotEmptyFile();
            assertThat(folder.resolve("report.xml")).isNotEmptyFile();
        }
    }
}
