package org.erpconnector.auth.core;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The page that leads a reviewer through the proof names classes and tests that there are. */
class ProofTest {
    private static final Pattern CLASS = Pattern.compile("`([A-Z][A-Za-z]+)`");
    private static final Set<String> OF_JAVA = Set.of("Signature", "PrivateKey");

    @Test
    void everyClassThatThePageNamesIsThere() throws IOException {
        JavaClasses ours = new ClassFileImporter().importPackages("org.erpconnector.auth");
        Set<String> names = ours.stream().map(JavaClass::getSimpleName).collect(Collectors.toSet());
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
