package org.erpconnector.auth.simulator;

/** Hears what goes to the connector and what comes back, on whichever thread it does. */
interface Wire {

    /** Nobody listens. */
    Wire SILENT = new Wire() {
        @Override
        public void sent(HttpMessage message) {}

        @Override
        public void came(HttpReply reply) {}
    };

    void sent(HttpMessage message);

    void came(HttpReply reply);
}
