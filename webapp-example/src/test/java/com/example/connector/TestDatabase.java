package com.example.connector;

import java.util.UUID;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;

/** The ERP database as it is after the start, one for each test. */
public final class TestDatabase {

    private TestDatabase() {}

    public static DataSource filled() throws Exception {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        DatabaseSetup.fill(source);
        return source;
    }
}
