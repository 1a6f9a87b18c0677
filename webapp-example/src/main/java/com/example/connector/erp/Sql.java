package com.example.connector.erp;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Plain JDBC, with the closing done. */
final class Sql {

    interface Row<T> {
        T read(ResultSet row) throws SQLException;
    }

    /** No text of ours is as long; one of megabytes costs a database its memory. */
    private static final int LONGEST = 1000;

    private Sql() {}

    static <T> List<T> query(Connection database, SqlText text, Row<T> reader) throws SQLException {
        try (PreparedStatement statement = prepare(database, text);
                ResultSet rows = statement.executeQuery()) {
            List<T> found = new ArrayList<>();
            while (rows.next()) {
                found.add(reader.read(rows));
            }
            return found;
        }
    }

    static int update(Connection database, SqlText text) throws SQLException {
        try (PreparedStatement statement = prepare(database, text)) {
            return statement.executeUpdate();
        }
    }

    private static PreparedStatement prepare(Connection database, SqlText text) throws SQLException {
        if (text.parameters().stream().anyMatch(value -> String.valueOf(value).length() > LONGEST)) {
            throw ConnectorException.badRequest(
                    "A text is too long.", "A text has more than " + LONGEST + " characters");
        }
        PreparedStatement statement = database.prepareStatement(text.sql());
        for (int i = 0; i < text.parameters().size(); i++) {
            statement.setObject(i + 1, text.parameters().get(i));
        }
        return statement;
    }
}
