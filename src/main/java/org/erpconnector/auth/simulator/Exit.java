package org.erpconnector.auth.simulator;

/** What the simulator tells the shell. */
enum Exit {
    /** All went well: keys made, handshake accepted and verified, or every operation answered. */
    DONE(0),
    /** The connector refused, its reply does not verify, or an operation failed. */
    REFUSED(1),
    /** The command line, or a file that it names, cannot be used. */
    USAGE(2),
    /** Nobody answered at the URL. */
    UNREACHABLE(3);

    private final int status;

    Exit(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }
}
