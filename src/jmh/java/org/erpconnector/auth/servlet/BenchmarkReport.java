package org.erpconnector.auth.servlet;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.erpconnector.auth.servlet.Measurements.Measurement;
import org.openjdk.jmh.util.Statistics;

/** The table, and what was promised beside what was measured. */
final class BenchmarkReport {
    /** Of raw RSA to the whole handshake: below it the run fails. */
    private static final double LEAST_RATIO = 0.90;

    private final Measurements measured;

    BenchmarkReport(Measurements measured) {
        this.measured = measured;
    }

    /**
     * A promise.
     *
     * @param what is promised
     * @param promised how much
     * @param found what was measured
     * @param kept whether that is within the promise
     */
    private record Target(String what, String promised, String found, boolean kept) {}

    /** Whether a handshake of any contract costs more than it may, by the JDK's own provider. */
    boolean failed() {
        return measured.byName().values().stream()
                .anyMatch(m -> m.ratio() > 0 && m.toJdk() == 0 && m.ratio() < LEAST_RATIO);
    }

    String text() {
        StringBuilder text = new StringBuilder("# Benchmarks\n\n" + machine() + "\n\n"
                + "Medians of two forks. CPU is the time of the thread that does the work; bytes are what it allocates; RSA has\n"
                + "2048 bits. The ratio is the CPU of raw RSA verify and sign to that of the whole handshake, both by turns in one\n"
                + "thread. Quiet is the iteration of the ten whose operations took least: what the code takes while nobody else uses\n"
                + "the processor's other half.\n\n"
                + "| benchmark | CPU us | quiet us | bytes | ratio | quiet ratio |\n|---|---:|---:|---:|---:|---:|\n");
        measured.byName()
                .forEach((name, m) -> text.append(String.format(
                        Locale.ROOT,
                        "| %s | %s | %s | %.0f | %s | %s |%n",
                        name,
                        micros(m.cpuNanos()),
                        micros(m.quietNanos()),
                        m.bytes(),
                        ratio(m.ratio()),
                        ratio(m.quietRatio()))));
        rounds(text);
        text.append("""

                Rounds of many threads and processes: the median, and the least and the most. Of a server: what the whole of it
                takes for a handshake, for a connector's own request and for a line of the log, beside raw RSA, in us of CPU. No
                CPU are median and answer, the time until there is one.
                """);
        text.append("\n| target | promised | measured | |\n|---|---|---|---|\n");
        targets()
                .forEach(target -> text.append("| " + target.what() + " | " + target.promised() + " | " + target.found()
                        + " | " + (target.kept() ? "kept" : "MISSED") + " |\n"));
        return text.append('\n').toString();
    }

    /** A table for each kind of round, with a column for each thing that it counts: the median, and the least and most. */
    private void rounds(StringBuilder text) {
        String kind = "";
        for (Map.Entry<String, Map<String, Statistics>> round :
                measured.rounds().entrySet()) {
            String[] name = round.getKey().split("\\.round ", -1);
            if (!name[0].equals(kind)) {
                kind = name[0];
                text.append("\n| ").append(kind).append(" | ");
                round.getValue()
                        .keySet()
                        .forEach(counter ->
                                text.append(counter.replace("Nanos", " us")).append(" | "));
                text.append("\n|---|").append("---:|".repeat(round.getValue().size()));
            }
            text.append("\n| ").append(name[1]).append(" | ");
            round.getValue().forEach((counter, values) -> {
                double unit = counter.endsWith("Nanos") ? 1e-3 : 1;
                text.append(plain(values.getPercentile(50) * unit));
                if (values.getMax() > values.getMin()) {
                    text.append(" (" + plain(values.getMin() * unit) + " to " + plain(values.getMax() * unit) + ")");
                }
                text.append(" | ");
            });
        }
        text.append('\n');
    }

    private static String plain(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
    }

