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
import java.util.Optional;
import java.util.Set;

/** Writes a file that only its owner may read, from its first byte on. */
final class PrivateFile {
    private static final FileAttribute<?>[] OWNERS = {
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
    };

    private PrivateFile() {}

    /** Refuses early what {@link #write} would refuse: before a password is asked for. */
    static void requireFree(Path file, boolean replace) throws UsageException {
        if (!replace && Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            throw new UsageException(file + " exists already: name another file, or replace it with --force");
        }
    }

    /** Makes the file; with {@code replace}, in one step in place of another. */
    static void write(Path file, byte[] bytes, boolean replace) throws UsageException {
        try {
            if (replace) {
                Path beside = beside(file);
                create(beside, bytes);
                Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
            } else {
                create(file, bytes);
            }
        } catch (IOException e) {
            throw new UsageException(file + " cannot be written: " + Shown.cause(e), e);
        }
    }

    private static Path beside(Path file) throws IOException {
        Path folder = Optional.ofNullable(file.getParent()).orElse(file);
        Path made = Files.createTempFile(folder, ".doctor", ".new");
        Files.delete(made);
        return made;
    }

    /** CREATE_NEW: nobody can have put a link or a readable file of that name there first. */
    private static void create(Path file, byte[] bytes) throws IOException {
        boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
        Set<StandardOpenOption> options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (SeekableByteChannel channel =
                Files.newByteChannel(file, options, posix ? OWNERS : new FileAttribute<?>[0])) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }
    }
}
