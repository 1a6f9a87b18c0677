package org.erpconnector.auth;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;

/**
 * What was measured, by the benchmark's name: class and method, and the values of its parameters.
 *
 * @param byName in alphabetical order
 * @param start the start of a filter; empty if it was not measured
 */
record Measurements(Map<String, Measurement> byName, Optional<Start> start) {
    /**
     * Medians of all iterations of all forks.
     *
     * @param cpuNanos CPU time of one operation
     * @param bytes allocated by one operation
     * @param ratio of raw RSA to the whole, measured by turns; 0: not a benchmark of that kind
     * @param toJdk of the JDK's raw RSA to the whole, where another provider is measured; 0: none is
     */
    record Measurement(double cpuNanos, double bytes, double ratio, double toJdk) {}

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
        Optional<Start> start = Optional.empty();
        for (RunResult result : results) {
            if (result.getSecondaryResults().containsKey("startNanos")) {
                start = Optional.of(start(result));
            } else {
                byName.put(name(result.getParams()), measurement(result));
            }
        }
        return new Measurements(byName, start);
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
        return new Measurement(
                median(by.get(CpuProfiler.LABEL)),
                median(by.get("gc.alloc.rate.norm")),
                raw == 0 ? 0 : raw / sum(by.get("handshakeNanos")),
                raw == 0 ? 0 : sum(by.get("jdkNanos")) / sum(by.get("handshakeNanos")));
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
