package org.erpconnector.auth.keys.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.erpconnector.auth.config.ConfigurationException;

/** Reads a small file whole, or says what keeps it from being read. */
public final class KeyFile {
    /** A keystore of a hundred keys has a tenth of this; a log or a disk image named by mistake has more. */
    static final int LARGEST = 1 << 20;

    private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rwx------");

    private KeyFile() {}

    /**
     * Reads all bytes; at least one.
     *
     * @throws ConfigurationException if there is no such regular file, or it is unreadable, empty or over 1 MiB
     */
    static byte[] read(KeySourceContext context, Path file) throws ConfigurationException {
        byte[] bytes = bytes(context, file);
        if (bytes.length == 0) {
            throw context.refuse("the file is empty", "Copy the file again, or export the key again");
        }
        if (bytes.length > LARGEST) {
            throw context.refuse("the file is larger than 1 MiB", "Name the file that holds the keys and nothing else");
        }
        return bytes;
    }

    private static byte[] bytes(KeySourceContext context, Path file) throws ConfigurationException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                throw context.refuse("a directory", "Write the path of the file itself");
            }
            // A pipe or a device would block the server's start, or never end.
            if (!attributes.isRegularFile()) {
                throw context.refuse("not a regular file", "Write the path of a regular file");
            }
            try (InputStream in = Files.newInputStream(file)) {
                return in.readNBytes(LARGEST + 1);
            }
        } catch (NoSuchFileException e) {
            throw context.refuse("no such file", "Put the file there, or correct the path", e);
        } catch (AccessDeniedException e) {
            throw context.refuse("the server may not read it", "Let the user " + user() + " read the file", e);
        } catch (IOException | SecurityException e) {
            throw context.refuse(
                    "could not be read (" + e.getClass().getSimpleName() + ")",
                    "Check the disk, and that the user " + user() + " may read the file",
                    e);
        }
    }

    /**
     * Warns of a private key that other users of the machine may read, or give others to read: a file's owner may always
     * change its mode.
     *
     * @return a sentence, or nothing where the file system knows no such modes
     */
    public static Optional<String> exposure(KeySourceContext context, Path file) {
        try {
            PosixFileAttributeView view =
                    Files.getFileAttributeView(file, PosixFileAttributeView.class, new LinkOption[0]);
            if (view == null) {
                return Optional.empty();
            }
            PosixFileAttributes seen = view.readAttributes();
            if (!OWNERS.containsAll(seen.permissions())) {
                return Optional.of(context.problem(
                                "other users of this machine may open the file of the private key ("
                                        + PosixFilePermissions.toString(seen.permissions()) + ")",
                                "Set its mode to 0600")
                        .toString());
            }
            String owner = seen.owner().getName();
            return ours(owner)
                    ? Optional.empty()
                    : Optional.of(context.problem(
                                    "the file of the private key belongs to another user of this machine (" + owner
                                            + ")",
                                    "Give it to the user " + user())
                            .toString());
        } catch (IOException | SecurityException e) {
            return Optional.of(context.problem(
                            "the mode of the file could not be read ("
                                    + e.getClass().getSimpleName() + ")",
                            "Make sure that only the user " + user() + " may read it")
                    .toString());
        }
    }

    /** Root reads all files anyway; a container's user may have no name, for which Java says a question mark. */
    private static boolean ours(String owner) {
        return owner.equals("root") || owner.equals(user()) || user().equals("?");
    }

    private static String user() {
        return System.getProperty("user.name", "of the server");
    }
}
