package org.erpconnector.auth.simulator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The folder of a set of demo keys. On POSIX file systems secret files are created owner-only. */
final class KeyFiles {

    static final String PROPERTIES = "keys.properties";

    private static final String MARK = "# Demo keys of the SuperOffice simulator. Never use them in production.\n";
    private static final List<String> ALL = List.of(
            "caller.p12",
            "caller.crt",
            "application.p12",
            "application-private.xml",
            "application-public.xml",
            "foreign.p12",
            PROPERTIES);

    private final Path folder;

    private KeyFiles(Path folder) {
        this.folder = folder;
    }

    /** Writes the files of a set. */
    @FunctionalInterface
    interface Writing {
        /** Writes them, and returns the set. */
        DemoKeys into(KeyFiles files) throws IOException, GeneralSecurityException;
    }

    /** Makes a complete set, or leaves none of its keys: a later run would refuse to replace them. */
    static DemoKeys whole(Path directory, Writing writing) throws IOException, GeneralSecurityException {
        KeyFiles files = in(directory);
        boolean whole = false;
        try {
            DemoKeys made = writing.into(files);
            whole = true;
            return made;
        } finally {
            if (!whole) {
                files.delete();
            }
        }
    }

    private void delete() throws IOException {
        for (String name : ALL) {
            Files.deleteIfExists(folder.resolve(name));
        }
    }

    /** Prepares the folder: deletes an earlier set, and refuses files of the same names that are not from one. */
    private static KeyFiles in(Path directory) throws IOException {
        Path folder = Files.createDirectories(directory.toAbsolutePath().normalize());
        boolean ours = isOurs(folder.resolve(PROPERTIES));
        for (String name : ALL) {
            Path file = folder.resolve(name);
            if (!ours && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw new FileAlreadyExistsException(
                        file.toString(), null, "it is no demo key of ours; choose an empty folder");
            }
        }
        KeyFiles files = new KeyFiles(folder);
        files.delete();
        return files;
    }

    /** 128 random bits, in the form of SuperOffice's application ids. */
    static String randomHex() {
        byte[] bytes = new byte[16];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    DemoKeys.StoredKey keystore(String name, String alias, RsaIdentity identity)
            throws IOException, GeneralSecurityException {
        String password = randomHex();
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(
                alias, identity.privateKey(), password.toCharArray(), new Certificate[] {identity.certificate()});
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        store.store(bytes, password.toCharArray());
        return new DemoKeys.StoredKey(write(name, bytes.toByteArray(), true), alias, password);
    }

    Path certificate(String name, X509Certificate certificate) throws IOException, GeneralSecurityException {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
        return open(name, "-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
    }

    Path secret(String name, String text) throws IOException {
        return write(name, text.getBytes(StandardCharsets.UTF_8), true);
    }

    Path open(String name, String text) throws IOException {
        return write(name, text.getBytes(StandardCharsets.UTF_8), false);
    }

    Path path(String name) {
        return folder.resolve(name);
    }

    /** Written last: a folder with this file holds a complete set. */
    void properties(Map<String, String> values) throws IOException {
        StringBuilder text = new StringBuilder(MARK);
        values.forEach((name, value) ->
                text.append(name).append('=').append(escaped(value)).append('\n'));
        secret(PROPERTIES, text.toString());
    }

    private static boolean isOurs(Path properties) throws IOException {
        return Files.isRegularFile(properties)
                && Files.readString(properties, StandardCharsets.UTF_8).startsWith(MARK);
    }

    private Path write(String name, byte[] bytes, boolean ownerOnly) throws IOException {
        Path file = folder.resolve(name);
        write(file, bytes, ownerOnly);
        return file;
    }

    /** A new file that only its owner can read: until it expires, a token is as good as a password. */
    static void secret(Path file, byte[] bytes) throws IOException {
        write(file, bytes, true);
    }

    /** Replaces no file, and leaves no partial one, such as on a full disk. */
    private static void write(Path file, byte[] bytes, boolean ownerOnly) throws IOException {
        Set<StandardOpenOption> newFile = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        SeekableByteChannel channel = Files.newByteChannel(file, newFile, permissions(file, ownerOnly));
        boolean whole = false;
        try {
            try (channel) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }
            whole = true;
        } finally {
            if (!whole) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static FileAttribute<?>[] permissions(Path file, boolean ownerOnly) {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        return ownerOnly && posix
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    /** Escaped for {@link java.util.Properties}, ASCII only, so that it can be read as bytes and as characters. */
    private static String escaped(String value) {
        StringBuilder escaped = new StringBuilder();
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\') {
                escaped.append("\\\\");
            } else if (c < 0x20 || c > 0x7e) {
                escaped.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                escaped.append(c);
            }
        }
        return escaped.toString();
    }
}
