package org.erpconnector.auth.replay;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.cache.CacheManager;
import javax.cache.Caching;
import javax.sql.ConnectionPoolDataSource;
import org.erpconnector.auth.core.ReplayGuard;
import org.erpconnector.auth.core.ReplayStoreException;
import org.erpconnector.auth.servers.PostgresServer;
import org.erpconnector.auth.testkit.TestTokens;
import org.h2.jdbcx.JdbcConnectionPool;
import org.h2.jdbcx.JdbcDataSource;
import org.openjdk.jmh.annotations.AuxCounters;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.postgresql.ds.PGConnectionPoolDataSource;

/**
 * What it costs to claim a nonce, by how many are remembered. Two nodes claim at once, each by two threads; of a store in
 * one process's memory there is one node. They claim different nonces, as callers do.
 */
@State(Scope.Benchmark)
public class StoreBenchmark {
    private static final int CLAIMS = 400;
    /** Of a store that is quicker by two orders. */
    private static final int CLAIMS_IN_MEMORY = 4_000;

    private static final int NODES = 2;
    private static final String KEY = "0123456789ABCDEF0123456789ABCDEF01234567";
    private static final Duration LIFE = Duration.ofMinutes(6);

    /** Which, and how many nonces it remembers. A cache has room for 131,072. */
    @Param({
        "memory 1000",
        "memory 100000",
        "memory 1000000",
        "jcache 1000",
        "jcache 100000",
        "h2 1000",
        "h2 100000",
        "h2 1000000",
        "postgresql 1000",
        "postgresql 100000",
        "postgresql 1000000"
    })
    public String store;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final ExecutorService callers = Executors.newFixedThreadPool(2 * NODES);
    private final List<ReplayGuard> nodes = new ArrayList<>();
    private final List<AutoCloseable> opened = new ArrayList<>();
    private Instant now = Instant.now();
    private double bytes;

    /** Of one claim. */
    @AuxCounters(AuxCounters.Type.EVENTS)
    @State(Scope.Thread)
    public static class Claim {
        /** CPU time of this process. */
        public double cpuNanos;
        /** CPU time of the database's, which is told by the hundredth of a second. */
        public double databaseNanos;
        /** Until the answer; not CPU. */
        public double answerNanos;
        /** Of a thousand: no room in their part of the cache, or no answer in half a second. */
        public double refused;
        /** Of the heap, for each nonce that is remembered. */
        public double heapBytes;
    }

    /** Those that this machine has. */
    public static String[] present() {
        boolean postgres = Files.isDirectory(Path.of("/usr/lib/postgresql"));
        try {
            return Arrays.stream(StoreBenchmark.class
                            .getField("store")
                            .getAnnotation(Param.class)
                            .value())
                    .filter(name -> postgres || !name.startsWith("postgresql"))
                    .toArray(String[]::new);
        } catch (NoSuchFieldException e) {
            throw new IllegalStateException(e);
        }
    }

    @Setup
    public void remember() throws Exception {
        String name = store.split(" ", -1)[0];
        int remembered = Integer.parseInt(store.split(" ", -1)[1]);
        long before = heap();
        switch (name) {
            case "memory" -> memory(remembered);
            case "jcache" -> cache(remembered);
            case "h2" -> {
                JdbcDataSource source = new JdbcDataSource();
                source.setURL("jdbc:h2:mem:erp;DB_CLOSE_DELAY=-1");
                database(
                        source,
                        "SELECT RAWTOHEX(HASH('SHA-256', STRINGTOUTF8(CAST(X AS VARCHAR)))), %d FROM SYSTEM_RANGE(1, %d)",
                        remembered);
            }
            case "postgresql" -> {
                PGConnectionPoolDataSource source = new PGConnectionPoolDataSource();
                PostgresServer server = PostgresServer.start();
                opened.add(server);
                source.setUrl(server.url() + "?user=postgres");
                database(
                        source,
                        "SELECT encode(sha256(i::text::bytea), 'hex'), %d FROM generate_series(1, %d) i",
                        remembered);
            }
            default -> throw new IllegalArgumentException(store);
        }
        bytes = (double) (heap() - before) / remembered;
    }

