package org.erpconnector.auth.reason;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    void everyCodeCanCome() throws IOException {
        String all = String.join("\n", sources());
        assertThat(Stream.of(Reason.values()).map(Enum::name))
                .allMatch(name -> Pattern.compile("\\bReason\\." + name + "\\b")
                        .matcher(all)
                        .find());
    }

    /** Where a code is written out as text, a line could have one that no table explains. */
    @Test
    void noSourceWritesACodeAsText() throws IOException {
        Pattern literal = Pattern.compile(
                "\"(" + Stream.of(Reason.values()).map(Reason::code).collect(Collectors.joining("|")) + ")\"");
        assertThat(sources()).hasSizeGreaterThan(100).noneMatch(literal.asPredicate());
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

    private static List<String> sources() throws IOException {
        List<String> texts = new ArrayList<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".java")).toList()) {
                texts.add(Files.readString(file));
            }
        }
        return texts;
    }
}
