package org.erpconnector.auth.replay;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.erpconnector.auth.core.ReplayStoreException;

/**
 * The table of used nonces, over one connection that commits each statement. What JDBC and SQL say, and no vendor's
 * dialect: no {@code ON CONFLICT}, no {@code LIMIT}, no error codes, and no column of a time, of whose zone databases
 * think differently. Stateless.
 */
final class NonceTable {
    static final String NAME = "erp_auth_nonce";

    /** Hexadecimal, since MariaDB compares letters without their case. */
    static final String SCRIPT = "CREATE TABLE " + NAME + " (nonce_hash CHAR(64) NOT NULL,"
            + " expires_at NUMERIC(19) NOT NULL, PRIMARY KEY (nonce_hash))";

    /** No hash: the row that says up to which instant expired rows were removed. */
    static final String MARK = String.format(Locale.ROOT, "%064d", 0);

    /** Integrity constraint violation. Which constraint, the standard does not say. */
    private static final String VIOLATION = "23";

    private static final int BATCH = 100;
    private static final int MOST_BATCHES = 50;
    /** The least that JDBC knows. The deadline of a handshake is shorter. */
    private static final int TIMEOUT_SECONDS = 1;

    private NonceTable() {}

    /**
     * Records a use.
     *
     * @return false if it is there already
     * @throws ReplayStoreException if the database says that it is there, and it is not
     */
    static boolean add(Connection connection, String hash, long expires) throws SQLException, ReplayStoreException {
        try (PreparedStatement insert =
                prepare(connection, "INSERT INTO " + NAME + " (nonce_hash, expires_at) VALUES (?, ?)")) {
            insert.setString(1, hash);
            insert.setLong(2, expires);
            if (insert.executeUpdate() != 1) {
                throw new ReplayStoreException("the database has not added a row to " + NAME);
            }
            return true;
        } catch (SQLException e) {
            if (!String.valueOf(e.getSQLState()).startsWith(VIOLATION)) {
                throw e;
            }
            // Of the same class is a value that another constraint of the table refuses.
            if (!has(connection, hash)) {
                throw new ReplayStoreException("the database has refused a row of " + NAME + " that is not there", e);
            }
            return false;
        }
    }

    static boolean has(Connection connection, String hash) throws SQLException {
        try (PreparedStatement select =
                prepare(connection, "SELECT expires_at FROM " + NAME + " WHERE nonce_hash = ?")) {
            select.setString(1, hash);
            try (ResultSet found = select.executeQuery()) {
                return found.next();
            }
        }
    }

    static int remove(Connection connection, String hash) throws SQLException {
        try (PreparedStatement delete = prepare(connection, "DELETE FROM " + NAME + " WHERE nonce_hash = ?")) {
            delete.setString(1, hash);
            return delete.executeUpdate();
        }
    }

    /**
     * Whether everything works that nonces need, by a row of its own.
     *
     * @param probe no hash of a nonce
     * @param expires when the row may go: not yet, or another node that removes old rows takes it from under the check
     * @throws ReplayStoreException if the table would let a token in twice
     */
    static void check(Connection connection, String probe, long expires) throws SQLException, ReplayStoreException {
        add(connection, MARK, 0);
        mark(connection, 0, 0);
        add(connection, probe, expires);
        boolean known = has(connection, probe);
        boolean twice = known && add(connection, probe, expires + 1);
        int removed = remove(connection, probe);
        if (!known || twice || removed != 1) {
            throw new ReplayStoreException(
                    NAME + " has no unique key on nonce_hash, or keeps less of it than 64 characters: a token would be"
                            + " answered twice, or none at all");
        }
    }

    /**
     * Removes rows that have expired, in small batches, unless another node does: it is the one that moves the mark.
     *
     * @param before rows that expired before this second
     * @param every by how many seconds the mark moves at least
     */
    static void sweep(Connection connection, long before, long every) throws SQLException {
        if (mark(connection, before, before - every) == 0) {
            return;
        }
        for (int batch = 0; batch < MOST_BATCHES && !Thread.currentThread().isInterrupted(); batch++) {
            List<String> expired = expired(connection, before);
            try (PreparedStatement delete =
                    prepare(connection, "DELETE FROM " + NAME + " WHERE nonce_hash = ? AND expires_at < ?")) {
                for (String hash : expired) {
                    delete.setString(1, hash);
                    delete.setLong(2, before);
                    delete.executeUpdate();
                }
            }
            if (expired.size() < BATCH) {
                return;
            }
        }
    }

    /** How many rows it has moved: 1, or 0 if another node was here. */
    private static int mark(Connection connection, long to, long from) throws SQLException {
        try (PreparedStatement update = prepare(
                connection, "UPDATE " + NAME + " SET expires_at = ? WHERE nonce_hash = ? AND expires_at <= ?")) {
            update.setLong(1, to);
            update.setString(2, MARK);
            update.setLong(3, from);
            return update.executeUpdate();
        }
    }

    private static List<String> expired(Connection connection, long before) throws SQLException {
        List<String> hashes = new ArrayList<>();
        try (PreparedStatement select =
                prepare(connection, "SELECT nonce_hash FROM " + NAME + " WHERE expires_at < ? AND nonce_hash <> ?")) {
            select.setMaxRows(BATCH);
            select.setLong(1, before);
            select.setString(2, MARK);
            try (ResultSet found = select.executeQuery()) {
                while (found.next()) {
                    hashes.add(found.getString(1));
                }
            }
        }
        return hashes;
    }

    private static PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            statement.setQueryTimeout(TIMEOUT_SECONDS);
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
    }

    /** Makes the table. */
    static void create(Connection connection) throws SQLException {
        try (PreparedStatement create = connection.prepareStatement(SCRIPT)) {
            create.executeUpdate();
        }
    }
}
