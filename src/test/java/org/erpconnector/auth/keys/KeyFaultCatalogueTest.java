package org.erpconnector.auth.keys;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Everything that is known to go wrong with keys and where they are set, and what we do about it. The tests of one fault
 * carry its number as a tag: {@code mvn test -Dgroups=K05} runs them.
 */
class KeyFaultCatalogueTest {
    private static final Path TESTS = Path.of("src/test/java");
    private static final Pattern TAG = Pattern.compile("@Tag\\(\"(K[0-9]+)\"\\)");

    /** What happens then. */
    private enum Reaction {
        /** No start, with a sentence that names setting, place and remedy. */
        REFUSED,
        /** Goes on, with one warning. */
        WARNED,
        /** Works. */
        WORKS,
        /** Goes on with the last good key, with one warning. */
        KEPT
    }

    private enum Fault {
        K01("the keystore is missing, a directory, empty, a text, truncated or of another type", Reaction.REFUSED),
        K02("the keystore's password is wrong, empty or not set", Reaction.REFUSED),
        K03("the entry's password is wrong", Reaction.REFUSED),
        K04("no entry has the alias, or one whose letters have another case", Reaction.REFUSED),
        K05("a PKCS12 truststore of openssl -nokeys, in which Java sees no entry", Reaction.REFUSED),
        K06("an EC, DSA or Ed25519 key, or a certificate, where our key should be", Reaction.REFUSED),
        K07("a caller's certificate outside of its dates", Reaction.WARNED),
        K08("a key of 1024 bits, which is worth a warning, or of fewer", Reaction.REFUSED),
        K09("a private key that does not belong to its certificate", Reaction.REFUSED),
        K10("numbers of a key with which Java signs wrongly and says nothing", Reaction.REFUSED),
        K11("CRT parts that do not belong together", Reaction.REFUSED),
        K12("a modulus whose first bit could be taken for a sign", Reaction.WORKS),
        K13("RSA XML with all that XML permits, and with what it should not", Reaction.REFUSED),
        K14("PEM in its many forms", Reaction.REFUSED),
        K15("a private key's file that others may open, or that is another user's", Reaction.WARNED),
        K16("a file that may not be read any more, or hangs", Reaction.KEPT),
        K17("a file that is replaced while handshakes go on", Reaction.KEPT),
        K18("a storm of changes of a file", Reaction.KEPT),
        K19("a name with a scheme, such as ldap:", Reaction.REFUSED),
        K20("a name that comes from a token", Reaction.WORKS),
        K21("a JNDI object that is of no use, or fails when it is made", Reaction.REFUSED),
        K22("keys and passwords in texts, JMX, health and logs", Reaction.WORKS),
        K23("one setting in several places", Reaction.WORKS),
        K24("security providers that are missing or in another order", Reaction.REFUSED),
        K25("rules of java.security against SHA-1 and small RSA keys", Reaction.WORKS),
        K26("a country with other digits and years", Reaction.WORKS),
        K27("a day whose week belongs to another year", Reaction.WORKS),
        K28("a time zone and an encoding that are not UTC and UTF-8", Reaction.WORKS);

        private final String what;
        private final Reaction reaction;

        Fault(String what, Reaction reaction) {
            this.what = what;
            this.reaction = reaction;
        }
    }

    @ParameterizedTest
    @EnumSource
    void everyFaultIsTested(Fault fault) {
        assertThat(tags()).as("%s: %s", fault.what, fault.reaction).contains(fault.name());
    }

    @Test
    void everyTagIsThatOfAFault() {
        assertThat(Stream.of(Fault.values()).map(Enum::name)).containsAll(tags());
    }

    private static Set<String> tags() {
        try (Stream<Path> files = Files.walk(TESTS)) {
            return files.filter(file -> file.toString().endsWith("Test.java"))
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
