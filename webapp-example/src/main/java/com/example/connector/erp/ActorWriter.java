package com.example.connector.erp;

import com.example.connector.contract.FieldMetadataInfoWS.Access;
import com.example.connector.contract.FieldMetadataInfoWS.Type;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Creates and changes actors of one connection. All or nothing: the caller owns the transaction. */
public record ActorWriter(Connection database, SavedConnection connection, Clock clock) {

    /** Gives the new actor's key. */
    public String create(ActorKind kind, String parentType, String parentKey, Map<String, String> fieldValues)
            throws SQLException {
        Changes changes = new Changes(database, clock);
        Map<String, Object> columns = columns(kind, fieldValues);
        mustHaveMandatory(kind, columns);
        if (kind.fields().stream().anyMatch(field -> field.key().equals("CURRENCY"))) {
            columns.putIfAbsent("currency", connection.currency());
        }
        putParent(kind, parentType, parentKey, columns);
        columns.put("client", connection.client());
        columns.put("last_modified", changes.nextMoment());
        String key = changes.nextKey();
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
        columns.put("last_modified", new Changes(database, clock).nextMoment());
        String assignments =
                columns.keySet().stream().map(column -> column + " = ?").collect(Collectors.joining(", "));
        SqlText update = new SqlText(
                        "update " + kind.table() + " set " + assignments, new ArrayList<>(columns.values()))
                .then(SqlText.of(" where client = ? and erp_key = ?", connection.client(), String.valueOf(erpKey)));
        if (Sql.update(database, update) == 0) {
            throw ConnectorException.unknownActor(kind.typeName(), Set.of(String.valueOf(erpKey)));
        }
    }

    private Map<String, Object> columns(ActorKind kind, Map<String, String> fieldValues) throws SQLException {
        Map<String, Object> columns = new LinkedHashMap<>();
        for (var entry : fieldValues.entrySet()) {
            FieldSpec field = kind.field(entry.getKey());
            columns.put(field.column(), value(field, entry.getValue()));
        }
        return columns;
    }

    private Object value(FieldSpec field, String text) throws SQLException {
        if (field.access() == Access.READ_ONLY) {
            throw refused(field, "is read-only");
        }
        Object value = ErpValue.decode(field.type(), text);
        if (value == null && field.isMandatory()) {
            throw refused(field, "must not be empty");
        }
        if (value instanceof String string && string.length() > field.maxLength()) {
            throw refused(field, "takes at most " + field.maxLength() + " characters");
        }
        if (value != null && field.type() == Type.LIST) {
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
        new ActorStore(database, connection.client()).mustHave(parent, parentKey);
        columns.put("parent_key", parentKey);
    }

    private static ConnectorException refused(FieldSpec field, String why) {
        return ConnectorException.badRequest(
                "The field " + field.label() + " " + why + ".", "Field [" + field.key() + "] " + why);
    }
}
