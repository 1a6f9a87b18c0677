package org.erpconnector.auth.replay;

import java.math.BigInteger;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;
import org.erpconnector.auth.core.ReplayGuard;
import org.erpconnector.auth.core.ReplayStoreException;

/**
 * Remembers nonces in a table that all nodes of a cluster share. Safe for use by several threads and nodes.
 *
 * <p>A use is a row, and the table's unique key tells the first from every other one. So no clock decides what a replay is.
 * One decides when a row may be forgotten, and that is neither the database's nor ours alone: a row goes two hours after
 * its token's end, by the end of a token that SuperOffice has signed since and by our own clock, whichever is earlier. A
 * node whose clock runs ahead accepts no token, and so removes nothing that another node needs.
 *
 * <p>Its statements run in threads of our own, which no transaction of a connector's has anything to do with.
 */
final class DatabaseReplayGuard implements ReplayGuard {
    /** An hour is the longest life of a token, ten minutes are twice the largest skew; the rest is for clocks that differ. */
    static final Duration KEPT = Duration.ofHours(2);

    /** How often expired rows are removed. */
    static final Duration EVERY = Duration.ofMinutes(1);

    private static final Logger LOGGER = Logger.getLogger("org.erpconnector.auth");
    private static final int HASH_BITS = 256;

    private final ServerResource<DataSource> source;
    private final Clock clock;
    private final DeadlineThreads threads;
    private final AtomicLong swept = new AtomicLong(Long.MIN_VALUE);

    DatabaseReplayGuard(ServerResource<DataSource> source, Clock clock, DeadlineThreads threads) {
        this.source = source;
        this.clock = clock;
        this.threads = threads;
    }

    /**
     * Opens the table, and tries whether it tells a second use from a first.
     *
     * @param createTable make it if it is not there
     * @throws ReplayStoreException if there is none, it may not be written, or it does not answer
     */
    static DatabaseReplayGuard open(ServerResource<DataSource> source, boolean createTable, Clock clock)
            throws ReplayStoreException {
        DatabaseReplayGuard guard = new DatabaseReplayGuard(source, clock, DeadlineThreads.ofDatabase());
        try {
            if (createTable) {
                guard.threads.askAtStart(() -> guard.with(DatabaseReplayGuard::create));
            }
            String probe = hex(new BigInteger(HASH_BITS, new SecureRandom()));
            guard.threads.askAtStart(() -> guard.with(connection -> {
                NonceTable.check(connection, probe, clock.instant().getEpochSecond());
                return true;
            }));
            return guard;
        } catch (ReplayStoreException e) {
            guard.close();
            throw e;
        }
    }

    /** By a question that every database knows: where a table is listed, and in which case, differs. */
    private static boolean create(Connection connection) throws SQLException {
        try {
            return NonceTable.has(connection, NonceTable.MARK);
        } catch (SQLException absent) {
            try {
                NonceTable.create(connection);
            } catch (SQLException e) {
                // Another node has made it meanwhile; or the check, which comes next, says that it is not there.
                e.addSuppressed(absent);
                return NonceTable.has(connection, NonceTable.MARK);
            }
            return true;
        }
    }

    /** What is done with a connection. */
    @FunctionalInterface
    private interface Work {
        boolean with(Connection connection) throws SQLException, ReplayStoreException;
    }

    private boolean with(Work work) throws SQLException, ReplayStoreException {
        DataSource known = source.get();
        DeadlineThreads.seeClassesOf(known);
        try (CommittingConnection connection = CommittingConnection.of(known)) {
            return work.with(connection.jdbc());
        } catch (SQLException e) {
            // A resource that was made anew is another one.
            source.lost();
            throw e;
        }
    }

    @Override
    public boolean firstUse(String key, String nonce, Instant until) throws ReplayStoreException {
        String hash = hash(key, nonce);
        boolean first = threads.claim(
                () -> with(connection -> NonceTable.add(connection, hash, until.getEpochSecond())),
                () -> with(connection -> NonceTable.remove(connection, hash) == 1));
        if (first) {
            sweep(until);
        }
        return first;
    }

    @Override
    public void release(String key, String nonce) throws ReplayStoreException {
        String hash = hash(key, nonce);
        threads.ask(() -> with(connection -> NonceTable.remove(connection, hash) == 1));
    }

    /** Not of one application: a table may serve several filters, and a node whose application-id has just changed. */
    private static String hash(String key, String nonce) {
        return hex(new BigInteger(1, NonceHash.of(key, nonce)));
    }

    private static String hex(BigInteger hash) {
        return String.format(Locale.ROOT, "%064x", hash);
    }

    /** After an answer, and only if a thread is free: what could not be removed is a minute later. */
    private void sweep(Instant until) {
        long now = Math.min(until.getEpochSecond(), clock.instant().getEpochSecond());
        long before = now - KEPT.toSeconds();
        long last = swept.get();
        if (before - EVERY.toSeconds() >= last && swept.compareAndSet(last, before)) {
            threads.tell(() -> remove(before));
        }
    }

    private void remove(long before) {
        try {
            with(connection -> {
                NonceTable.sweep(connection, before, EVERY.toSeconds());
                return true;
            });
        } catch (SQLException | ReplayStoreException e) {
            LOGGER.log(
                    Level.WARNING,
                    "expired rows of " + NonceTable.NAME + " could not be removed; it is tried again after a minute",
                    e);
        }
    }

    /** Ends our threads. The rows stay: other nodes use them, and this one after its next start. */
    @Override
    public void close() {
        threads.close();
    }
}
