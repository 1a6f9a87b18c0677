package org.erpconnector.auth.core;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The page that leads a reviewer through the proof names classes and tests that there are. */
class ProofTest {
    private static final Pattern CLASS = Pattern.compile("`([A-Z][A-Za-z]+)`");
    private static final Set<String> OF_JAVA = Set.of("Signature", "PrivateKey");

    @Test
    void everyClassThatThePageNamesIsThere() throws IOException {
        Set<String> names;
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            names = files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".java"))
                    .map(name -> name.substring(0, name.indexOf('.')))
                    .collect(Collectors.toSet());
        }
        String page = Files.readString(Path.of("src/site/markdown/proof.md"));
        List<String> named = CLASS.matcher(page)
                .results()
                .map((MatchResult found) -> found.group(1))
                .filter(name -> !OF_JAVA.contains(name))
                .toList();
        assertThat(named).hasSizeGreaterThan(20);
        assertThat(names).containsAll(named);
    }
}
