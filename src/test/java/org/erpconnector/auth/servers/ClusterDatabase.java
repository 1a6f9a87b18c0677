package org.erpconnector.auth.servers;

import java.nio.file.Path;

/** A database that two nodes share, as a child of this process. */
interface ClusterDatabase extends AutoCloseable {
    /** Its JDBC driver, as an administrator adds it to a server. */
    Path driver();

    String driverClass();

    String url();

    /** Makes the user erp, who may make its own table and work with it, and nothing else. */
    void addUser();

    /** What the database says to its administrator. */
    String query(String sql);

    /** Sends its process a signal. */
    void signal(String name);

    /**
     * Puts the table on a small disk, which a file of somebody else's then fills. Only root can, and not in every container:
     * else the test is skipped.
     */
    void fillDisk();

    /** Takes that file away. */
    void makeRoom();

    /** What the log says of a disk that is full. */
    String noRoom();

    /** Stops it, and comes back when it has stopped. Whoever is connected is cut off. */
    void stop() throws Exception;

    /** Starts it again. */
    void again() throws Exception;

    @Override
    void close();
}
