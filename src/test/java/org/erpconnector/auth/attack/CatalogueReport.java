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

/** Puts together what {@link CatalogueListener} has written: a line for each row, and one that sums them up. */
public final class CatalogueReport {
    private static final Path PARTS = Path.of("target", "attack-catalogue");
    private static final Path REPORT = Path.of("target", "attack-catalogue.txt");

    private CatalogueReport() {}

    /**
     * Fails if an attack succeeded; and, where all tests were to run, if a row was not tried.
     *
     * @param args none
     */
    public static void main(String[] args) throws IOException {
        List<String> report = new ArrayList<>();
        Map<String, Integer> counts = new TreeMap<>();
        Map<String, SortedSet<String>> tried = tried();
        SortedSet<String> servers = new TreeSet<>();
        List<String> missing = new ArrayList<>();
        for (CatalogueRow row : CatalogueRow.all()) {
            SortedSet<String> results = tried.getOrDefault(row.row(), new TreeSet<>());
            results.forEach(result -> servers.add(result.split("\t", -1)[0]));
            String verdict = verdict(row, results);
            if (verdict.equals("NOT TRIED")) {
                missing.add(row.row());
            }
            counts.merge(verdict, 1, Integer::sum);
            String where = results.stream()
                    .map(result -> result.split("\t", -1)[0])
                    .distinct()
                    .collect(Collectors.joining(", "));
            report.add("%-8s %-9s %-6s %s%s%s"
                    .formatted(
                            row.row(),
                            verdict,
                            row.expected(),
                            row.title(),
                            where.replace("-", "").isBlank() ? "" : " [" + where.replace("-, ", "") + "]",
                            row.note().isEmpty() ? "" : " (" + row.note() + ")"));
        }
        servers.remove("-");
        String verdicts = counts.entrySet().stream()
                .map(verdict -> verdict.getValue() + " " + verdict.getKey())
                .collect(Collectors.joining(", "));
        String sum = "Attack catalogue: of " + CatalogueRow.all().size() + " rows " + verdicts + "; on "
                + String.join(", ", servers) + ". Each row: " + REPORT;
        report.add(sum);
        Files.write(REPORT, report);
        System.out.println(sum);
        boolean everything =
                Stream.of("test", "it.test", "skipTests", "skipITs").allMatch(name -> System.getProperty(name) == null);
        if (counts.containsKey("FAILED") || (everything && !missing.isEmpty())) {
            throw new IllegalStateException(
                    "rows of the catalogue failed or were not tried: see " + REPORT + " " + missing);
        }
    }

    private static String verdict(CatalogueRow row, SortedSet<String> results) {
        if (results.stream().anyMatch(result -> result.endsWith("FAILED"))) {
            return "FAILED";
        }
        if (!results.isEmpty()) {
            return "held";
        }
        if (row.note().startsWith("no test:")) {
            return "no test";
        }
        return row.note().startsWith("profile ") ? "elsewhere" : "NOT TRIED";
    }

    /** Server and verdict of each row. */
    private static Map<String, SortedSet<String>> tried() throws IOException {
        Map<String, SortedSet<String>> tried = new TreeMap<>();
        if (!Files.isDirectory(PARTS)) {
            return tried;
        }
        try (Stream<Path> parts = Files.list(PARTS)) {
            for (Path part : parts.toList()) {
                for (String line : Files.readAllLines(part)) {
                    String[] columns = line.split("\t", 2);
                    tried.computeIfAbsent(columns[0], row -> new TreeSet<>()).add(columns[1]);
                }
            }
        }
        return tried;
    }
}
