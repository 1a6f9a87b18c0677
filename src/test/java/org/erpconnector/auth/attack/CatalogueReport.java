package org.erpconnector.auth.attack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts together what {@link CatalogueListener} has written: for each catalogue a file with a line for each row, and a line
 * that sums them up.
 */
public final class CatalogueReport {
    private static final String NOT_TRIED = "NOT TRIED";
    private static final String FAILED = "FAILED";

    private final String build;
    private final Map<String, SortedSet<Try>> tries;

    /** What has come of a row in one test, or in several with the same end. */
    private record Try(String server, String verdict) implements Comparable<Try> {
        @Override
        public int compareTo(Try other) {
            return (server + verdict).compareTo(other.server + other.verdict);
        }
    }

    private CatalogueReport(String build, Map<String, SortedSet<Try>> tries) {
        this.build = build;
        this.tries = tries;
    }

    /**
     * Fails if a row failed; and, where all tests were to run, if a row was not tried.
     *
     * @param args the build that this is: verify, or the name of a profile
     */
    public static void main(String[] args) throws IOException {
        CatalogueReport report = new CatalogueReport(args[0], tries());
        List<String> faults = new ArrayList<>();
        for (Catalogue catalogue : Catalogue.values()) {
            faults.addAll(report.write(catalogue));
        }
        if (!faults.isEmpty()) {
            throw new IllegalStateException("rows of a catalogue failed or were not tried: " + faults);
        }
    }

    /** The rows for which the build must fail. */
    private List<String> write(Catalogue catalogue) throws IOException {
        List<String> lines = new ArrayList<>();
        Map<String, List<String>> rows = new TreeMap<>();
        SortedSet<String> servers = new TreeSet<>();
        for (CatalogueRow row : catalogue.rows()) {
            String verdict = verdict(row);
            SortedSet<String> where = servers(row);
            servers.addAll(where);
            rows.computeIfAbsent(verdict, none -> new ArrayList<>()).add(row.row());
            lines.add("%-8s %-9s %-7s %s%s%s"
                    .formatted(
                            row.row(),
                            verdict,
                            row.mark(),
                            row.title(),
                            where.isEmpty() ? "" : " [" + String.join(", ", where) + "]",
                            row.note().isEmpty() ? "" : " (" + row.note() + ")"));
        }
        String verdicts = rows.entrySet().stream()
                .map(verdict -> verdict.getValue().size() + " " + verdict.getKey())
                .collect(Collectors.joining(", "));
        String sum = "%s: of %d rows %s%s. Each row: %s"
                .formatted(
                        catalogue.title(),
                        catalogue.rows().size(),
                        verdicts,
                        servers.isEmpty() ? "" : "; on " + String.join(", ", servers),
                        catalogue.report());
        lines.add(sum);
        Files.write(catalogue.report(), lines);
        System.out.println(sum);
        List<String> faults = new ArrayList<>(rows.getOrDefault(FAILED, List.of()));
        if (everything()) {
            faults.addAll(rows.getOrDefault(NOT_TRIED, List.of()));
        }
        return faults;
    }

    private static boolean everything() {
        return Stream.of("test", "it.test", "skipITs").allMatch(name -> System.getProperty(name) == null);
    }

    private String verdict(CatalogueRow row) {
        SortedSet<Try> results = tries.getOrDefault(row.row(), new TreeSet<>());
        if (results.stream().anyMatch(result -> result.verdict.equals(FAILED))) {
            return FAILED;
        }
        if (!results.isEmpty()) {
            return "held";
        }
        if (row.hasNoTest()) {
            return "no test";
        }
        return row.isTriedIn(build) ? NOT_TRIED : "elsewhere";
    }

    private SortedSet<String> servers(CatalogueRow row) {
        return tries.getOrDefault(row.row(), new TreeSet<>()).stream()
                .map(Try::server)
                .filter(server -> !server.equals(CatalogueListener.NO_SERVER))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Map<String, SortedSet<Try>> tries() throws IOException {
        Map<String, SortedSet<Try>> tries = new TreeMap<>();
        if (!Files.isDirectory(CatalogueListener.FOLDER)) {
            return tries;
        }
        try (Stream<Path> parts = Files.list(CatalogueListener.FOLDER)) {
            for (Path part : parts.toList()) {
                for (String line : Files.readAllLines(part)) {
                    String[] columns = line.split("\t", -1);
                    tries.computeIfAbsent(columns[0], row -> new TreeSet<>()).add(new Try(columns[1], columns[2]));
                }
            }
        }
        return tries;
    }
}
