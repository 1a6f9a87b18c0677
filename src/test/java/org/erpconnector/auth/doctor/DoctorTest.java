package org.erpconnector.auth.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoctorTest {
    @ParameterizedTest
    @ValueSource(strings = {"token", "keys", "convert"})
    void explainsOneCommandAndNoOther(String command) {
        Run run = Run.of("doctor", command, "--help");
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("doctor " + command + " ");
        List.of("token", "keys", "convert").stream()
                .filter(other -> !other.equals(command))
                .forEach(other -> assertThat(run.out()).doesNotContain("doctor " + other + " "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"--version", "doctor --version"})
    @Tag("F53")
    void saysItsVersion(String words) {
        Run run = Run.of(words.split(" ", -1));
        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith("erp-connector-auth ");
    }

    @Test
    void explainsAllCommandsWithoutOne() {
        Run run = Run.of("--help");
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("doctor token ", "doctor keys ", "doctor convert ", "Exit status");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    doctor                          | a command is needed
                    doctor doctor                   | unknown command [doctor]
                    tokens                          | unknown command [tokens]
                    token                           | option --token-file is needed
                    token --token-file              | option --token-file needs a value
                    token --token-file --at         | option --token-file needs a value
                    token --at a --at b             | option --at is given twice
                    token --password p              | unknown option [--password]
                    keys key.p12                    | unknown option [key.p12]
                    keys --set application-id       | option --set is NAME=VALUE
                    convert --from key.xml          | option --to is needed
                    convert --from a --to key.txt   | option --to ends in .p12
                    convert --password secret       | unknown option [--password]
                    """)
    void refusesAWrongCommandLineAndSaysWhatIsWrong(String words, String sentence) {
        Run run = Run.of(words.split(" ", -1));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(sentence).contains("--help");
        assertThat(run.out()).isEmpty();
    }
}
