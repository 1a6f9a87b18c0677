package org.erpconnector.auth.attack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestTag;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.ClassSource;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Writes down which rows of the catalogue the tests have tried, and with what success: a file for each test class, with
 * row, server and verdict. A test names its row by a tag or by a report entry.
 */
public final class CatalogueListener implements TestExecutionListener {
    private static final Path FOLDER = Path.of("target", "attack-catalogue");
    private static final Pattern ROW = Pattern.compile("[A-Z]{1,2}[0-9]{1,2}[a-z]?(-[0-9]{2})?");

    private final Map<String, Map<String, String>> entries = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> lines = new ConcurrentHashMap<>();

    @Override
    public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
        entries.put(test.getUniqueId(), entry.getKeyValuePairs());
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        String verdict = result.getStatus() == TestExecutionResult.Status.SUCCESSFUL ? "held" : "FAILED";
        Map<String, String> entry = entries.remove(test.getUniqueId());
        if (entry != null && entry.containsKey("row")) {
            note(test, entry.get("row"), entry.getOrDefault("server", "-"), verdict);
        }
        if (test.isTest()) {
            test.getTags().stream()
                    .map(TestTag::getName)
                    .filter(tag -> ROW.matcher(tag).matches())
                    .forEach(tag -> note(test, tag, "-", verdict));
        }
    }

    private void note(TestIdentifier test, String row, String server, String verdict) {
        lines.computeIfAbsent(className(test), name -> ConcurrentHashMap.newKeySet())
                .add(row + "\t" + server + "\t" + verdict);
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
