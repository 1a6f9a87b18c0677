package org.erpconnector.auth.simulator;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Fills in the settings of a new connection as an administrator would: the given value, or the connector's default, or
 * for a mandatory field the first item of its list or a value of its type.
 *
 * @param values what is sent to the connector
 * @param notes which values were made up; contains no given values
 */
record ConnectionForm(Map<String, String> values, List<String> notes) {

    /** Reads a list from the connector. */
    @FunctionalInterface
    interface Lists {
        Map<String, String> items(String listName) throws UnreachableException, OperationFailedException;
    }

    static ConnectionForm fill(List<ErpField> fields, Map<String, String> given, Lists lists)
            throws UnreachableException, OperationFailedException {
        Map<String, String> values = new LinkedHashMap<>();
        List<String> notes = new ArrayList<>();
        for (ErpField field : fields) {
            String value = given.getOrDefault(field.key(), field.defaultValue());
            if (value.isEmpty() && field.mandatory()) {
                value = madeUp(field, lists);
                notes.add(Shown.text(field.key()) + " is mandatory and has no default: [" + Shown.text(value)
                        + "] is filled in, unless --properties has connection." + Shown.text(field.key()));
            }
            // A label is text on the screen, not a field.
            if (!field.type().equals("Label")) {
                values.put(field.key(), value);
            }
        }
        return new ConnectionForm(values, List.copyOf(notes));
    }

    /** In SuperOffice's notation: type and value in brackets; text and list items without. */
    static String madeUp(ErpField field, Lists lists) throws UnreachableException, OperationFailedException {
        return switch (field.type()) {
            case "List" ->
                lists.items(field.listName()).keySet().stream().findFirst().orElse("");
            case "Checkbox", "Integer" -> "[I:0]";
            case "Double" -> "[F:0.0]";
            case "Datetime" -> "[DT:01/01/2000 00:00:00.0000000]";
            default -> "demo";
        };
    }
}
