package org.erpconnector.auth.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.erpconnector.auth.example.DemoSettings;
import org.erpconnector.auth.simulator.DemoKeys;

/** The keys of all these tests, made once for each run, and told to the server before anything is deployed. */
final class DemoKeySets {
    /** The system property in which {@code VaultKeys} finds the deployer's set. */
    static final String VAULT = "it.vault";

    private static final DemoKeys ADMINISTRATORS = administratorsWord();
    private static final DemoKeys DEPLOYERS = vault();

    private DemoKeySets() {}

    /** What the system properties erp-auth.* name: what a connector gets whose WAR says nothing else. */
    static DemoKeys administrators() {
        return ADMINISTRATORS;
    }

    /** Keys that no setting names. */
    static DemoKeys deployers() {
        return DEPLOYERS;
    }

    private static DemoKeys administratorsWord() {
        DemoSettings settings = make("administrators");
        settings.apply();
        return settings.keys();
    }

    private static DemoKeys vault() {
        DemoKeys keys = make("deployers").keys();
        System.setProperty(VAULT, keys.properties().toString());
        return keys;
    }

    private static DemoSettings make(String name) {
        try {
            return DemoSettings.make(Path.of("target", "it-keys", name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