    private static String ratio(double ratio) {
        return ratio == 0 ? "" : String.format(Locale.ROOT, "%.3f", ratio);
    }

    private List<Target> targets() {
        List<Target> targets = new ArrayList<>();
        for (WireForm form : WireForm.values()) {
            measured.of("Handshake.besideRaw " + form)
                    .ifPresent(m -> targets.add(new Target(
                            "handshake " + form + ", ratio to raw RSA",
                            "at least 0.95",
                            ratio(m.ratio()) + "; quiet " + ratio(m.quietRatio()),
                            m.ratio() >= 0.95)));
            overRaw(form).ifPresent(targets::add);
        }
        for (String provider : List.of(Providers.CORRETTO, Providers.CONSCRYPT)) {
            measured.of("Native.besideRaw " + provider)
                    .ifPresent(m -> targets.add(new Target(
                            "handshake by " + provider + ", ratio to its raw RSA",
                            "at least 0.90",
                            String.format(
                                    Locale.ROOT,
                                    "%.3f; quiet %.3f; %.2f times the raw JDK's speed",
                                    m.ratio(),
                                    m.quietRatio(),
                                    m.toJdk()),
                            m.ratio() >= 0.90)));
        }
        for (String foreign : List.of("get", "json", "soapOfAnotherAction")) {
            measured.of("Foreign." + foreign)
                    .ifPresent(m -> targets.add(new Target(
                            "not ours by its head: " + foreign,
                            "at most 50 ns, no bytes",
                            String.format(
                                    Locale.ROOT,
                                    "%.0f ns, %.0f bytes; quiet %.0f ns",
                                    m.cpuNanos(),
                                    m.bytes(),
                                    m.quietNanos()),
                            m.cpuNanos() <= 50 && m.bytes() < 1)));
        }
        difference(
                        "what the status page keeps of a handshake",
                        "Status.verdict page",
                        "Status.verdict none",
                        2_000,
                        1_024)
                .ifPresent(targets::add);
        difference("peek and replay of 8 KB", "Foreign.bodyPeekedAndReplayed", "Foreign.bodyRead", 1_000, 9_000)
                .ifPresent(targets::add);
        for (String refused : List.of("unreadableEnvelope", "malformedToken", "unknownKey")) {
            measured.of("Refusal." + refused)
                    .ifPresent(m -> targets.add(new Target(
                            "refused before RSA: " + refused,
                            "at most 20 us",
                            micros(m.cpuNanos()) + " us; quiet " + micros(m.quietNanos()) + " us",
                            m.cpuNanos() <= 20_000)));
        }
        for (String provider : List.of(Providers.JDK, Providers.CORRETTO)) {
            double least = provider.equals(Providers.JDK) ? 0.85 : 0.70;
            counted("Server.round " + provider, "ratio")
                    .ifPresent(found -> targets.add(new Target(
                            "whole server by " + provider + ", ratio to raw RSA",
                            "at least " + plain(least),
                            range(found),
                            found.getPercentile(50) >= least)));
            counted("Server.round " + provider, "slowToMedian")
                    .ifPresent(found -> targets.add(new Target(
                            "the same: 99th percentile at 0.7 of the greatest load",
                            "at most 3 times the median",
                            range(found),
                            found.getPercentile(50) <= 3)));
        }
        counted("Store.round memory 100000", "heapBytes")
                .ifPresent(found -> targets.add(new Target(
                        "memory of store memory at its bound",
                        "at most 25 MB",
                        plain(found.getPercentile(50) / 10) + " MB",
                        found.getPercentile(50) <= 250)));
        for (String store : List.of("memory", "jcache", "h2", "postgresql")) {
            String most = store.equals("jcache") ? " 100000" : " 1000000";
            growth("Store.round " + store, most)
                    .ifPresent(times -> targets.add(new Target(
                            "a claim in store " + store + " of" + most + " nonces, by CPU",
                            "at most twice that of 1000",
                            plain(times) + " times",
                            times <= 2)));
        }
        measured.start()
                .ifPresent(start -> targets.add(new Target(
                        "first handshake after a start of " + micros(start.nanos() / 1000) + " ms",
                        "at most 250 ms, once",
                        micros(start.first() / 1000) + " ms; the median of the 201 from it on is "
                                + micros(start.median()) + " us",
                        start.first() <= 250_000_000)));
        return targets;
    }

