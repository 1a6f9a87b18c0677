package org.erpconnector.auth.doctor;

/** What the doctor tells the shell. */
enum Exit {
    /** The token is accepted, the keys are healthy, or the file is converted. */
    WELL(0),
    /** The token is refused, or the keys cannot be used. */
    UNWELL(1),
    /** The command line, or a file that it names, cannot be used; nothing is said of token or keys. */
    USAGE(2),
    /** What is known here is good, but the server has the last word. */
    UNKNOWN(3);

    private final int status;

    Exit(int status) {
        this.status = status;
    }

    int status() {
        return status;
    }
}
