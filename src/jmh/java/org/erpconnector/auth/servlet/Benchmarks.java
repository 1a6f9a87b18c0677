package org.erpconnector.auth.servlet;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.erpconnector.auth.replay.StoreBenchmark;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
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
    private static final String COLD = FirstHandshakeBenchmark.class.getSimpleName();
    private static final String BESIDE_RAW = "besideRaw";
    private static final String ROUND = "\\.round$";

    /**
     * Compiled when it is hot, and not when a busy machine comes round to it; and hot after a tenth of the usual calls: a
     * server has days for what RSA allows a benchmark a few thousand of.
     */
    private static final String[] WARM = {
        "-Xms1g", "-Xmx1g", "-XX:-BackgroundCompilation", "-XX:CompileThresholdScaling=0.1"
    };

    private Benchmarks() {}

    /**
     * Runs them.
     *
     * @throws IOException if the report cannot be written
     */
    public static void main(String[] args) throws RunnerException, IOException {
        Path report = Path.of(args[0]);
        String include = args.length > 1 ? args[1] : "";
        Path keys = report.resolveSibling("benchmark-keys");
        FirstHandshakeBenchmark.prepare(keys);
        List<RunResult> results = new ArrayList<>();
        for (ChainedOptionsBuilder options :
                List.of(brief(include), besideRaw(include), cold(include, keys), rounds(include))) {
            try {
                results.addAll(new Runner(options.build()).run());
            } catch (NoBenchmarksException e) {
                // The regular expression chooses none of this kind.
                continue;
            }
        }
        if (results.isEmpty()) {
            throw new IllegalArgumentException("no benchmark is called " + include);
        }
        BenchmarkReport made = new BenchmarkReport(Measurements.of(results));
        Files.writeString(report, made.text(), StandardCharsets.UTF_8);
        System.out.print(made.text());
        if (made.failed()) {
            System.exit(1);
        }
    }

    private static ChainedOptionsBuilder brief(String include) {
        return warm(include, 8).exclude(COLD).exclude(BESIDE_RAW).exclude(ROUND);
    }

    /** What takes a millisecond is compiled and settled after half a minute, and carries the promises. */
    private static ChainedOptionsBuilder besideRaw(String include) {
        return warm(include, 30).exclude("auth\\.(?!.*" + BESIDE_RAW + ")");
    }

    private static ChainedOptionsBuilder warm(String include, int warmups) {
        return all(include)
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.NANOSECONDS)
                .forks(2)
                .warmupIterations(warmups)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(5)
                .measurementTime(TimeValue.seconds(1))
                .jvmArgs(WARM)
                .addProfiler(CpuProfiler.class)
                .addProfiler(GCProfiler.class);
    }

    private static ChainedOptionsBuilder cold(String include, Path keys) {
        return all(include)
                .exclude("auth\\.(?!" + COLD + ")")
                .mode(Mode.SingleShotTime)
                .forks(10)
                .warmupIterations(0)
                .measurementIterations(1)
                .jvmArgs("-Dbenchmarks.keys=" + keys);
    }

    /** Many processes and threads at once: a round measures itself. */
    private static ChainedOptionsBuilder rounds(String include) {
        return all(include)
                .exclude("auth\\.(?!.*" + ROUND + ")")
                .mode(Mode.SingleShotTime)
                .forks(1)
                .warmupIterations(6)
                .measurementIterations(5)
                .param("store", StoreBenchmark.present())
                .jvmArgs(WARM);
    }

    private static ChainedOptionsBuilder all(String include) {
        return new OptionsBuilder()
                .include("auth\\..*" + include)
                .shouldFailOnError(true)
                .verbosity(VerboseMode.SILENT);
    }
}
