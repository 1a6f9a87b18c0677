package org.erpconnector.auth.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.erpconnector.auth.testkit.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Nobody adds a command, a snippet or a table that nothing tries: each is claimed in {@code manual-blocks.tsv}. */
class BlocksTest {
    /** Output, which nobody types. What is pasted or run has the name of its language. */
    private static final String OUTPUT = "text";

    private static final String PROSE = "prose";
    private static final Path TESTS = Path.of("src", "test", "java");

    private record Claim(String page, String heading, String kind, String test) {
        static Claim of(String line) {
            String[] columns = line.split("\t", -1);
            assertThat(columns).as("page, heading, kind, test: %s", line).hasSize(4);
            return new Claim(columns[0], columns[1], columns[2], columns[3]);
        }

        String block() {
            return page + "\t" + heading + "\t" + kind;
        }
    }

    static List<Claim> claims() {
        try (InputStream lines = BlocksTest.class.getResourceAsStream("/manual-blocks.tsv")) {
            return new String(Objects.requireNonNull(lines).readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(Claim::of)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void everyBlockAndTableIsClaimedAndNothingElse() {
        List<String> blocks = Page.all().stream()
                .flatMap(page -> page.blocks().stream()
                        .filter(block -> !block.kind().equals(OUTPUT))
                        .map(block -> page.name() + "\t" + block.heading() + "\t" + block.kind()))
                .toList();
        assertThat(claims().stream().map(Claim::block).toList())
                .as("lines of manual-blocks.tsv: say there which test runs a block, or compares it")
                .containsExactlyInAnyOrderElementsOf(blocks);
    }

    /** A test that claims a block reads its page. */
    @ParameterizedTest
    @MethodSource("claims")
    void whoClaimsABlockReadsIt(Claim claim) throws IOException {
        if (claim.test().equals(PROSE)) {
            assertThat(claim.kind())
                    .as("what only explains is a table: %s", claim)
                    .isEqualTo("table");
            return;
        }
        try (Stream<Path> files = Files.walk(TESTS)) {
            Path test = files.filter(file -> file.endsWith(claim.test() + ".java"))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("there is no test " + claim.test()));
            String name = claim.page().replace(".md", "");
            assertThat(Files.readString(test))
                    .as(test.toString())
                    .containsAnyOf(
                            name.equals("README") ? "Page.readme()" : "Page.manual(\"" + name + "\")",
                            "src/site/markdown/" + claim.page());
        }
    }
}
