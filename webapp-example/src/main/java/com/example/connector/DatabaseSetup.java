package com.example.connector;

import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;

/** Fills an empty database when the connector starts. */
public class DatabaseSetup implements ServletContextListener {

    @Override
    public void contextInitialized(ServletContextEvent event) {
        try {
            fill(ErpDatabase.find());
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("The ERP database cannot be set up", e);
        }
    }

    static void fill(DataSource erp) throws SQLException, IOException {
        try (Connection database = erp.getConnection();
                Statement statement = database.createStatement()) {
            database.setAutoCommit(false);
            if (isEmpty(statement)) {
                for (String sql : script().split(";\\s*\n")) {
                    statement.executeUpdate(sql);
                }
            }
            database.commit();
            database.setAutoCommit(true);
        }
    }

    private static boolean isEmpty(Statement statement) throws SQLException {
        String sql = "select count(*) from information_schema.tables where upper(table_name) = 'LAST_GIVEN'";
        try (ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getInt(1) == 0;
        }
    }

    private static String script() throws IOException {
        try (InputStream script = DatabaseSetup.class.getResourceAsStream("/erp.sql")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
