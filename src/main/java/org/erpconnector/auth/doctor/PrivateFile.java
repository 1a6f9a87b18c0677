package org.erpconnector.auth.doctor;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.UUID;

/** Writes a file that only its owner may read, from its first byte on. */
final class PrivateFile {
    private static final FileAttribute<?>[] OWNERS = {
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };

    private PrivateFile() {}

    /** Reads again what was written, before it takes the place of anything. */
    @FunctionalInterface
    interface Check {
        /**
         * Reads it.
         *
         * @param written the new file, not yet in its place
         * @throws UsageException if it is not what was to be written
         */
        void read(Path written) throws UsageException;
    }

    /** Refuses early what {@link #write} would refuse: before a password is asked for. */
    static void requireFree(Path file, boolean replace) throws UsageException {
        if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new UsageException(file + " is a folder: name a file in it");
        }
        if (!replace && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new UsageException(file + " exists already: name another file, or replace it with --force");
        }
    }

    /**
     * Makes the file; with {@code replace}, in one step in place of another. Whatever fails on the way, the disk or the
     * check, nothing is left behind, and a file that was to be replaced is what it was.
     */
    static void write(Path file, byte[] bytes, boolean replace, Check check) throws UsageException {
        Path made = replace ? beside(file) : file;
        SeekableByteChannel channel = create(made, file);
        try {
            try (channel) {
                ByteBuffer buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
            }
            check.read(made);
            if (replace) {
                Files.move(made, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            }
        } catch (IOException e) {
            throw new UsageException(file + " cannot be written: " + Shown.cause(e) + discard(made), e);
        } catch (UsageException e) {
            throw new UsageException(e.getMessage() + discard(made), e);
        } catch (RuntimeException | Error e) {
            throw new IllegalStateException(file + " cannot be written" + discard(made), e);
        }
    }

    private static Path beside(Path file) {
        return file.resolveSibling(".doctor-" + UUID.randomUUID() + ".new");
    }

    /** CREATE_NEW: nobody can have put a link or a readable file of that name there first. */
    private static SeekableByteChannel create(Path made, Path file) throws UsageException {
        boolean posix = made.getFileSystem().supportedFileAttributeViews().contains("posix");
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            return Files.newByteChannel(made, options, posix ? OWNERS : new FileAttribute<?>[0]);
        } catch (IOException e) {
            throw new UsageException(file + " cannot be written: " + Shown.cause(e), e);
        }
    }

    /** Half a private key is one, too. Returns what is to be said where the file cannot be deleted, else nothing. */
    private static String discard(Path made) {
        try {
            Files.deleteIfExists(made);
            return "";
        } catch (IOException e) {
            return ". Delete " + made + ", which may hold a private key: the doctor cannot (" + Shown.cause(e) + ")";
        }
    }
}
