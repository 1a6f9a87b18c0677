package org.erpconnector.auth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.logging.Logger;
import java.util.stream.Stream;
import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import org.apache.catalina.LifecycleException;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Problem;
import org.erpconnector.auth.config.SettingValues;
import org.erpconnector.auth.doctor.Doctor;
import org.erpconnector.auth.http.FilterServer;
import org.erpconnector.auth.simulator.DemoKeys;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the filter's start says of settings and keys, the doctor says, and so does the MBean of a filter that runs. */
@Tag("F40")
class OneCheckTest {
    @TempDir
    static Path folder;

    private static DemoKeys keys;
    private static DemoKeys small;
    private static FilterServer server;

    @BeforeAll
    static void start() throws Exception {
        makeKeys();
        server = new FilterServer(folder);
        server.ours(
                        "one-check",
                        FilterLifecycle.start("one-check", settings(""), attribute -> null, Clock.systemUTC()),
                        "/*")
                .start();
    }

    @AfterAll
    static void stop() throws LifecycleException {
        server.close();
    }

    private static synchronized void makeKeys() throws IOException {
        if (keys == null) {
            keys = DemoKeys.make(folder.resolve("keys"), "one-check", DemoKeys.BITS);
            small = DemoKeys.make(folder.resolve("small"), "small-app", 1024);
            Files.writeString(folder.resolve("garbage.p12"), "no keystore");
        }
    }

    /** Good ones, with changes: name=value, or the name alone, which takes a setting away. */
    private static Map<String, String> settings(String changes) {
        Map<String, String> settings = new LinkedHashMap<>(Map.of(
                "application-id", keys.applicationId(),
                "environment", "custom",
                "application-key", keys.application().keystore().toString(),
                "application-key-password", keys.application().password(),
                "caller-keys", keys.callerCertificate().toString()));
        for (String change : changes.split(" ", -1)) {
            String[] pair = change.split("=", 2);
            if (pair.length == 1) {
                settings.remove(pair[0]);
            } else {
                settings.put(
                        pair[0],
                        pair[1].replace("FOLDER", folder.toString())
                                .replace("PASSWORD", small.application().password()));
            }
        }
        return settings;
    }

    static Stream<Arguments> setUps() {
        String smallKey = "application-key=FOLDER/small/application-private.xml application-key-password";
        String smallNext = "next-application-key=FOLDER/small/application-private.xml"
                + " next-application-key-from=2099-01-01T00:00:00Z";
        return Stream.of(
                Arguments.of("", 0),
                Arguments.of("authenticate-path=/authenticate", 0),
                Arguments.of(smallKey, 0),
                Arguments.of(smallKey + " authenticate-path=/authenticate", 1),
                Arguments.of(smallKey + " reply-token=jwt", 1),
                Arguments.of(smallKey + " authenticate-path=/authenticate reply-token=application-token", 0),
                Arguments.of(smallNext, 0),
                Arguments.of(smallNext + " authenticate-path=/authenticate", 1),
                Arguments.of(smallNext + " reply-token=jwt", 1),
                Arguments.of(smallKey + " " + smallNext + " reply-token=jwt", 2),
                Arguments.of("next-application-key=FOLDER/none.p12 next-application-key-from=2099-01-01T00:00:00Z", 1),
                Arguments.of(smallNext.replace("2099", "2020"), 0),
                Arguments.of("crypto-provider=NoSuchProvider", 0),
                Arguments.of("crypto-provider=SunRsaSign", 0),
                Arguments.of("caller-keys=FOLDER/keys/application.p12 caller-keys-password=PASSWORD", 1),
                Arguments.of("application-key=FOLDER/garbage.p12", 1),
                Arguments.of("application-key=relative.p12 clock-skew=301", 2),
                Arguments.of("application-key=ldap://example.com/x", 1),
                Arguments.of("environment=production", 1),
                Arguments.of("environment=live clock-scew=1", 2),
                Arguments.of("application-key-password=PASSWORD", 1),
                Arguments.of("caller-keys=discovery", 1),
                Arguments.of("discovery-url=https://example.com/.well-known/openid-configuration", 1),
                Arguments.of("secret-path=short", 1),
                Arguments.of("settings-prefix=9", 1),
                Arguments.of("application-key caller-keys", 2));
    }

    @ParameterizedTest
    @MethodSource("setUps")
    void theDoctorAndTheMBeanSayWhatTheStartSays(String changes, int problems) throws Exception {
        Map<String, String> settings = settings(changes);
        List<String> refused = new ArrayList<>();
        List<String> warned = new ArrayList<>();
        try {
            Logger logger = Logger.getLogger("test");
            FilterComponents started = FilterComponents.of(
                    SettingValues.read(settings, attribute -> null),
                    Clock.systemUTC(),
                    TestParts.everyLine(logger, "erp"),
                    new KeyLog(logger, "erp"));
            warned.addAll(started.keys().keys().warnings());
        } catch (ConfigurationException e) {
            e.problems().stream().map(Problem::toString).forEach(refused::add);
        }
        assertThat(refused).hasSize(problems);

        Said doctor = Said.byDoctor(settings);
        assertThat(doctor.problems()).containsExactlyInAnyOrderElementsOf(refused);
        assertThat(doctor.warnings()).containsAll(warned);
        boolean serversOnly = refused.stream().allMatch(problem -> problem.contains(": not set"));
        assertThat(doctor.status()).isEqualTo(refused.isEmpty() ? 0 : serversOnly ? 3 : 1);

        Said bean = Said.byMBean(settings);
        assertThat(bean.problems()).containsExactlyElementsOf(refused);
        assertThat(bean.warnings()).containsAll(warned);
        assertThat(bean.status()).isEqualTo(refused.isEmpty() ? 0 : 1);
        for (Said said : List.of(doctor, bean)) {
            assertThat(said.text())
                    .doesNotContain(
                            keys.application().password(),
                            small.application().password(),
                            keys.caller().password());
        }
    }

    private record Said(int status, List<String> problems, List<String> warnings, String text) {
        static Said byDoctor(Map<String, String> settings) {
            List<String> arguments = new ArrayList<>(List.of("keys"));
            settings.forEach((name, value) -> arguments.addAll(List.of("--set", name + "=" + value)));
            ByteArrayOutputStream printed = new ByteArrayOutputStream();
            PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
            int status = Doctor.run(arguments.toArray(String[]::new), System.in, out, out);
            String text = printed.toString(StandardCharsets.UTF_8);
            return new Said(status, after(text, "  - "), after(text, "warning: "), text);
        }

        private static List<String> after(String text, String mark) {
            return text.lines()
                    .filter(line -> line.startsWith(mark))
                    .map(line -> line.substring(mark.length()))
                    .toList();
        }

        static Said byMBean(Map<String, String> settings) throws JMException {
            String[] pairs = settings.entrySet().stream()
                    .map(entry -> entry.getKey() + "=" + entry.getValue())
                    .toArray(String[]::new);
            CompositeData report = (CompositeData) ManagementFactory.getPlatformMBeanServer()
                    .invoke(
                            new ObjectName(
                                    "org.erpconnector.auth:type=ConnectorAuth,context=\"/\",filter=\"one-check\""),
                            "checkSettings",
                            new Object[] {pairs},
                            new String[] {String[].class.getName()});
            return new Said(
                    (Boolean) report.get("healthy") ? 0 : 1,
                    List.of((String[]) report.get("problems")),
                    List.of((String[]) report.get("warnings")),
                    report.toString());
        }
    }
}
