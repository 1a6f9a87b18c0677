package com.example.connector.erp;

import static com.example.connector.contract.FieldMetadataInfoWS.Access.MANDATORY;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** What an administrator has chosen for one connection: whose books, and the currency of new actors. */
public record SavedConnection(String client, String currency) {

    private static final FieldSpec CLIENT =
            FieldSpec.list("CLIENT", "Client", "Client").as(MANDATORY).described("Whose books to connect to", null);
    private static final FieldSpec CURRENCY =
            FieldSpec.list("CURRENCY", "Currency", "Currency").described("Given to new actors without one", "NOK");

    /** The fields that the administrator fills in. */
    public static final List<FieldSpec> FIELDS = List.of(CLIENT, CURRENCY);

    /** The settings, judged; whatever is wrong with them is said by an exception. */
    public static SavedConnection of(Map<String, String> settings, ListStore lists) throws SQLException {
        if (settings == null) {
            throw ConnectorException.badRequest("The connection has no settings.", "ConnectionInfo is missing");
        }
        for (String key : settings.keySet()) {
            mustBeKnown(key);
        }
        return new SavedConnection(setting(CLIENT, settings, lists), setting(CURRENCY, settings, lists));
    }

    private static void mustBeKnown(String key) {
        if (FIELDS.stream().noneMatch(field -> field.key().equals(key))) {
            throw ConnectorException.unknownField("A connection", key);
        }
    }

    private static String setting(FieldSpec field, Map<String, String> settings, ListStore lists) throws SQLException {
        String given = settings.get(field.key());
        String value = given == null || given.isBlank() ? field.defaultValue() : given;
        if (value == null) {
            throw ConnectorException.badRequest(
                    "Please fill in: " + field.label() + ".", "ConnectionInfo lacks [" + field.key() + "]");
        }
        lists.mustHave(field.listName(), value);
        return value;
    }
}
