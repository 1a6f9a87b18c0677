package org.erpconnector.auth.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.erpconnector.auth.doctor.Doctor;
import org.erpconnector.auth.simulator.DemoKeys;
import org.erpconnector.auth.simulator.Simulator;
import org.erpconnector.auth.testkit.Page;
import org.erpconnector.auth.testkit.Shell;
import org.erpconnector.auth.testkit.ShellCommand;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The manual's commands that need no server: what a shell does by a shell, and what the doctor does within this process. */
class CommandsTest {
    private static final String DOCTOR = "java -jar erp-connector-auth-1.0.0-doctor.jar ";

    @TempDir
    Path folder;

    private DemoKeys keys;

    @BeforeEach
    void putFilesWhereTheManualHasThem() throws IOException {
        keys = DemoKeys.make(folder.resolve("keys"));
        Files.copy(keys.applicationPrivate(), folder.resolve("application.xml"));
        Files.copy(keys.callerCertificate(), folder.resolve("SuperOfficeFederatedLogin.production.crt"));
    }

    @Test
    void theKeyOfThePortalBecomesAKeystoreAndItsPublicHalfIsWhatIsRegistered() throws IOException {
        String printed = "";
        for (String command : Page.manual("keys")
                .block("## From SuperOffice's portal to your server", "shell")
                .lines()
                .toList()) {
            printed = command.startsWith(DOCTOR)
                    ? doctor(0, command)
                    : new Shell(folder, List.of(), Map.of()).run(local(command));
        }
        assertThat(folder.resolve("application.p12")).isNotEmptyFile();
        assertThat(printed.strip())
                .isEqualTo(Files.readString(folder.resolve("keys/application-public.xml"))
                        .strip());
    }

    @Test
    void aKeyFileIsConverted() throws IOException {
        Files.writeString(folder.resolve("password"), "of-this-test\n");
        doctor(0, Page.manual("doctor").block("## Convert a key file", "shell"));
        assertThat(folder.resolve("application.p12")).isNotEmptyFile();
    }

    @Test
    void aWebXmlIsJudgedWhereOneIs() throws IOException {
        Files.createDirectories(folder.resolve("WEB-INF"));
        Files.writeString(
                folder.resolve("WEB-INF/web.xml"),
                "<web-app>" + Page.readme().block("## Paste this", "xml") + "</web-app>");
        assertThat(doctor(1, Page.manual("doctor").block("## Check settings and keys where you are", "shell")))
                .contains("application-id [YOUR-CLIENT-ID from init-param application-id]: not accepted.");
    }

    @Test
    void aCapturedRequestIsJudged() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream nobody = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        // Nobody answers there; the request is kept all the same.
        Simulator.run(
                new String[] {
                    "handshake",
                    "--properties",
                    keys.properties().toString(),
                    "--url",
                    "http://127.0.0.1:1/X.svc",
                    "--save-request",
                    folder.resolve("request.xml").toString()
                },
                nobody,
                nobody);
        assertThat(folder.resolve("request.xml")).isNotEmptyFile();
        assertThat(doctor(0, Page.manual("doctor").block("## Judge a captured request", "shell")))
                .contains("accepted");
    }

    private String doctor(int status, String command) {
        assertThat(command).startsWith(DOCTOR);
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        String[] words = new ShellCommand(local(command.substring(DOCTOR.length())))
                .words()
                .toArray(String[]::new);
        int ended = Doctor.run(words, System.in, out, out);
        assertThat(ended).as("%s%n%s", command, printed).isEqualTo(status);
        return printed.toString(StandardCharsets.UTF_8);
    }

    /** With the files of this test, and nobody's certificate in production's place. */
    private String local(String command) {
        return command.replace("/etc/erp", folder.toString())
                .replace("environment=production", "environment=custom")
                .replace("--environment production", "--environment custom")
                .replace("YOUR-CLIENT-ID", keys.applicationId())
                .replaceAll(
                        "(?<= )(application\\.(?:xml|p12)|password|request\\.xml|SuperOffice\\S+\\.crt|WEB-INF/\\S+)",
                        folder + "/$1");
    }
}
