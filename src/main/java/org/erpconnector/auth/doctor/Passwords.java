package org.erpconnector.auth.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.erpconnector.auth.config.Secret;

/** Passwords from a file or the console: one in an argument would be read by every user of the machine, with ps. */
final class Passwords {
    private static final int LONGEST_FILE = 4096;

    private Passwords() {}

    /** The password in the file that an option names; empty when the option is not given. */
    static Optional<Secret> file(String option, Optional<Path> file) throws UsageException {
        return file.isEmpty() ? Optional.empty() : Optional.of(read(option, file.get()));
    }

    private static Secret read(String option, Path file) throws UsageException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LONGEST_FILE + 1);
        } catch (IOException e) {
            throw new UsageException("the file of " + option + " cannot be read: " + file + ", " + Shown.cause(e), e);
        }
        // An editor ends the line; the password does not.
        String first =
                new String(bytes, StandardCharsets.UTF_8).lines().findFirst().orElse("");
        if (first.isEmpty() || bytes.length > LONGEST_FILE) {
            throw new UsageException(
                    "the file of " + option + " has no password in its first line, or is no such file: " + file);
        }
        return new Secret(first);
    }
}
