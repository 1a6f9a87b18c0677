package org.erpconnector.auth.simulator;

/** Gets each request to the connector and each reply. May be called by several threads. */
interface Wire {

    /** Does nothing. */
    Wire SILENT = new Wire() {
        @Override
        public void sent(HttpMessage message) {}

        @Override
        public void came(HttpReply reply) {}
    };

    void sent(HttpMessage message);

    void came(HttpReply reply);
}
