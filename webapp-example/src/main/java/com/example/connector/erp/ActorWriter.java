package com.example.connector.erp;

import com.example.connector.contract.FieldAccessWS;
import com.example.connector.contract.FieldTypeWS;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Creates and changes actors of one connection. All or nothing: the caller owns the transaction. */
public record ActorWriter(Connection database, SavedConnection connection, Clock clock) {

    /** Gives the new actor's key. */
    public String create(ActorKind kind, String parentType, String parentKey, Map<String, String> fieldValues)
            throws SQLException {
        Map<String, Object> columns = columns(kind, fieldValues);
        mustHaveMandatory(kind, columns);
        if (kind.fields().stream().anyMatch(field -> field.key().equals("CURRENCY"))) {
            columns.putIfAbsent("currency", connection.currency());
        }
        putParent(kind, parentType, parentKey, columns);
        columns.put("client", connection.client());
        columns.put("last_modified", ErpTime.now(clock));
        String key = nextKey();
        columns.put("erp_key", key);
        String sql = "insert into " + kind.table() + " (" + String.join(", ", columns.keySet()) + ") values ("
                + SqlText.marks(columns.size()) + ")";
        Sql.update(database, new SqlText(sql, new ArrayList<>(columns.values())));
        return key;
    }

    /** Changes the fields that are named, and the parent where one is named. */
    public void change(
            ActorKind kind, String erpKey, String parentType, String parentKey, Map<String, String> fieldValues)
            throws SQLException {
        Map<String, Object> columns = columns(kind, fieldValues);
        putParent(kind, parentType, parentKey, columns);
        columns.put("last_modified", ErpTime.now(clock));
        String assignments =
                columns.keySet().stream().map(column -> column + " = ?").collect(Collectors.joining(", "));
        SqlText update = new SqlText(
                        "update " + kind.table() + " set " + assignments, new ArrayList<>(columns.values()))
                .then(SqlText.of(" where client = ? and erp_key = ?", connection.client(), String.valueOf(erpKey)));
        if (Sql.update(database, update) == 0) {
            throw unknownActor(kind, erpKey);
        }
    }

    private Map<String, Object> columns(ActorKind kind, Map<String, String> fieldValues) throws SQLException {
        Map<String, Object> columns = new LinkedHashMap<>();
        for (var entry : (fieldValues == null ? Map.<String, String>of() : fieldValues).entrySet()) {
            FieldSpec field = kind.field(entry.getKey());
            columns.put(field.column(), value(field, entry.getValue()));
        }
        return columns;
    }

    private Object value(FieldSpec field, String text) throws SQLException {
        if (field.access() == FieldAccessWS.READ_ONLY) {
            throw refused(field, "is read-only");
        }
        Object value = ErpValue.decode(field.type(), text);
        if (value == null && field.isMandatory()) {
            throw refused(field, "must not be empty");
        }
        if (value instanceof String string && string.length() > field.maxLength()) {
            throw refused(field, "takes at most " + field.maxLength() + " characters");
        }
        if (value != null && field.type() == FieldTypeWS.LIST) {
            new ListStore(database).mustHave(field.listName(), value.toString());
        }
        return value;
    }

    private static void mustHaveMandatory(ActorKind kind, Map<String, Object> columns) {
        for (FieldSpec field : kind.fields()) {
            if (field.isMandatory() && columns.get(field.column()) == null) {
                throw refused(field, "must not be empty");
            }
        }
    }

    private void putParent(ActorKind kind, String parentType, String parentKey, Map<String, Object> columns)
            throws SQLException {
        if (parentKey == null || parentKey.isEmpty()) {
            return;
        }
        ActorKind parent = kind.parent()
                .filter(candidate -> candidate.typeName().equals(parentType))
                .orElseThrow(() -> ConnectorException.badRequest(
                        "An actor of this type cannot have such a parent.",
                        kind.typeName() + " has no parent of type [" + parentType + "]"));
        if (new ActorStore(database, connection.client())
                .byKeys(parent, List.of(parentKey))
                .isEmpty()) {
            throw unknownActor(parent, parentKey);
        }
        columns.put("parent_key", parentKey);
    }

    private String nextKey() throws SQLException {
        return Sql.query(database, SqlText.of("select next value for erp_key"), row -> row.getString(1))
                .get(0);
    }

    private static ConnectorException refused(FieldSpec field, String why) {
        return ConnectorException.badRequest(
                "The field " + field.label() + " " + why + ".", "Field [" + field.key() + "] " + why);
    }

    private static ConnectorException unknownActor(ActorKind kind, String erpKey) {
        return ConnectorException.badRequest(
                "The actor is not in the ERP system.", kind.typeName() + " [" + erpKey + "] does not exist");
    }
}
