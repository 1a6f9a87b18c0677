package com.example.connector.erp;

import com.example.connector.contract.FieldTypeWS;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads actors of one client of the ERP system. */
public record ActorStore(Connection database, String client) {

    public List<Actor> byKeys(ActorKind kind, List<String> keys) throws SQLException {
        if (keys == null || keys.isEmpty()) {
            return List.of();
        }
        return find(kind, new SqlText("erp_key in (" + SqlText.marks(keys.size()) + ")", new ArrayList<>(keys)));
    }

    public List<Actor> changedSince(ActorKind kind, String timestamp) throws SQLException {
        return find(kind, SqlText.of("last_modified >= ?", ErpTime.read(timestamp)));
    }

    public List<Actor> matching(ActorKind kind, List<Restriction> restrictions) throws SQLException {
        SqlText condition = SqlText.of("1 = 1");
        for (Restriction restriction : restrictions) {
            condition = condition.and(restriction.toSql(kind));
        }
        return find(kind, condition);
    }

    /** Actors that have the text in any of their text fields, or whose key it is. */
    public List<Actor> matching(ActorKind kind, String searchText) throws SQLException {
        return find(kind, anywhere(kind, searchText));
    }

    public List<Actor> below(ActorKind kind, String parentType, String parentKey, String searchText)
            throws SQLException {
        boolean possible = kind.parent()
                .filter(parent -> parent.typeName().equals(parentType))
                .isPresent();
        if (!possible) {
            return List.of();
        }
        return find(
                kind, SqlText.of("parent_key = ?", String.valueOf(parentKey)).and(anywhere(kind, searchText)));
    }

    private static SqlText anywhere(ActorKind kind, String searchText) {
        String text = searchText == null ? "" : searchText.trim();
        SqlText condition = SqlText.of("erp_key = ?", text);
        for (FieldSpec field : kind.fields()) {
            if (field.type() == FieldTypeWS.TEXT) {
                condition = condition.then(SqlText.of(
                        " or upper(" + field.column() + ") like upper(?) escape '!'",
                        "%" + Restriction.escape(text) + "%"));
            }
        }
        return condition;
    }

    private List<Actor> find(ActorKind kind, SqlText condition) throws SQLException {
        String columns = Stream.concat(
                        Stream.of("erp_key", "last_modified", kind.parent().isPresent() ? "parent_key" : "null"),
                        kind.fields().stream().map(FieldSpec::column))
                .collect(Collectors.joining(", "));
        SqlText query = SqlText.of("select " + columns + " from " + kind.table() + " where client = ?", client)
                .and(condition)
                .then(" order by last_modified, erp_key");
        return Sql.query(database, query, row -> read(kind, row));
    }

    private static Actor read(ActorKind kind, ResultSet row) throws SQLException {
        Map<String, Object> values = new LinkedHashMap<>();
        int column = 4;
        for (FieldSpec field : kind.fields()) {
            values.put(field.key(), plain(row.getObject(column++)));
        }
        return new Actor(kind, row.getString(1), row.getObject(2, LocalDateTime.class), row.getString(3), values);
    }

    private static Object plain(Object value) {
        return value instanceof Timestamp timestamp ? timestamp.toLocalDateTime() : value;
    }
}
