package org.erpconnector.auth;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Runs every benchmark, writes what came of it, and ends with 1 if a handshake costs more than it may.
 *
 * <p>Arguments: the file to write; then, to run some only, a regular expression of benchmarks.
 */
public final class Benchmarks {
    private Benchmarks() {}

    /**
     * Runs them.
     *
     * @throws IOException if the report cannot be written
     */
    public static void main(String[] args) throws RunnerException, IOException {
        Path report = Path.of(args[0]);
        ChainedOptionsBuilder options = new OptionsBuilder()
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(2)
                .warmupIterations(3)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(1))
                // Compiled when it is hot, and not when a busy machine comes round to it.
                .jvmArgs("-Xms1g", "-Xmx1g", "-XX:-BackgroundCompilation")
                .addProfiler(CpuProfiler.class)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT)
                .resultFormat(ResultFormatType.JSON)
                .result(report.resolveSibling("benchmarks.json").toString());
        (args.length > 1 && !args[1].isEmpty() ? List.of(args[1]) : List.of("org.erpconnector.auth"))
                .forEach(options::include);
        Collection<RunResult> results = new Runner(options.build()).run();
        BenchmarkReport made = new BenchmarkReport(Measurements.of(results));
        Files.writeString(report, made.text(), StandardCharsets.UTF_8);
        System.out.print(made.text());
        if (made.failed()) {
            System.exit(1);
        }
    }
}
