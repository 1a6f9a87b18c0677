package org.erpconnector.auth.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The bundles on older Javas: their class files, what they ask of the JDK, and what came along for what it lacks. */
class OlderJavaIT {
    private static final String STUBS = "org/erpconnector/auth/shaded/xyz/wagyourtail/jvmdg/";

    /** Older servers look at each class of each jar, and give up at one of a version that they do not know. */
    @ParameterizedTest
    @CsvSource({"-bundle-javax, 52", "-bundle, 55", "-javax, 61", "'', 61", "-doctor, 61"})
    void everyClassIsOneThatItsJavaReads(String classifier, int version) throws IOException {
        Map<String, ClassFile> classes = classes(ServletApi.ours(classifier));
        assertThat(classes).hasSizeGreaterThan(100);
        assertThat(classes.values().stream().map(ClassFile::version).filter(each -> each > version))
                .isEmpty();
        assertThat(classes.get("org/erpconnector/auth/ConnectorAuthFilter").version())
                .isEqualTo(version);
        assertThat(entries(ServletApi.ours(classifier)))
                .noneMatch(name -> name.startsWith("META-INF/versions/") || name.endsWith("module-info.class"));
    }

    @ParameterizedTest
    @CsvSource({"-bundle-javax, 8", "-bundle, 11"})
    void itAsksNothingOfTheJdkThatItsJavaLacks(String classifier, String release) throws IOException {
        Set<String> allowed = Set.of(
                // Caught where they are missing: see JdkXml and HttpKeySetFetcher.
                "javax/xml/stream/XMLInputFactory.newDefaultFactory()Ljavax/xml/stream/XMLInputFactory;",
                "java/net/HttpURLConnection.setAuthenticator(Ljava/net/Authenticator;)V");
        Set<String> missing = missing(ServletApi.ours(classifier), release);
        if (release.equals("8")) {
            assertThat(missing).containsExactlyInAnyOrderElementsOf(allowed);
        } else {
            assertThat(missing).isEmpty();
        }
    }

    /** What is looked for is found: the library itself is of Java 17. */
    @Test
    void theLibraryDoesAskMore() throws IOException {
        assertThat(missing(ServletApi.JAKARTA.library(), "11"))
                .contains("java/util/HexFormat.of()Ljava/util/HexFormat;");
    }

    /** Each of them is code that we did not write, under another licence: a new one is to be looked at. */
    @ParameterizedTest
    @MethodSource("stubs")
    void whatCameAlongIsKnown(String classifier, List<String> known) throws IOException {
        assertThat(classes(ServletApi.ours(classifier)).keySet().stream()
                        .filter(name -> name.startsWith(STUBS))
                        .map(name -> name.substring(STUBS.length()).replace("stub/java_base/", "")))
                .containsExactlyInAnyOrderElementsOf(known);
    }

    static Stream<Arguments> stubs() {
        List<String> since12 = List.of(
                "j12/J_I_InputStream", "j15/J_L_String", "j16/J_L_Record", "j16/J_U_S_Stream", "j17/J_U_HexFormat");
        List<String> since9 = List.of(
                "j10/J_U_List",
                "j10/J_U_Map",
                "j10/J_U_Optional",
                "j10/J_U_S_Collectors",
                "j10/J_U_Set",
                "j11/J_U_Collection",
                "j11/J_L_String",
                "j11/J_N_F_Path",
                "j11/J_U_Optional",
                "j9/intl/IteratorSupport",
                "j9/J_I_InputStream",
                "j9/J_N_Buffer",
                "j9/J_T_Duration",
                "j9/J_U_List",
                "j9/J_U_Map",
                "j9/J_U_Objects",
                "j9/J_U_Optional",
                "j9/J_U_R_Matcher",
                "j9/J_U_S_Stream$StreamIterator",
                "j9/J_U_S_Stream$TakeWhileStream",
                "j9/J_U_S_Stream",
                "j9/J_U_Set");
        return Stream.of(
                Arguments.of("-bundle", since12),
                Arguments.of(
                        "-bundle-javax",
                        Stream.concat(since12.stream(), since9.stream()).toList()));
    }

    @Test
    void itsLicenceIsWhereItIsAndNowhereElse() throws IOException {
        for (ServletApi api : ServletApi.values()) {
            assertThat(entries(api.bundle()))
                    .contains(OlderJava.LICENSES + "LGPL-2.1.md", OlderJava.LICENSES + "SOURCE");
            assertThat(text(api.bundle(), OlderJava.LICENSES + "LGPL-2.1.md"))
                    .contains("GNU LESSER GENERAL PUBLIC LICENSE", "Version 2.1");
            assertThat(text(api.bundle(), OlderJava.LICENSES + "SOURCE"))
                    .contains("https://github.com/unimined/JvmDowngrader");
            assertThat(entries(api.library())).noneMatch(name -> name.matches("(?i).*(wagyourtail|jvmd|lgpl).*"));
        }
    }

    private static Set<String> missing(Path jar, String release) throws IOException {
        Map<String, ClassFile> classes = classes(jar);
        ServletApi api = jar.toString().contains("-javax") ? ServletApi.JAVAX : ServletApi.JAKARTA;
        JdkApi jdk = new JdkApi(release, api.server());
        return classes.values().stream()
                .flatMap(type -> type.references().stream())
                .distinct()
                .filter(reference ->
                        !inherited(reference, classes).map(jdk::has).orElse(true))
                .map(ClassFile.Member::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Where a reference leads out of the jar; empty: nowhere. */
    private static Optional<ClassFile.Member> inherited(ClassFile.Member reference, Map<String, ClassFile> classes) {
        String owner = reference.owner();
        while (classes.containsKey(owner)) {
            ClassFile type = classes.get(owner);
            if (type.declared().contains(new ClassFile.Member(owner, reference.name(), reference.descriptor()))) {
                return Optional.empty();
            }
            owner = type.superclass();
        }
        // Else it may be of an interface of the jar.
        return owner.equals("java/lang/Object") && !reference.owner().equals(owner)
                ? Optional.empty()
                : Optional.of(new ClassFile.Member(owner, reference.name(), reference.descriptor()));
    }

    private static List<String> entries(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().map(JarEntry::getName).toList();
        }
    }

    private static String text(Path jar, String entry) throws IOException {
        try (JarFile file = new JarFile(jar.toFile());
                InputStream in = file.getInputStream(file.getEntry(entry))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static Map<String, ClassFile> classes(Path jar) throws IOException {
        Map<String, ClassFile> classes = new HashMap<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : file.stream()
                    .filter(each -> each.getName().endsWith(".class"))
                    .toList()) {
                try (InputStream in = file.getInputStream(entry)) {
                    classes.put(entry.getName().replaceFirst("\\.class$", ""), ClassFile.read(in));
                }
            }
        }
        return classes;
    }
}
