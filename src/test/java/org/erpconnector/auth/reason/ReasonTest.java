package org.erpconnector.auth.reason;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaFieldAccess;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One enum has every code: none is unused, and none is written down elsewhere. */
@Tag("F51")
class ReasonTest {
    @Test
    void everyCodeCanCome() {
        JavaClasses main = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("org.erpconnector.auth");
        Set<String> given = main.stream()
                .filter(from -> !from.getName().equals(Reason.class.getName()))
                // The table of a switch, which says what becomes of a reason and not that it comes.
                .filter(from -> !from.getModifiers().contains(JavaModifier.SYNTHETIC))
                .flatMap(from -> from.getFieldAccessesFromSelf().stream())
                .map(JavaFieldAccess::getTarget)
                .filter(field -> field.getOwner().getName().equals(Reason.class.getName()))
                .map(field -> field.getName())
                .collect(Collectors.toSet());
        assertThat(Stream.of(Reason.values()).map(Enum::name))
                .allSatisfy(name -> assertThat(given).contains(name));
    }

    /** Where a code is written out as text, a line could have one that no table explains. */
    @Test
    void noSourceWritesACodeAsText() throws IOException {
        Pattern literal = Pattern.compile(
                "\"(" + Stream.of(Reason.values()).map(Reason::code).collect(Collectors.joining("|")) + ")\"");
        List<Path> sources;
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            sources = files.filter(file -> file.toString().endsWith(".java")).toList();
        }
        assertThat(sources)
                .hasSizeGreaterThan(100)
                .allSatisfy(source -> assertThat(Files.readString(source)).doesNotContainPattern(literal));
    }

    @ParameterizedTest
    @EnumSource(Reason.class)
    void everyReasonSaysWhatHasHappenedAndWhatToDo(Reason reason) {
        assertThat(reason.code()).matches("[a-z]+(-[a-z]+)+");
        assertThat(reason.sentence()).matches("[A-Za-z0-9 ,]+");
        assertThat(reason.meaning()).isNotBlank().doesNotEndWith(".").doesNotContain("|", "\n");
        assertThat(reason.remedy()).matches("[A-Z].*\\.").doesNotContain("|", "\n");
    }

    @Test
    void stagesPartTheReasons() {
        assertThat(Stage.reasons(Stage.values())).containsExactly(Reason.values());
        assertThat(Stage.reasons(Stage.CALL))
                .containsExactlyInAnyOrder(
                        Reason.CALLER_NOT_ALLOWED, Reason.SECRET_PATH_MISSING, Reason.HANDSHAKE_NOT_RECENT);
        assertThat(Stage.reasons()).isEmpty();
    }
}
