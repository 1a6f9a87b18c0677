package com.example.connector.erp;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.regex.Pattern;

/** The connections that SuperOffice has asked us to keep, by the GUID that it gave them. */
public record ConnectionStore(Connection database) {

    private static final Pattern GUID = Pattern.compile("\\{?(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})}?");
    private static final UUID NONE = new UUID(0, 0);

    public SavedConnection get(String text) throws SQLException {
        UUID guid = guid(text);
        SqlText query = SqlText.of("select guid, client, currency from saved_connection where guid = ?", guid);
        return Sql.query(
                        database,
                        query,
                        row -> new SavedConnection(row.getObject(1, UUID.class), row.getString(2), row.getString(3)))
                .stream()
                .findFirst()
                .orElseThrow(() -> unknown(text));
    }

    /** Lists are asked for before there is a connection, with zeros for its GUID. */
    public void mustBeKnownOrNew(String text) throws SQLException {
        if (!guid(text).equals(NONE)) {
            get(text);
        }
    }

    public void save(SavedConnection connection) throws SQLException {
        if (connection.guid().equals(NONE)) {
            throw ConnectorException.badRequest(
                    "The connection has no identity.", "ConnectionGuid of a connection to save is all zeros");
        }
        Sql.update(
                database,
                SqlText.of(
                        "merge into saved_connection (guid, client, currency) values (?, ?, ?)",
                        connection.guid(),
                        connection.client(),
                        connection.currency()));
    }

    /** A connection that is not there counts as deleted. */
    public void delete(String text) throws SQLException {
        Sql.update(database, SqlText.of("delete from saved_connection where guid = ?", guid(text)));
    }

    public static UUID guid(String text) {
        var matcher = GUID.matcher(String.valueOf(text).trim());
        if (!matcher.matches()) {
            throw unknown(text);
        }
        return UUID.fromString(matcher.group(1));
    }

    private static ConnectorException unknown(String guid) {
        return new ConnectorException(
                ConnectorException.UNKNOWN_CONNECTION_ID,
                "The connection is not known to the ERP connector.",
                "Unknown ConnectionGuid [" + guid + "]");
    }
}
