package org.erpconnector.auth.observe;

/** Counters and gauges of the server's own kind. Called by the thread of the request, so it must not wait. */
interface Meter {
    /** For servers without any. */
    Meter NONE = new Meter() {
        @Override
        public void count(String outcome, String reason, String contract) {}

        @Override
        public void countApplicationId(String applicationId) {}

        @Override
        public void countCall(String outcome, String reason) {}

        @Override
        public void show(KeyReport keys) {}

        @Override
        public void close() {}
    };

    /**
     * Counts one handshake. Every argument is one of a few constants: a label that came from a request would make a new
     * time series each time.
     *
     * @param outcome {@code accepted}, {@code refused}, {@code failed}, or {@code passed} on although it looks like a handshake
     * @param reason reason code; {@code none} if accepted
     * @param contract the wire form; {@code none} if passed on
     */
    void count(String outcome, String reason, String contract);

    /** Counts an accepted handshake by the application id that it was for: one of the one or two of the settings. */
    void countApplicationId(String applicationId);

    /** Counts one call that is no handshake, likewise. */
    void countCall(String outcome, String reason);

    /** Shows the keys that are in use now, and no others any more. */
    void show(KeyReport keys);

    /** Takes out of the server what it would keep of the web application's classes. */
    void close();
}
