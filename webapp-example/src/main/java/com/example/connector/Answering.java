package com.example.connector;

import com.example.connector.contract.ConnectorResultBaseWS;
import com.example.connector.contract.ResponseStateWS;
import com.example.connector.erp.ConnectorException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** Runs an operation in one transaction; the caller gets an answer whatever happens, never a fault. */
record Answering(DataSource erp) {

    private static final Logger LOG = Logger.getLogger(Answering.class.getName());

    interface Work<A> {
        void fill(A answer, Connection database) throws SQLException;
    }

    <A extends ConnectorResultBaseWS> A answer(A answer, Object request, Work<A> work) {
        return request == null
                ? error(answer, null, "The request is empty.", "The element [request] is missing")
                : answer(answer, work);
    }

    <A extends ConnectorResultBaseWS> A answer(A answer, Work<A> work) {
        try {
            inTransaction(answer, work);
            return ok(answer);
        } catch (ConnectorException e) {
            return error(answer, e.errorCode(), e.userExplanation(), e.getMessage());
        } catch (SQLException | RuntimeException e) {
            LOG.log(Level.SEVERE, "An operation failed", e);
            return error(
                    answer,
                    null,
                    "The ERP system is not available.",
                    e.getClass().getSimpleName() + ", see the connector's log");
        }
    }

    private <A> void inTransaction(A answer, Work<A> work) throws SQLException {
        try (Connection database = erp.getConnection()) {
            database.setAutoCommit(false);
            try {
                work.fill(answer, database);
                database.commit();
            } finally {
                // After a commit there is nothing left to undo.
                database.rollback();
                database.setAutoCommit(true);
            }
        }
    }

    private static <A extends ConnectorResultBaseWS> A ok(A answer) {
        answer.isOk = true;
        answer.state = ResponseStateWS.OK;
        return answer;
    }

    private static <A extends ConnectorResultBaseWS> A error(A answer, String code, String user, String tech) {
        answer.isOk = false;
        answer.state = ResponseStateWS.ERROR;
        answer.errorCode = code;
        answer.userExplanation = user;
        answer.techExplanation = tech;
        return answer;
    }
}
