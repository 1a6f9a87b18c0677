package com.example.connector.erp;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The ERP system's lists: currencies, countries and so on. */
public record ListStore(Connection database) {

    public Map<String, String> items(String listName) throws SQLException {
        SqlText text = SqlText.of(
                "select item_key, item_text from list_item where list_name = ? order by item_text",
                String.valueOf(listName));
        Map<String, String> items = new LinkedHashMap<>();
        Sql.query(database, text, row -> items.put(row.getString(1), row.getString(2)));
        if (items.isEmpty()) {
            throw ConnectorException.badRequest(
                    "The ERP system has no such list.", "Unknown ListName [" + listName + "]");
        }
        return items;
    }

    public Map<String, String> items(String listName, List<String> keys) throws SQLException {
        Map<String, String> all = items(listName);
        Map<String, String> chosen = new LinkedHashMap<>();
        for (String key : keys == null ? List.<String>of() : keys) {
            chosen.put(key, text(listName, all, key));
        }
        return chosen;
    }

    void mustHave(String listName, String key) throws SQLException {
        text(listName, items(listName), key);
    }

    private static String text(String listName, Map<String, String> items, String key) {
        if (!items.containsKey(key)) {
            throw new ConnectorException(
                    ConnectorException.UNKNOWN_LIST_ITEM_ID,
                    "The ERP system's list has no such item.",
                    "List [" + listName + "] has no item [" + key + "]");
        }
        return items.get(key);
    }
}
