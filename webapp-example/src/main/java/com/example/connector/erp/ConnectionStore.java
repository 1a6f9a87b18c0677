package com.example.connector.erp;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The connections that SuperOffice has asked us to keep, by the GUID that it gave them. */
public record ConnectionStore(Connection database) {

    private static final Pattern GUID = Pattern.compile("\\{?(\\p{XDigit}{8}(?:-\\p{XDigit}{4}){3}-\\p{XDigit}{12})}?");
    private static final UUID NONE = new UUID(0, 0);

    public SavedConnection get(String guid) throws SQLException {
        SqlText query = SqlText.of("select client, currency from saved_connection where guid = ?", key(guid));
        return Sql.query(database, query, row -> new SavedConnection(row.getString(1), row.getString(2))).stream()
                .findFirst()
                .orElseThrow(() -> unknown(guid));
    }

    /** While a connection is being set up there is none yet, and zeros stand for its GUID. */
    public void mustBeKnownOrNew(String guid) throws SQLException {
        if (!read(guid).equals(Optional.of(NONE))) {
            get(guid);
        }
    }

    /** Keeps a new connection, or changes the one of this GUID. */
    public void save(String guid, SavedConnection connection) throws SQLException {
        // Not as an unknown connection: for that, the caller would send the same again.
        UUID key = read(guid)
                .filter(read -> !read.equals(NONE))
                .orElseThrow(() -> ConnectorException.badRequest(
                        "The connection has no identity.", "Not a ConnectionGuid to save under: [" + guid + "]"));
        Changes.begin(database);
        Sql.update(database, deletion(key.toString()));
        Sql.update(
                database,
                SqlText.of(
                        "insert into saved_connection (guid, client, currency) values (?, ?, ?)",
                        key.toString(),
                        connection.client(),
                        connection.currency()));
    }

    public void delete(String guid) throws SQLException {
        if (Sql.update(database, deletion(key(guid))) == 0) {
            throw unknown(guid);
        }
    }

    private static SqlText deletion(String key) {
        return SqlText.of("delete from saved_connection where guid = ?", key);
    }

    private static String key(String guid) {
        return read(guid).orElseThrow(() -> unknown(guid)).toString();
    }

    private static Optional<UUID> read(String text) {
        Matcher guid = GUID.matcher(String.valueOf(text).trim());
        return guid.matches() ? Optional.of(UUID.fromString(guid.group(1))) : Optional.empty();
    }

    private static ConnectorException unknown(String guid) {
        return new ConnectorException(
                ConnectorException.UNKNOWN_CONNECTION_ID,
                "The connection is not known to the ERP connector.",
                "Unknown ConnectionGuid [" + guid + "]");
    }
}
