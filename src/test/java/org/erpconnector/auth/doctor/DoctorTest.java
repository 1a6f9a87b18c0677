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
                    keys --server x                 | option --server is the process id of a server on this machine, or a JMX URL
                    keys --server 1 --set a=b       | option --set changes what --web-xml says
                    keys --server 1 --public-xml    | leave --server out
                    keys --server 2147483647        | the process 2147483647 cannot be asked
                    keys --server service:jmx:x     | option --server is no JMX URL
                    keys --server service:jmx:rmi:// --server-user u | go together
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
