package org.erpconnector.auth.example;

import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Properties;
import org.erpconnector.auth.simulator.DemoKeys;

/** The administrator's part of the demo: fresh keys, told to the connector by system properties. */
public final class DemoSettings {
    private final DemoKeys keys;

    private DemoSettings(DemoKeys keys) {
        this.keys = keys;
    }

    /** Makes keys in a folder, in place of those of an earlier run. */
    public static DemoSettings make(Path folder) throws IOException {
        return new DemoSettings(DemoKeys.make(folder.toAbsolutePath()));
    }

    public DemoKeys keys() {
        return keys;
    }

    /** What an administrator would write into the server's configuration. */
    public void apply() {
        System.setProperty("erp-auth.application-id", keys.applicationId());
        System.setProperty("erp-auth.environment", "custom");
        System.setProperty(
                "erp-auth.application-key", keys.application().keystore().toString());
        System.setProperty("erp-auth.application-key-alias", keys.application().alias());
        System.setProperty(
                "erp-auth.application-key-password", keys.application().password());
        System.setProperty("erp-auth.caller-keys", keys.callerCertificate().toString());
    }

    /** Writes what the simulator needs to know of the running connector. */
    public Path write(Path file, URI connector) throws IOException {
        Properties properties = new Properties();
        properties.putAll(keys.asProperties());
        properties.setProperty("endpoint.soap", connector + "/Services/ErpConnectorWS.svc");
        properties.setProperty("endpoint.http", connector + "/authenticate");
        // It holds passwords: only for its owner, from the first byte on.
        Files.deleteIfExists(file);
        createForOwner(file);
        try (Writer out = Files.newBufferedWriter(file)) {
            properties.store(out, "The running example, for the simulator: handshake --properties <this file>");
        }
        return file;
    }

    private static void createForOwner(Path file) throws IOException {
        if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        } else {
            Files.createFile(file);
        }
    }
}
