package org.erpconnector.auth.keys;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the file system says of some files, links followed: time, size and identity. It differs after a write, after an
 * atomic rename onto the name, after a delete and after the swap of a link anywhere on the path, as Kubernetes does it.
 * Asking is cheap and works on network file systems, which do not notify watchers.
 */
record FileStamps(String text) {
    static FileStamps of(Set<Path> files) {
        return new FileStamps(
                new TreeSet<>(files).stream().map(FileStamps::stamp).collect(Collectors.joining("\n")));
    }

    private static String stamp(Path file) {
        try {
            BasicFileAttributes seen = Files.readAttributes(file, BasicFileAttributes.class);
            return file + " " + seen.lastModifiedTime() + " " + seen.size() + " " + seen.fileKey();
        } catch (IOException | SecurityException e) {
            return file + " " + e.getClass().getName();
        }
    }
}
