package org.erpconnector.auth.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.erpconnector.auth.ConnectorAuthFilter;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every pattern of the filter reads each character of a text a few times, however the text is made: one that is read as
 * often as it is long takes a second of a processor for one header. Looks are counted, so that no machine is too slow.
 */
@Tag("F65")
class LinearPatternsTest {
    private static final int LENGTH = 2000;
    private static final int LOOKS_AT_EACH = 60;

    /** What is repeated, singly and in pairs: what the classes of our patterns have in them, and what ends them. */
    private static final List<String> PUMPS = Stream.of(
                    " ", "\t", ":", ",", ".", ";", "=", "\"", "-", "/", "0", "9", "a", "F", "%", "<", ">", "?", "*",
                    "_")
            .toList();

    /** What leads into the middle of a pattern. */
    private static final List<String> BEGINNINGS = List.of(
            "",
            "<?xml ",
            "<?xml ?><?xml",
            "HTTP/1.1 200",
            "a:",
            "a: a",
            "1",
            "1.1.1.1",
            "::1/",
            "max-age",
            "max-age=",
            "[",
            "[0-9",
            "/",
            "C:/",
            " ",
            "127.0.0.1",
            "-----BEGIN ");

    /** Searched for anywhere in a text; the others have to match from its beginning. */
    private static final Set<String> SEARCHED =
            Set.of("SecretPath.PERHAPS_SECRET", "CacheControl.MAX_AGE", "Parsers.RANGE", "Printable.INVISIBLE");

    record Named(String name, Pattern pattern) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** A text that counts who looks at it. */
    private static final class Watched implements CharSequence {
        private final String text;
        private long looks;

        Watched(String text) {
            this.text = text;
        }

        @Override
        public char charAt(int index) {
            looks++;
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    static List<Named> patterns() throws Exception {
        Path classes = Path.of(ConnectorAuthFilter.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString())
                    .filter(file -> file.matches("org/erpconnector/auth/.*\\.class"))
                    // The command lines, which only their own user feeds.
                    .filter(file -> !file.matches("org/erpconnector/auth/(doctor|simulator)/.*"))
                    .map(file -> file.replace(".class", "").replace('/', '.'))
                    .filter(name -> usesPatterns(classes.resolve(name.replace('.', '/') + ".class")))
                    .flatMap(LinearPatternsTest::patternsOf)
                    .toList();
        }
    }

    private static boolean usesPatterns(Path file) {
        try {
            return new String(Files.readAllBytes(file), java.nio.charset.StandardCharsets.ISO_8859_1)
                    .contains("Ljava/util/regex/Pattern;");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Named> patternsOf(String className) {
        try {
            Class<?> type = Class.forName(className);
            return Arrays.stream(type.getDeclaredFields())
                    .filter(field -> field.getType() == Pattern.class && Modifier.isStatic(field.getModifiers()))
                    .map(field -> new Named(type.getSimpleName() + "." + field.getName(), value(field)));
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static Pattern value(Field field) {
        try {
            field.setAccessible(true);
            return (Pattern) field.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void findsThePatternsThatThereAre() throws Exception {
        Set<String> names = patterns().stream().map(Named::name).collect(Collectors.toSet());
        assertThat(names)
                .contains("Networks.CIDR", "IpLiteral.GROUP", "CallerTokenRules.TENANT", "XmlParser.TWO_DECLARATIONS")
                .containsAll(SEARCHED);
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void readsEachCharacterOfALongTextAFewTimes(Named named) {
        texts().forEach(text -> {
            assertThat(looks(named.pattern(), text, Matcher::matches))
                    .as(named + " matches " + shown(text))
                    .isLessThan(LOOKS_AT_EACH * LENGTH);
            assertThat(looks(named.pattern(), text, Matcher::lookingAt))
                    .as(named + " begins " + shown(text))
                    .isLessThan(LOOKS_AT_EACH * LENGTH);
            if (SEARCHED.contains(named.name())) {
                assertThat(looks(named.pattern(), text, Matcher::find))
                        .as(named + " is in " + shown(text))
                        .isLessThan(LOOKS_AT_EACH * LENGTH);
            }
        });
    }

    private static long looks(Pattern pattern, String text, Predicate<Matcher> question) {
        Watched watched = new Watched(text);
        boolean unused = question.test(pattern.matcher(watched));
        return watched.looks;
    }

    /** Ended by what no class has in it, so that every way to match is tried. */
    private static Stream<String> texts() {
        return BEGINNINGS.stream()
                .flatMap(beginning -> PUMPS.stream()
                        .flatMap(one -> PUMPS.stream().map(other -> one + other))
                        .map(pump -> beginning + pump.repeat(LENGTH / 2) + "\u0000"));
    }

    private static String shown(String text) {
        return "[" + text.substring(0, 30) + "...]";
    }
}
