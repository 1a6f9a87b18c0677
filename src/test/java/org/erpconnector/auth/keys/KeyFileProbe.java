package org.erpconnector.auth.keys;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Problem;
import org.erpconnector.auth.matrix.Jdk;
import org.erpconnector.auth.testkit.ForkedJava;
import org.junit.jupiter.api.Assumptions;

/** Reads files of keys with one password, in this Java or another, and prints what becomes of each. */
public final class KeyFileProbe {
    private KeyFileProbe() {}

    /** Arguments: a file with the password in UTF-8, a certificate of the caller's, then the files. */
    public static void main(String[] arguments) throws Exception {
        String password = Files.readString(Path.of(arguments[0]));
        for (String file : List.of(arguments).subList(2, arguments.length)) {
            System.out.println("read " + Path.of(file).getFileName() + " " + read(file, arguments[1], password));
        }
    }

    /** {@code opened}, or the setting, fault and remedy of the refusal. */
    static String read(String file, String caller, String password) {
        try {
            KeySettings places = TestPlaces.of(file, caller).password(password).places();
            int bits = new SettingsKeyProvider().load(places).applicationKeyBits();
            return "opened " + bits;
        } catch (ConfigurationException refused) {
            Problem problem = refused.problems().get(0);
            return problem.setting() + ": " + problem.fault() + ". " + problem.remedy();
        }
    }

    /** One line for each file, read by the Java of a feature version where this machine has it. */
    public static List<String> inJava(int feature, Path folder, String password, List<String> files) throws Exception {
        Jdk jdk = Jdk.of(feature).orElse(null);
        Assumptions.assumeTrue(jdk != null, "no Java " + feature + " on this machine");
        List<String> arguments = new ArrayList<>(List.of(
                TestPlaces.write(folder, "password.txt", password),
                TestPlaces.write(folder, "caller.der", TestKeys.der(TestKeys.CALLER))));
        arguments.addAll(files);
        return ForkedJava.run(jdk.home(), folder, List.of(), KeyFileProbe.class, arguments)
                .after("read");
    }
}
