package org.erpconnector.auth.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.erpconnector.auth.testkit.TestCount;

/** Counts tests, cell by cell, and makes a line of each. */
final class MatrixTable extends TestCount {
    private static final String FORMAT = "%-24s %-18s %-10s %5s %7s %8s  %s";

    private final List<String> lines = new ArrayList<>();
    /** The line of a cell whose tests have been run. */
    void ran(Cell cell) {
        line(cell, Integer.toString(run()), Integer.toString(passed()), String.join("; ", skipped()));
        reset();
    }

    /** The line of a cell that was not started. */
    void skipped(Cell cell, String reason) {
        line(cell, "-", "-", "SKIPPED: " + reason);
    }

    /** The line of a cell that should have started. */
    void failed(Cell cell) {
        line(cell, "-", "-", "DID NOT START: see the report of the tests");
    }

    private void line(Cell cell, String all, String good, String remark) {
        MatrixServer server = cell.server();
        String jdk = cell.jdk().map(Jdk::version).orElse(Integer.toString(cell.feature()));
        lines.add(String.format(
                        FORMAT,
                        server.container(),
                        server.version(),
                        jdk,
                        all,
                        good,
                        skipped().isEmpty() ? "" : Integer.toString(skipped().size()),
                        remark)
                .stripTrailing());
    }

    /** Prints it, and keeps it in a file. */
    void print(Path file) throws IOException {
        List<String> table = new ArrayList<>();
        table.add(String.format(FORMAT, "container", "version", "JDK", "run", "passed", "skipped", "")
                .stripTrailing());
        table.addAll(lines);
        Files.write(file, table);
        table.forEach(System.out::println);
    }
}
