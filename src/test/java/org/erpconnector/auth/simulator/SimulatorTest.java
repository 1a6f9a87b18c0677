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

/** The command line itself. */
class SimulatorTest {

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void helpsWhenAsked() {
        assertThat(run("handshake", "--help")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).contains("keys", "handshake", "sync", "Exit status");
    }

    /** From the classes of a build there is none; the jar's is asked for where the jar is. */
    @Test
    @Tag("F53")
    void saysItsVersion() {
        assertThat(run("--version")).isZero();
        assertThat(out.toString(StandardCharsets.UTF_8)).startsWith("erp-connector-auth simulator ");
    }

    @Test
    void everyOptionOfTheHandshakeIsInTheHelp() {
        assertThat(HandshakeSettings.OPTIONS).allMatch(option -> Usage.TEXT.contains("--" + option));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|a command is needed",
                "dance|unknown command [dance]",
                "keys|option --out is needed",
                "keys --out|option --out needs a value",
                "keys --out --bits 1024|option --out needs a value",
                "keys out|unknown option [out]",
                "keys --colour red|unknown option [--colour]",
                "keys --out a --out b|option --out is given twice",
                "keys --out a --bits 512|option --bits is a whole number from 1024 to 8192, not [512]",
                "keys --out a --bits many|option --bits is a whole number from 1024 to 8192, not [many]",
                "handshake --contract fax|option --contract is one of connector-parameter, connector-message,",
                "handshake --contract mirroring --soap 1.2|option --soap says nothing to the contract mirroring",
                "handshake --contract http-jwt --namespace x|option --namespace says nothing",
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

    private int run(String... arguments) {
        return Simulator.run(
                arguments,
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
    }
}
