package com.example.connector;

import java.util.logging.Level;
import java.util.logging.Logger;
import javax.naming.Context;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import javax.sql.DataSource;

/** The ERP system's database: the one that the server's administrator has bound, else the one of web.xml. */
final class ErpDatabase {

    private static final Logger LOG = Logger.getLogger(ErpDatabase.class.getName());
    private static final String ADMINISTRATORS = "jdbc/erp";
    private static final String OWN = "java:app/jdbc/erp";
    private static final Object[] NAMES = {ADMINISTRATORS, OWN};

    private ErpDatabase() {}

    static DataSource find() {
        try {
            Context jndi = new InitialContext();
            try {
                return (DataSource) jndi.lookup(ADMINISTRATORS);
            } catch (NamingException e) {
                LOG.log(Level.INFO, "The server has no resource {0}, so the database is {1}", NAMES);
                return (DataSource) jndi.lookup(OWN);
            }
        } catch (NamingException e) {
            throw new IllegalStateException("The ERP database is not bound", e);
        }
    }
}
