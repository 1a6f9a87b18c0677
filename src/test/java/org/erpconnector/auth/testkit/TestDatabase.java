package org.erpconnector.auth.testkit;

import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.UUID;
import java.util.logging.Logger;
import javax.sql.DataSource;

/** A server's DataSource over an H2 of this process. Each has a database of its own; each connection is a new one. */
public final class TestDatabase implements DataSource {
    private final String url;
    private final String user;

    /** Runs in place of whoever opens a connection. */
    public volatile Weather weather = () -> {};

    /** What is called on a connection comes by here. */
    public volatile Watch watch = (connection, method, arguments) -> call(connection, method, arguments);

    /** What may happen to a connection. */
    @FunctionalInterface
    public interface Weather {
        void blow() throws SQLException;
    }

    /** Answers a call, or has the connection answer it. */
    @FunctionalInterface
    public interface Watch {
        Object call(Connection connection, Method method, Object[] arguments) throws Throwable;
    }

    private TestDatabase(String url, String user) {
        this.url = url;
        this.user = user;
    }

    public static TestDatabase make() {
        TestDatabase made = new TestDatabase("jdbc:h2:mem:" + UUID.randomUUID() + ";LOCK_TIMEOUT=60000", "sa");
        try {
            // Nor does it end with its last connection.
            made.run("SET DB_CLOSE_DELAY -1");
            return made;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same one, for somebody with fewer rights. */
    public TestDatabase as(String other) throws SQLException {
        run("CREATE USER IF NOT EXISTS " + other + " PASSWORD ''");
        return new TestDatabase(url, other);
    }

    public void run(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The first value of the first row. */
    public String ask(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, "sa", "");
                Statement statement = connection.createStatement();
                ResultSet found = statement.executeQuery(sql)) {
            found.next();
            return found.getString(1);
        }
    }

    @Override
    public Connection getConnection() throws SQLException {
        weather.blow();
        Connection connection = DriverManager.getConnection(url, user, "");
        return (Connection) Proxy.newProxyInstance(
                TestDatabase.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> watch.call(connection, method, arguments));
    }

    public static Object call(Object target, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(target, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    @Override
    public Connection getConnection(String name, String password) throws SQLException {
        throw new SQLException("the server knows who logs in");
    }

    @Override
    public PrintWriter getLogWriter() {
        return null;
    }

    @Override
    public void setLogWriter(PrintWriter out) {}

    @Override
    public void setLoginTimeout(int seconds) {}

    @Override
    public int getLoginTimeout() {
        return 0;
    }

    @Override
    public Logger getParentLogger() {
        return Logger.getGlobal();
    }

    @Override
    public <T> T unwrap(Class<T> type) throws SQLException {
        throw new SQLException("it wraps nothing");
    }

    @Override
    public boolean isWrapperFor(Class<?> type) {
        return false;
    }
}
