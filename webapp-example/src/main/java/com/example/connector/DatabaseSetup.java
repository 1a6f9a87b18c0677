package com.example.connector;

import jakarta.annotation.Resource;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.h2.tools.RunScript;

/** Fills the database when the connector starts. */
public class DatabaseSetup implements ServletContextListener {

    @Resource(lookup = ErpConnectorWS.DATA_SOURCE)
    private DataSource erp;

    @Override
    public void contextInitialized(ServletContextEvent event) {
        try {
            fill(erp);
        } catch (SQLException | IOException e) {
            throw new IllegalStateException("The ERP database cannot be set up", e);
        }
    }

    /** Lets the database go with its last connection. */
    @Override
    public void contextDestroyed(ServletContextEvent event) {
        try (Connection database = erp.getConnection();
                Statement statement = database.createStatement()) {
            statement.execute("set db_close_delay 0");
        } catch (SQLException e) {
            event.getServletContext().log("The ERP database was not let go", e);
        }
    }

    static void fill(DataSource erp) throws SQLException, IOException {
        try (Connection database = erp.getConnection();
                InputStream script = DatabaseSetup.class.getResourceAsStream("/erp.sql");
                Reader reader = new InputStreamReader(script, StandardCharsets.UTF_8)) {
            RunScript.execute(database, reader);
        }
    }
}
