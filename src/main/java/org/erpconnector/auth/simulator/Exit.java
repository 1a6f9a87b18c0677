package org.erpconnector.auth.simulator;

/** Exit statuses of the simulator. */
enum Exit {
    /** Success: keys made, handshake accepted and verified, every operation answered, or no case failed. */
    DONE(0),
    /** The connector refused, its reply does not verify, or an operation or a case failed. */
    REFUSED(1),
    /** The command line, or a file that it names, cannot be used. */
    USAGE(2),
    /** The connector did not answer. */
    UNREACHABLE(3);

    private final int status;

    Exit(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }
}