    private static long heap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private void fill(int remembered) {
        for (int i = 0; i < remembered; i++) {
            claim(nodes.get(0), TestTokens.freshNonce(), now.plus(Duration.ofDays(1)));
        }
    }

    private Clock clock() {
        InstantSource time = () -> now;
        return time.withZone(ZoneOffset.UTC);
    }

    /** What is measured comes on top. */
    private void memory(int remembered) {
        nodes.add(new MemoryReplayGuard(remembered + CLAIMS_IN_MEMORY, clock()));
        fill(remembered);
    }

    private void cache(int remembered) throws ReplayStoreException {
        CacheManager manager = Caching.getCachingProvider().getCacheManager();
        opened.add(manager);
        for (int i = 0; i < NODES; i++) {
            nodes.add(JCacheReplayGuard.open(() -> NonceCache.open(manager, TestTokens.APPLICATION_ID), clock()));
        }
        fill(remembered);
    }

    private void database(ConnectionPoolDataSource source, String rows, int remembered) throws Exception {
        for (int i = 0; i < NODES; i++) {
            JdbcConnectionPool pool = JdbcConnectionPool.create(source);
            nodes.add(DatabaseReplayGuard.open(ServerResource.of(() -> pool), true, Clock.systemUTC()));
            if (i == 0) {
                try (Connection connection = pool.getConnection();
                        Statement statement = connection.createStatement()) {
                    // H2 keeps the guard's for its connection.
                    statement.setQueryTimeout(0);
                    statement.execute("INSERT INTO " + NonceTable.NAME + " "
                            + rows.formatted(now.plus(Duration.ofDays(1)).getEpochSecond(), remembered));
                }
            }
        }
    }

    @Benchmark
    public void round(Claim claim) throws Exception {
        int claims = store.startsWith("memory") ? CLAIMS_IN_MEMORY : CLAIMS;
        List<List<String>> nonces = IntStream.range(0, 2 * NODES)
                .mapToObj(i -> Stream.generate(TestTokens::freshNonce)
                        .limit(claims / (2 * NODES))
                        .toList())
                .toList();
        long cpu = cpu();
        long others = others();
        long begun = System.nanoTime();
        long first = claim(nonces);
        double nanos = System.nanoTime() - begun;
        if (first < claims / 2) {
            throw new IllegalStateException("most claims had no answer");
        }
        claim.cpuNanos = (double) (cpu() - cpu) / claims;
        claim.databaseNanos = (double) (others() - others) / claims;
        claim.answerNanos = nanos * 2 * NODES / claims;
        claim.refused = 1000.0 * (claims - first) / claims;
        claim.heapBytes = bytes;
        // What was claimed has expired when the next comes; rows of a database stay for two hours.
        now = now.plus(LIFE);
    }

    private boolean claim(ReplayGuard node, String nonce, Instant until) {
        try {
            if (!node.firstUse(KEY, nonce, until)) {
                throw new IllegalStateException("a fresh nonce was known");
            }
            return true;
        } catch (ReplayStoreException e) {
            return false;
        }
    }

    /** How many were claimed. */
    private long claim(List<List<String>> nonces) throws Exception {
        List<Callable<Long>> work = new ArrayList<>();
        for (List<String> some : nonces) {
            ReplayGuard node = nodes.get(work.size() % nodes.size());
            work.add(() -> some.stream()
                    .filter(nonce -> claim(node, nonce, now.plus(LIFE)))
                    .count());
        }
        long sum = 0;
        for (Future<Long> done : callers.invokeAll(work)) {
            sum += done.get();
        }
        return sum;
    }

    /** Of all threads of Java: the guard has threads of its own, and H2 runs in them. */
    private long cpu() {
        return Arrays.stream(threads.getAllThreadIds())
                .map(threads::getThreadCpuTime)
                .sum();
    }

    private static long others() {
        return ProcessHandle.current()
                .descendants()
                .map(process -> process.info().totalCpuDuration().orElse(Duration.ZERO))
                .mapToLong(Duration::toNanos)
                .sum();
    }

    @TearDown
    public void close() throws Exception {
        callers.shutdown();
        nodes.forEach(ReplayGuard::close);
        for (AutoCloseable resource : opened) {
            resource.close();
        }
    }
}
