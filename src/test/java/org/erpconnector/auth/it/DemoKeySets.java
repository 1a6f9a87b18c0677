package org.erpconnector.auth.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.erpconnector.auth.example.DemoSettings;
import org.erpconnector.auth.simulator.DemoKeys;

/** The keys of all these tests, made once for each run. */
final class DemoKeySets {
    /** The system property in which {@code VaultKeys} finds the deployer's set. */
    static final String VAULT = "it.vault";

    private static final DemoSettings ADMINISTRATORS = make("administrators");
    private static final DemoSettings DEPLOYERS = make("deployers");

    private DemoKeySets() {}

    /** For keys, and what goes with them. */
    static Path folder() {
        return Path.of("target", "it-keys").toAbsolutePath();
    }

    /** What the system properties erp-auth.* name: what a connector gets whose WAR says nothing else. */
    static DemoKeys administrators() {
        return ADMINISTRATORS.keys();
    }

    /** The same, as what an administrator writes down of them. */
    static DemoSettings administratorsSettings() {
        return ADMINISTRATORS;
    }

    /** Keys that no setting names. */
    static DemoKeys deployers() {
        return DEPLOYERS.keys();
    }

    /** What an administrator does before the first deployment. Doing it again changes nothing. */
    static void tellTheServer() {
        ADMINISTRATORS.apply();
        System.setProperty(VAULT, deployers().properties().toString());
    }

    private static DemoSettings make(String name) {
        try {
            return DemoSettings.make(folder().resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
