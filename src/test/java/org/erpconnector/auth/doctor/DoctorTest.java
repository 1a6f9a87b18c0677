package org.erpconnector.auth.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DoctorTest {
    @ParameterizedTest
    @ValueSource(strings = {"token", "keys", "convert"})
    void explainsOneCommandAndNoOther(String command) {
        Run run = Run.of(command, "--help");
        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith("Usage: doctor " + command + " ").contains("Exit status");
    }

    @Test
    @Tag("F53")
    void saysItsVersion() {
        Run run = Run.of("--version");
        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith("erp-connector-auth doctor ");
    }

    @Test
    void explainsAllCommandsWithoutOne() {
        Run run = Run.of("--help");
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("  token ", "  keys ", "  convert ", "Exit status");
    }

    @Test
    void completesTheWordsOfAShell() {
        Run run = Run.of("generate-completion");
        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith("#!/usr/bin/env bash").contains("convert", "--entry-password-file");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
                    ""                              | Missing required subcommand
                    tokens                          | unknown command [tokens]
                    token --certificate a           | Missing required options: '--token-file=F', '--application-id=ID'
                    token --token-file              | Missing required parameter for option '--token-file' (F)
                    token --token-file --at         | Expected parameter for option '--token-file' but found '--at'
                    token --at a --at b             | option '--at' (INSTANT) should be specified only once
                    keys --password p               | unknown option [--password]
                    keys key.p12                    | unknown option [key.p12]
                    keys --set application-id       | option --set is NAME=VALUE
                    keys --server x                 | option --server is the process id of a server on this machine, or a JMX URL
                    keys --server 1 --set a=b       | option --set changes what --web-xml says
                    keys --server 1 --public-xml    | leave --server out
                    keys --server 2147483647        | the process 2147483647 cannot be asked
                    keys --server service:jmx:x     | option --server is no JMX URL
                    keys --server service:jmx:rmi:// --server-user u | go together
                    convert --from key.xml          | Missing required option: '--to=F'
                    convert --from a --to key.txt   | option --to ends in .p12
                    """)
    void refusesAWrongCommandLineAndSaysWhatIsWrong(String words, String sentence) {
        Run run = Run.of(words.isEmpty() ? new String[0] : words.split(" ", -1));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(sentence).contains("--help");
        assertThat(run.out()).isEmpty();
    }

    /** Who types a password where none belongs does not find it in the terminal's log. */
    @ParameterizedTest
    @ValueSource(
            strings = {"convert --from a --to b.p12 --password hunter2", "convert --password hunter2", "keys -p hunter2"
            })
    void doesNotRepeatWhatMayBeAPassword(String words) {
        Run run = Run.of(words.split(" ", -1));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.all()).doesNotContain("hunter2");
    }
}
