package org.erpconnector.auth.replay;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import javax.sql.DataSource;
import org.erpconnector.auth.core.ReplayStoreException;

/**
 * A connection of the server's pool, as nonces need it: each statement is committed when it has been executed, so that no
 * reply is signed for a claim that may still be rolled back, and a database that has gone away does not keep a thread.
 * Given back to the pool as it was.
 */
final class CommittingConnection implements AutoCloseable {
    /** Longer than a statement may take, which the database itself ends. Drivers close a connection at its end. */
    private static final int NETWORK_MILLISECONDS = 3_000;

    private static final int NOT_SUPPORTED = -1;

    private final Connection connection;
    private final boolean committing;
    private final int network;

    private CommittingConnection(Connection connection, boolean committing, int network) {
        this.connection = connection;
        this.committing = committing;
        this.network = network;
    }

    static CommittingConnection of(DataSource source) throws SQLException, ReplayStoreException {
        Connection connection = source.getConnection();
        try {
            boolean committing = connection.getAutoCommit();
            if (!committing) {
                connection.setAutoCommit(true);
                if (!connection.getAutoCommit()) {
                    throw new ReplayStoreException(
                            "its connections take part in a transaction of somebody else's, which"
                                    + " may be rolled back: name a DataSource without one");
                }
            }
            return new CommittingConnection(connection, committing, limit(connection));
        } catch (SQLException | ReplayStoreException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** The limit that it had before. */
    private static int limit(Connection connection) throws SQLException {
        try {
            int before = connection.getNetworkTimeout();
            connection.setNetworkTimeout(Runnable::run, NETWORK_MILLISECONDS);
            return before;
        } catch (SQLFeatureNotSupportedException | AbstractMethodError olderDriver) {
            return NOT_SUPPORTED;
        }
    }

    Connection jdbc() {
        return connection;
    }

    @Override
    public void close() throws SQLException {
        try (connection) {
            if (!connection.isClosed()) {
                if (network != NOT_SUPPORTED) {
                    connection.setNetworkTimeout(Runnable::run, network);
                }
                if (!committing) {
                    connection.setAutoCommit(false);
                }
            }
        }
    }
}
