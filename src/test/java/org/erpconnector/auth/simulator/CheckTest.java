package org.erpconnector.auth.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The command {@code check}: it finds nothing in a connector without a fault, and in others the one that they have. */
class CheckTest {

    @TempDir
    static Path folder;

    private static DemoKeys keys;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @BeforeAll
    static void makeKeys() throws IOException {
        keys = DemoKeys.make(folder.resolve("keys"));
    }

    @Test
    void findsNothingInAConnectorWithoutAFault() throws Exception {
        try (StubConnector connector = new StubConnector(keys)) {
            assertThat(check(connector)).as(printed()).isZero();
            assertThat(check(connector, "--profile", "quote,mirroring"))
                    .as(printed())
                    .isZero();
            assertThat(printed()).doesNotContain("FAILED");
        }
    }

    /** In all groups that name it; the connector without a fault passes the others. */
    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "ANY_LIFETIME")
    void findsTheFaultAndNoOther(Fault fault) throws Exception {
        String groups = Stream.concat(Stream.of("H-01"), fault.cases().stream().map(id -> id.substring(0, 1)))
                .distinct()
                .collect(Collectors.joining(","));
        try (StubConnector connector = new StubConnector(keys, fault)) {
            int status = check(connector, "--profile", "erp,http,mirroring", "--only", groups);
            assertThat(failed()).as(printed()).containsExactlyElementsOf(fault.cases());
            assertThat(status).isEqualTo(1);
        }
    }

    @Test
    void warnsOfATokenThatIsValidForAHundredYears() throws Exception {
        try (StubConnector connector = new StubConnector(keys, Fault.ANY_LIFETIME)) {
            assertThat(check(connector, "--only", "S")).as(printed()).isZero();
            assertThat(printed()).contains("  warning  S-08  ");
        }
    }

    @Test
    void triesWhatIsAskedForInTheOrderOfTheList() throws Exception {
        try (StubConnector connector = new StubConnector(keys)) {
            assertThat(check(connector, "--only", "S-09,F,H-01", "--skip", "F-02,F-05"))
                    .isZero();
            assertThat(tried()).containsExactly("H-01", "F-01", "F-03", "F-04", "S-09");
        }
    }

    @Test
    void changesNothingWhenItIsToReadOnly() throws Exception {
        try (StubConnector connector = new StubConnector(keys)) {
            assertThat(check(connector, "--profile", "erp,mirroring", "--only", "E,D", "--read-only"))
                    .as(printed())
                    .isZero();
            assertThat(printed())
                    .contains("  ok       E-01  ", "  skipped  E-13  ", "  skipped  D-05  ")
                    .contains("it may change something, which --read-only forbids");
            assertThat(connector.written()).isEmpty();
        }
    }

    @Test
    void listsCasesWithTheirSourcesAndCallsNobody() {
        assertThat(run("check", "--list", "--only", "S-01,W")).isZero();
        assertThat(printed().lines().toList())
                .first()
                .isEqualTo("S-01  a token that expired an hour ago is refused  (RFC 7519, 4.1.4)");
        assertThat(printed().lines()).hasSize(30);

        out.reset();
        assertThat(run("check", "--list")).isZero();
        assertThat(printed().lines())
                .hasSize(Arrays.stream(CaseGroup.values())
                        .mapToInt(group -> group.cases().size())
                        .sum());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            --only X-01                     | option --only names no case and no group of these profiles: [X-01]; --list shows them
            --skip H-1                      | option --skip names no case and no group of these profiles: [H-1]
            --profile mirroring --only W    | option --only names no case
            --profile soap                  | it is one of [erp, quote, mirroring, http], not [soap]
            --contract mirroring            | for mirroring choose the profile mirroring
            --contract http-jwt             | for http-jwt choose the profile http
            --rate 0                        | option --rate is a whole number from 1 to 1000, not [0]
            --junit no/such/folder/x.xml    | cannot write the file of --junit no/such/folder/x.xml: there is no such folder
            --member-order alphabetical     | option --member-order has no effect with the contract connector-parameter
            """)
    void saysWhatIsWrongWithTheCommandLine(String line, String complaint) throws Exception {
        try (StubConnector connector = new StubConnector(keys)) {
            String[] more =
                    (line.contains("--only") || line.contains("--skip") ? line : line + " --only L-01").split(" ", -1);
            assertThat(check(connector, more)).isEqualTo(2);
            assertThat(printed()).contains(complaint).doesNotContain("L-01");
        }
    }

    @Test
    void showsNoSecret() throws Exception {
        Path html = folder.resolve("secrets.html");
        Path json = folder.resolve("secrets.json");
        try (StubConnector connector = new StubConnector(keys, Fault.REPEATS_TOKEN)) {
            check(connector, "--only", "H,F,J", "--html", html.toString(), "--json", json.toString());
            String all = printed() + Files.readString(html) + Files.readString(json);
            assertThat(all).doesNotContainPattern("eyJ[0-9A-Za-z_-]{50}").doesNotContainPattern("[0-9A-F]{32}");
            assertThat(all).doesNotContain(keys.caller().password());
        }
    }

    private List<String> failed() {
        return printed()
                .lines()
                .filter(line -> line.startsWith("  FAILED "))
                .map(line -> line.strip().split(" +", -1)[1])
                .toList();
    }

    private List<String> tried() {
        return printed()
                .lines()
                .filter(line -> line.matches("  (ok|FAILED|warning|skipped) .*"))
                .map(line -> line.strip().split(" +", -1)[1])
                .toList();
    }

    private int check(StubConnector connector, String... more) {
        List<String> arguments = new ArrayList<>(
                List.of("check", "--properties", keys.properties().toString(), "--url"));
        arguments.add(connector.at(StubConnector.SERVICE));
        arguments.addAll(List.of("--http-url", connector.at(StubConnector.AUTHENTICATE)));
        arguments.addAll(Arrays.asList(more));
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        return Simulator.run(
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    }
}
