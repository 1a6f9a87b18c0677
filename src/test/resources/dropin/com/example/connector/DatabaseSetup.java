package com.example.connector;

import javax.servlet.ServletContextEvent;
import javax.servlet.ServletContextListener;

/** Stands for the example's listener, without a database. */
public class DatabaseSetup implements ServletContextListener {
    static final String DONE = "set-up";

    @Override
    public void contextInitialized(ServletContextEvent event) {
        event.getServletContext().setAttribute(DONE, true);
    }
}
