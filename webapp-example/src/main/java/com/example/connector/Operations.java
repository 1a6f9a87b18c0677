package com.example.connector;

import com.example.connector.contract.Operation;
import com.example.connector.contract.Reply;
import com.example.connector.contract.Request;
import com.example.connector.erp.ConnectorException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Runs each operation in one transaction. The caller gets a reply whatever happens, never an exception. */
record Operations(DataSource erp, Clock clock) {

    private static final Logger LOG = Logger.getLogger(Operations.class.getName());

    Reply answer(Operation operation, Request request) {
        try (Connection database = erp.getConnection()) {
            return answer(operation, request, database);
        } catch (ConnectorException e) {
            return Reply.failed(e.errorCode(), e.userExplanation(), e.getMessage());
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.SEVERE, operation + " failed", e);
            return Reply.failed(
                    null,
                    "The ERP system is not available.",
                    e.getClass().getSimpleName() + ", see the connector's log");
        }
    }

    private Reply answer(Operation operation, Request request, Connection database) throws SQLException {
        database.setAutoCommit(false);
        try {
            Reply reply = new Call(database, request, clock).answer(operation);
            database.commit();
            return reply;
        } finally {
            // After a commit there is nothing left to undo.
            database.rollback();
            database.setAutoCommit(true);
        }
    }
}
