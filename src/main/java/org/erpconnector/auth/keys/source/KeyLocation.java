package org.erpconnector.auth.keys.source;

import java.nio.file.Path;
import java.util.Optional;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Secret;
import org.erpconnector.auth.config.SmallFile;

/** Where keys lie: a file, a JNDI name, or the application server's own keystore. {@link KeyLocationParser} reads one. */
public sealed interface KeyLocation {
    /**
     * Reads what lies there.
     *
     * @throws ConfigurationException if it cannot be read or decoded
     */
    LoadedKeyMaterial open(KeySourceContext context) throws ConfigurationException;

    /** True if only the server can read it: elsewhere a JNDI name means nothing, nor does {@code server}. */
    static boolean onlyInServer(String text) {
        try {
            KeyLocation place = KeyLocationParser.parse(KeySourceContext.callerKeys(Optional.empty()), text);
            return place instanceof JndiLocation
                    || (place instanceof ServerLocation && ServerLocation.file().isEmpty());
        } catch (ConfigurationException noPlace) {
            // Reading it refuses with the same words, where a person sees them.
            return false;
        }
    }

    /** A file by its absolute path. */
    record FileLocation(Path path) implements KeyLocation {
        @Override
        public LoadedKeyMaterial open(KeySourceContext context) throws ConfigurationException {
            return new LoadedKeyMaterial(context, KeyFormat.decode(context, read(context)), Optional.of(path));
        }

        private byte[] read(KeySourceContext context) throws ConfigurationException {
            try {
                return SmallFile.read(path);
            } catch (SmallFile.UnusableException e) {
                throw context.refuse(e.fault().fault(), e.fault().remedy(), e.getCause());
            }
        }
    }

    /** A name that only this server's own naming service resolves. */
    record JndiLocation(String name) implements KeyLocation {
        @Override
        public LoadedKeyMaterial open(KeySourceContext context) throws ConfigurationException {
            return JndiKeys.open(context, JndiKeys.lookup(context, name));
        }
    }

    /**
     * The keystore with which the server's process was started. Its type is recognised by content where the server does not set
     * {@code javax.net.ssl.keyStoreType}, as Payara.
     */
    record ServerLocation() implements KeyLocation {
        private static final String FILE = "javax.net.ssl.keyStore";
        private static final String PASSWORD = "javax.net.ssl.keyStorePassword";
        private static final String TYPE = "javax.net.ssl.keyStoreType";

        /** The file that the system property names; empty outside a server. */
        static Optional<String> file() {
            return Optional.ofNullable(System.getProperty(FILE))
                    .filter(file -> !file.isBlank() && !file.equals("NONE"));
        }

        @Override
        public LoadedKeyMaterial open(KeySourceContext context) throws ConfigurationException {
            String file = file().orElseThrow(() -> context.refuse(
                    "this server does not say where its keystore is (system property " + FILE + " is "
                            + (System.getProperty(FILE, "").isBlank() ? "not set" : "NONE") + ")",
                    "Start the server with -D" + FILE + "=<file>, or write the file's absolute path here"));
            KeySourceContext server = context.seenAt(context.place() + " = " + file)
                    .orPassword(
                            Optional.ofNullable(System.getProperty(PASSWORD)).map(Secret::new))
                    .ofType(Optional.ofNullable(System.getProperty(TYPE)).filter(type -> !type.isBlank()));
            // A relative path is resolved as the server resolves it: against its working directory.
            return new FileLocation(Path.of(file).toAbsolutePath()).open(server);
        }
    }
}