    private Optional<Statistics> counted(String round, String counter) {
        return Optional.ofNullable(
                measured.rounds().getOrDefault(round, Map.of()).get(counter));
    }

    private static String range(Statistics found) {
        return ratio(found.getPercentile(50)) + "; " + ratio(found.getMin()) + " to " + ratio(found.getMax());
    }

    private Optional<Double> growth(String store, String most) {
        return cpu(store + most).flatMap(of -> cpu(store + " 1000").map(few -> of / few));
    }

    private Optional<Double> cpu(String round) {
        return counted(round, "cpuNanos")
                .flatMap(own -> counted(round, "databaseNanos").map(other -> own.getMean() + other.getMean()));
    }

    /** Bytes are compared with the raw benchmarks; CPU with the ratio's own, since it drifts from fork to fork. */
    private Optional<Target> overRaw(WireForm form) {
        Optional<Measurement> beside = measured.of("Handshake.besideRaw " + form);
        Optional<Measurement> whole = measured.of("Handshake.whole " + form);
        Optional<Measurement> verify = measured.of("Raw.verify");
        Optional<Measurement> sign = measured.of("Raw.sign");
        if (beside.isEmpty() || whole.isEmpty() || verify.isEmpty() || sign.isEmpty()) {
            return Optional.empty();
        }
        double over = over(beside.get().cpuNanos(), beside.get().ratio());
        double quiet = over(beside.get().quietNanos(), beside.get().quietRatio());
        double bytes = whole.get().bytes() - verify.get().bytes() - sign.get().bytes();
        return Optional.of(new Target(
                "handshake " + form + ", over raw RSA",
                "at most 40 us, 60 KB",
                String.format(Locale.ROOT, "%s us, %.1f KB; quiet %s us", micros(over), bytes / 1024, micros(quiet)),
                over <= 40_000 && bytes <= 60 * 1024));
    }

    /** One operation of besideRaw is raw RSA and a handshake: raw = cpu * ratio / (1 + ratio). */
    private static double over(double cpu, double ratio) {
        return cpu * (1 - ratio) / (1 + ratio);
    }

    private Optional<Target> difference(String what, String name, String baseline, double nanos, double bytes) {
        return measured.of(name)
                .flatMap(m -> measured.of(baseline)
                        .map(base -> new Target(
                                what,
                                "at most 1 us, one buffer",
                                String.format(
                                        Locale.ROOT,
                                        "%s us, %.0f bytes; quiet %s us",
                                        micros(m.cpuNanos() - base.cpuNanos()),
                                        m.bytes() - base.bytes(),
                                        micros(m.quietNanos() - base.quietNanos())),
                                m.cpuNanos() - base.cpuNanos() <= nanos && m.bytes() - base.bytes() <= bytes)));
    }

    private static String micros(double nanos) {
        return String.format(Locale.ROOT, nanos < 10_000 ? "%.3f" : "%.1f", nanos / 1000);
    }

    private static String machine() {
        return "Machine: " + processor() + ", " + Runtime.getRuntime().availableProcessors() + " processors, "
                + System.getProperty("os.name") + " " + System.getProperty("os.arch") + ", Java "
                + System.getProperty("java.runtime.version") + ".";
    }

    private static String processor() {
        try {
            return Files.readAllLines(Path.of("/proc/cpuinfo")).stream()
                    .filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse("a processor without a name");
        } catch (IOException e) {
            // Linux alone has that file.
            return "a processor without a name";
        }
    }
}
