package org.erpconnector.auth.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line itself. */
class SimulatorTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void helpsWhenAsked() {
        assertThat(run("--help")).isZero();
        assertThat(printed()).contains("keys", "handshake", "sync", "Exit status");
    }

    /** From the classes of a build there is none; the jar's is asked for where the jar is. */
    @Test
    @Tag("F53")
    void saysItsVersion() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("erp-connector-auth simulator ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"keys", "handshake", "sync"})
    void explainsOneCommand(String command) {
        assertThat(run(command, "--help")).isZero();
        assertThat(printed()).startsWith("Usage: simulator " + command + " ").contains("Exit status");
    }

    /** The script knows commands, options and, where there are only some, values. */
    @Test
    void completesTheWordsOfAShell() {
        assertThat(run("generate-completion")).isZero();
        assertThat(printed()).startsWith("#!/usr/bin/env bash").contains("handshake", "--save-request", "mirroring");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "\"\"|Missing required subcommand",
                "dance|unknown command [dance]",
                "keys|Missing required option: '--out=DIR'",
                "keys --out|Missing required parameter for option '--out' (DIR)",
                "keys --out --bits 1024|Expected parameter for option '--out' but found '--bits'",
                "keys --out a out|unknown option [out]",
                "keys --out a --colour red|unknown option [--colour]",
                "keys --out a --out b|option '--out' (DIR) should be specified only once",
                "keys --out a --bits 512|option --bits is a whole number from 1024 to 8192, not [512]",
                "keys --out a --bits many|Invalid value for option '--bits': 'many' is not an int",
                "handshake --contract fax|Invalid value for option '--contract': it is one of [connector-parameter, connector-message,",
                "handshake --contract mirroring --soap 1.2|option --soap has no effect with the contract mirroring",
                "handshake --contract http-jwt --namespace x|option --namespace has no effect",
                "handshake --member-order alphabetical|its order is known",
                "handshake --url ftp://x/|[ftp://x/] is no URL of the form https://host/path",
                "handshake --url http:|is no URL",
                "handshake --url http://x/|option --application-id is needed, or application.id in the file",
                "handshake --properties none.properties|cannot read the properties file",
                "sync|option --url is needed, or endpoint.soap in the file"
            })
    void saysWhatIsWrongWithTheCommandLine(String line, String complaint) {
        assertThat(run(line.isEmpty() ? new String[0] : line.split(" ", -1))).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains(complaint, "--help");
        assertThat(out.size()).isZero();
    }

    @Test
    void makesKeysAndSaysWhereTheyAre() {
        assertThat(run("keys", "--out", folder.toString(), "--application-id", "abc", "--bits", "1024"))
                .isZero();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .contains("application abc", folder.resolve("caller.crt").toString());
    }

    @Test
    void saysWhyAKeystoreCannotBeOpened() throws Exception {
        DemoKeys keys = DemoKeys.make(folder, "abc", 1024);
        String properties = keys.properties().toString();

        assertThat(run("handshake", "--properties", properties, "--url", "http://x/", "--caller-password", "wrong"))
                .isEqualTo(2);
        assertThat(run("handshake", "--properties", properties, "--url", "http://x/", "--caller-alias", "nobody"))
                .isEqualTo(2);
        Files.writeString(keys.applicationPublic(), "<RSAKeyValue><Modulus>AQAB</Modulus></RSAKeyValue>");
        assertThat(run("handshake", "--properties", properties, "--url", "http://x/"))
                .isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .contains("cannot open the keystore", "no RSA key under the alias [nobody]", "it has no <Exponent>");
    }

    @Test
    void doesNotTouchAFolderWithSomebodysKeys() throws Exception {
        Files.writeString(folder.resolve("caller.p12"), "somebody's key");

        assertThat(run("keys", "--out", folder.toString(), "--bits", "1024")).isEqualTo(2);
        assertThat(err.toString(StandardCharsets.UTF_8)).contains("caller.p12", "choose an empty folder");
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private int run(String... arguments) {
        return Simulator.run(
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
