package org.erpconnector.auth.attack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That no row is without a test, and no tag without a row: {@code mvn test -Dgroups=K05} runs those of one. */
class CatalogueTest {
    private static final Path TESTS = Path.of("src/test/java");
    private static final Pattern TAG = Pattern.compile("@Tag\\(\"(" + CatalogueListener.ROW + ")\"\\)");

    private static final Pattern TIME_LIMIT =
            Pattern.compile("assertTimeout\\w*\\(|is(LessThan|LessThanOrEqualTo|Between)\\(\\s*Duration\\.");

    /** With the line before it. */
    private static final Pattern SLEEP =
            Pattern.compile("(?m)^[^\\n]*\\n[^\\n]*(Thread\\.sleep|parkNanos|onSpinWait)\\([^\\n]*");

    /** Those whose rows are named by tags alone. Of the attacks many are named by report entries, which run time shows. */
    private static List<String> taggedRows() throws IOException {
        List<CatalogueRow> rows = new ArrayList<>();
        for (Catalogue catalogue : List.of(Catalogue.KEY_FAULTS, Catalogue.FAULTS)) {
            rows.addAll(catalogue.rows());
        }
        return rows.stream()
                .filter(row -> !row.hasNoTest())
                .map(CatalogueRow::row)
                .toList();
    }

    @Test
    void everyTagIsThatOfARow() throws IOException {
        List<String> rows = new ArrayList<>();
        for (Catalogue catalogue : Catalogue.values()) {
            catalogue.rows().forEach(row -> rows.add(row.row()));
        }
        assertThat(rows).doesNotHaveDuplicates().containsAll(tags());
    }

    @Test
    void everyRowIsTested() throws IOException {
        assertThat(tags()).containsAll(taggedRows());
    }

    @ParameterizedTest
    @EnumSource
    void everyRowSaysWhatItIs(Catalogue catalogue) throws IOException {
        assertThat(catalogue.rows()).isNotEmpty().allSatisfy(row -> {
            assertThat(row.row()).matches(CatalogueListener.ROW);
            assertThat(row.mark()).isNotBlank();
            assertThat(row.title()).isNotBlank();
        });
    }

    /** How long something may take is nothing that a test knows of the machine that runs it. */
    @Test
    @Tag("F54")
    void noTestSaysHowLongSomethingMayTake() throws IOException {
        try (Stream<Path> files = Files.walk(TESTS)) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> TIME_LIMIT.matcher(text(file)).find()))
                    .isEmpty();
        }
    }

    /** A wait for luck fails on a machine that is busy: a test waits for a condition. */
    @Test
    @Tag("F54")
    void noTestSleepsButWhereThatIsAPace() throws IOException {
        try (Stream<Path> files = Files.walk(TESTS)) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .flatMap(file -> SLEEP.matcher(text(file)).results())
                            .map(MatchResult::group))
                    .isNotEmpty()
                    .allMatch(sleep -> sleep.contains("// Pace: "));
        }
    }

    private static Set<String> tags() {
        try (Stream<Path> files = Files.walk(TESTS)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .flatMap(file -> TAG.matcher(text(file)).results())
                    .map(tag -> tag.group(1))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
