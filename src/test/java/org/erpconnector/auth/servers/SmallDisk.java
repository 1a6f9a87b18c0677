package org.erpconnector.auth.servers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.erpconnector.auth.testkit.Shell;

/** A disk of four megabytes in memory. Linux lets root alone mount one, and not in every container. */
final class SmallDisk implements AutoCloseable {
    private final Shell shell;
    private Optional<Path> mounted = Optional.empty();

    SmallDisk(Shell shell) {
        this.shell = shell;
    }

    /**
     * Mounts it.
     *
     * @param place a folder that is not there yet
     * @param options of {@code mount}, besides its size; empty: none
     */
    Path mount(Path place, String options) {
        String all = options.isEmpty() ? "size=4m" : "size=4m," + options;
        String done = shell.run(
                "mkdir " + place + " && mount -t tmpfs -o " + all + " erp-small " + place + " && echo mounted || true");
        assumeTrue(done.endsWith("mounted\n"), "skipped on this machine: no small disk can be mounted: " + done);
        mounted = Optional.of(place);
        return place;
    }

    /** By a file of somebody else's. */
    void fill() {
        shell.run("cat /dev/zero > " + filler() + " || true");
    }

    void empty() {
        shell.run("rm " + filler());
    }

    private Path filler() {
        return mounted.orElseThrow().resolve("filler");
    }

    @Override
    public void close() {
        mounted.ifPresent(place -> shell.run("umount " + place));
    }
}
