package org.erpconnector.auth.attack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes down which rows of the catalogues the tests have tried, and with what success: a file for each test class, with
 * row, server and verdict. A test names its rows by tags or by report entries {@code row}, and where it runs by an entry
 * {@code server}.
 */
public final class CatalogueListener implements TestExecutionListener {
    /** One for each build: what is left of the one before is deleted at the beginning. */
    static final Path FOLDER = Path.of("target", "catalogue-rows");

    static final String NO_SERVER = "-";
    static final Pattern ROW = Pattern.compile("[A-Z]{1,2}[0-9]{1,2}[a-z]?(-[0-9]{2})?");

    private final Map<String, List<Map<String, String>>> entries = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> lines = new ConcurrentHashMap<>();

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        entries.computeIfAbsent(test.getUniqueId(), id -> new CopyOnWriteArrayList<>())
                .add(entry.getKeyValuePairs());
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        List<Map<String, String>> published = entries.getOrDefault(test.getUniqueId(), List.of());
        entries.remove(test.getUniqueId());
        // What an assumption ended has tried nothing.
        if (!test.isTest() || result.getStatus() == TestExecutionResult.Status.ABORTED) {
            return;
        }
        String verdict = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL ? "held" : "FAILED";
        String server = published.stream()
                .flatMap(entry -> Stream.ofNullable(entry.get("server")))
                .findFirst()
                .orElse(NO_SERVER);
        Stream<String> tags = test.getTags().stream().map(TestTag::getName).filter(ROW.asMatchPredicate());
        Stream<String> rows = published.stream().flatMap(entry -> Stream.ofNullable(entry.get("row")));
        Stream.concat(tags, rows)
                .forEach(row -> lines.computeIfAbsent(className(test), name -> ConcurrentHashMap.newKeySet())
                        .add(row + "\t" + server + "\t" + verdict));
    }

    private static String className(TestIdentifier test) {
        return test.getSource()
                .map(source -> source instanceof MethodSource method
                        ? method.getClassName()
                        : source instanceof ClassSource type ? type.getClassName() : "unknown")
                .orElse("unknown");
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        try {
            Files.createDirectories(FOLDER);
            for (Map.Entry<String, Set<String>> of : new TreeMap<>(lines).entrySet()) {
                String text = of.getValue().stream().sorted().collect(Collectors.joining("\n", "", "\n"));
                Files.writeString(FOLDER.resolve(of.getKey() + ".tsv"), text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
