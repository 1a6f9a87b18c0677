package com.example.connector.erp;

import com.example.connector.contract.FieldMetadataInfoWS.Access;
import com.example.connector.contract.FieldMetadataInfoWS.Type;
import java.util.Locale;

/** What the connector tells of a field. Its column is named after the key, so no name of a caller's gets into SQL. */
public record FieldSpec(
        String key,
        Type type,
        String label,
        String description,
        String listName,
        String defaultValue,
        int maxLength,
        Access access) {

    static FieldSpec text(String key, String label, int maxLength) {
        return new FieldSpec(key, Type.TEXT, label, null, null, null, maxLength, Access.NORMAL);
    }

    static FieldSpec of(String key, String label, Type type) {
        return new FieldSpec(key, type, label, null, null, null, 0, Access.NORMAL);
    }

    static FieldSpec list(String key, String label, String listName) {
        return new FieldSpec(key, Type.LIST, label, null, listName, null, 40, Access.NORMAL);
    }

    FieldSpec as(Access other) {
        return new FieldSpec(key, type, label, description, listName, defaultValue, maxLength, other);
    }

    FieldSpec described(String text, String value) {
        return new FieldSpec(key, type, label, text, listName, value, maxLength, access);
    }

    String column() {
        return key.toLowerCase(Locale.ROOT);
    }

    boolean isMandatory() {
        return access == Access.MANDATORY;
    }
}
