package org.erpconnector.auth.config;

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
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Reads a small file of the deployer's whole, or says what keeps it from being read. */
public final class SmallFile {
    /** A keystore of a hundred keys has a tenth of this; a log or a disk image named by mistake has more. */
    public static final int LARGEST = 1 << 20;

    private static final Set<PosixFilePermission> OWNERS = PosixFilePermissions.fromString("rwx------");

    private SmallFile() {}

    /** What is wrong with a file, for a {@link Problem} that names the setting. The cause is what the file system said. */
    public static final class UnusableException extends Exception {
        private final transient Fault fault;

        UnusableException(String fault, String remedy, Exception cause) {
            super(fault, cause);
            this.fault = new Fault(fault, remedy);
        }

        UnusableException(String fault, String remedy) {
            super(fault);
            this.fault = new Fault(fault, remedy);
        }

        public Fault fault() {
            return fault;
        }
    }

    /**
     * Reads all bytes; at least one.
     *
     * @throws UnusableException if there is no such regular file, or it is unreadable, empty or over 1 MiB
     */
    public static byte[] read(Path file) throws UnusableException {
        byte[] bytes = bytes(file);
        if (bytes.length == 0) {
            throw new UnusableException("the file is empty", "Copy the file again, or export the key again");
        }
        if (bytes.length > LARGEST) {
            throw new UnusableException(
                    "the file is larger than 1 MiB", "Name the file that holds what belongs there and nothing else");
        }
        return bytes;
    }

    private static byte[] bytes(Path file) throws UnusableException {
        try {
            BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
            if (attributes.isDirectory()) {
                throw new UnusableException("a directory", "Write the path of the file itself");
            }
            // A pipe or a device would block the server's start, or never end.
            if (!attributes.isRegularFile()) {
                throw new UnusableException("not a regular file", "Write the path of a regular file");
            }
            try (InputStream in = Files.newInputStream(file)) {
                // Not readNBytes(int): what Java 8 has in its place gives null for an empty file.
                byte[] most = new byte[LARGEST + 1];
                return Arrays.copyOf(most, in.readNBytes(most, 0, most.length));
            }
        } catch (NoSuchFileException e) {
            throw new UnusableException("no such file", "Put the file there, or correct the path", e);
        } catch (AccessDeniedException e) {
            throw new UnusableException("the server may not read it", "Let the user " + user() + " read the file", e);
        } catch (IOException | SecurityException e) {
            throw new UnusableException(
                    "could not be read (" + e.getClass().getSimpleName() + ")",
                    "Check the disk, and that the user " + user() + " may read the file",
                    e);
        }
    }

    /**
     * Finds a file with secrets that other users of the machine may read, or give others to read: a file's owner may
     * always change its mode. A container's mounted secrets are often so, which is why this is no more than a warning.
     *
     * @param what it is, such as {@code file of the private key}
     * @return a fault; empty if there is none, or the file system knows no such modes
     */
    public static Optional<Fault> exposure(Path file, String what) {
        try {
            PosixFileAttributeView view =
                    Files.getFileAttributeView(file, PosixFileAttributeView.class, new LinkOption[0]);
            if (view == null) {
                return Optional.empty();
            }
            PosixFileAttributes seen = view.readAttributes();
            if (!OWNERS.containsAll(seen.permissions())) {
                return Optional.of(new Fault(
                        "other users of this machine may open the " + what + " ("
                                + PosixFilePermissions.toString(seen.permissions()) + ")",
                        "Set its mode to 0600"));
            }
            String owner = seen.owner().getName();
            return ours(owner)
                    ? Optional.empty()
                    : Optional.of(new Fault(
                            "the " + what + " belongs to another user of this machine (" + owner + ")",
                            "Give it to the user " + user()));
        } catch (IOException | SecurityException e) {
            return Optional.of(new Fault(
                    "the mode of the file could not be read (" + e.getClass().getSimpleName() + ")",
                    "Make sure that only the user " + user() + " may read it"));
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
