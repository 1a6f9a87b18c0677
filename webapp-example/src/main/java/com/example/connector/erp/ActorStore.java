package com.example.connector.erp;

import com.example.connector.contract.FieldMetadataInfoWS.Type;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads actors of one client of the ERP system. */
public record ActorStore(Connection database, String client) {

    /** So many keys or values in one statement: every database takes that many. */
    private static final int MOST_VALUES = 1000;

    /** Those of these keys that there are. */
    public List<Actor> byKeys(ActorKind kind, Collection<String> keys) throws SQLException {
        List<String> all = new ArrayList<>(keys);
        List<Actor> found = new ArrayList<>();
        for (int i = 0; i < all.size(); i += MOST_VALUES) {
            List<String> some = all.subList(i, Math.min(i + MOST_VALUES, all.size()));
            found.addAll(
                    find(kind, new SqlText("erp_key in (" + SqlText.marks(some.size()) + ")", new ArrayList<>(some))));
        }
        return found;
    }

    public List<Actor> changedSince(ActorKind kind, String timestamp) throws SQLException {
        return find(kind, SqlText.of("last_modified >= ?", ErpTime.read(timestamp)));
    }

    public List<Actor> matching(ActorKind kind, List<Restriction> restrictions) throws SQLException {
        SqlText condition = SqlText.of("1 = 1");
        for (Restriction restriction : restrictions) {
            condition = condition.and(restriction.toSql(kind));
            restriction.mustHaveItems(kind, new ListStore(database));
        }
        if (condition.parameters().size() > MOST_VALUES) {
            throw ConnectorException.badRequest(
                    "The search has too many conditions.", "More than " + MOST_VALUES + " values in Restrictions");
        }
        return find(kind, condition);
    }

    /** Actors that have the text in any of their text fields, or whose key it is. */
    public List<Actor> matching(ActorKind kind, String searchText) throws SQLException {
        return find(kind, anywhere(kind, searchText));
    }

    /** The same, of those that belong to a parent. */
    public List<Actor> below(String parentType, String parentKey, ActorKind kind, String searchText)
            throws SQLException {
        ActorKind parent = ActorKind.named(parentType);
        mustHave(parent, parentKey);
        return kind.parent().filter(parent::equals).isEmpty()
                ? List.of()
                : find(kind, SqlText.of("parent_key = ?", parentKey).and(anywhere(kind, searchText)));
    }

    void mustHave(ActorKind kind, String key) throws SQLException {
        Set<String> keys = Set.of(String.valueOf(key));
        if (byKeys(kind, keys).isEmpty()) {
            throw ConnectorException.unknownActor(kind.typeName(), keys);
        }
    }

    private static SqlText anywhere(ActorKind kind, String searchText) {
        String text = searchText == null ? "" : searchText.trim();
        SqlText condition = SqlText.of("erp_key = ?", text);
        for (FieldSpec field : kind.fields()) {
            if (field.type() == Type.TEXT) {
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
