package org.erpconnector.auth.servlet;

import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.util.Statistics;

/**
 * What was measured, by the benchmark's name: class and method, and the values of its parameters.
 *
 * @param byName in alphabetical order
 * @param start the start of a filter; empty if it was not measured
 * @param rounds what rounds have measured themselves, by its own name
 */
record Measurements(
        Map<String, Measurement> byName, Optional<Start> start, Map<String, Map<String, Statistics>> rounds) {
    /**
     * Medians of all iterations of all forks; and what the quietest of them says, the one whose operations took least: a
     * shared machine is slower while its owner's others work, and not for all code alike.
     *
     * @param cpuNanos CPU time of one operation
     * @param quietNanos the same in the quietest iteration
     * @param bytes allocated by one operation
     * @param ratio of raw RSA to the whole, measured by turns; 0: not a benchmark of that kind
     * @param quietRatio the same in the quietest iteration
     * @param toJdk of the JDK's raw RSA to the whole, where another provider is measured; 0: none is
     */
    record Measurement(
            double cpuNanos, double quietNanos, double bytes, double ratio, double quietRatio, double toJdk) {}

    /**
     * CPU time, medians of all forks.
     *
     * @param nanos of the start
     * @param first handshake after it
     * @param median of the handshakes that follow
     */
    record Start(double nanos, double first, double median) {}

    static Measurements of(Collection<RunResult> results) {
        Map<String, Measurement> byName = new TreeMap<>();
        Map<String, Map<String, Statistics>> rounds = new TreeMap<>();
        Optional<Start> start = Optional.empty();
        for (RunResult result : results) {
            if (result.getSecondaryResults().containsKey("startNanos")) {
                start = Optional.of(start(result));
            } else if (result.getParams().getMode() == Mode.SingleShotTime) {
                Map<String, Statistics> counters = new TreeMap<>();
                result.getSecondaryResults().forEach((name, counter) -> counters.put(name, counter.getStatistics()));
                rounds.put(name(result.getParams()), counters);
            } else {
                byName.put(name(result.getParams()), measurement(result));
            }
        }
        return new Measurements(byName, start, rounds);
    }

    Optional<Measurement> of(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    private static String name(BenchmarkParams params) {
        String method = params.getBenchmark().replaceFirst(".*\\.(\\w+)Benchmark\\.", "$1.");
        return params.getParamsKeys().stream()
                .map(params::getParam)
                .reduce(method, (name, value) -> name + " " + value);
    }

    private static Measurement measurement(RunResult result) {
        Map<String, Result> by = result.getSecondaryResults();
        double raw = sum(by.get("rawNanos"));
        IterationResult quiet = quietest(result);
        return new Measurement(
                median(by.get(CpuProfiler.LABEL)),
                cpu(quiet),
                median(by.get("gc.alloc.rate.norm")),
                raw == 0 ? 0 : raw / sum(by.get("handshakeNanos")),
                raw == 0 ? 0 : score(quiet, "rawNanos") / score(quiet, "handshakeNanos"),
                raw == 0 ? 0 : sum(by.get("jdkNanos")) / sum(by.get("handshakeNanos")));
    }

    private static IterationResult quietest(RunResult result) {
        return result.getBenchmarkResults().stream()
                .flatMap(fork -> fork.getIterationResults().stream())
                .min(Comparator.comparingDouble(Measurements::cpu))
                .orElseThrow();
    }

    private static double cpu(IterationResult iteration) {
        return score(iteration, CpuProfiler.LABEL);
    }

    private static double score(IterationResult iteration, String name) {
        return iteration.getSecondaryResults().get(name).getScore();
    }

    private static Start start(RunResult result) {
        Map<String, Result> by = result.getSecondaryResults();
        return new Start(median(by.get("startNanos")), median(by.get("firstNanos")), median(by.get("medianNanos")));
    }

    private static double median(Result result) {
        return result.getStatistics().getPercentile(50);
    }

    private static double sum(Result result) {
        return result == null ? 0 : result.getStatistics().getSum();
    }
}
