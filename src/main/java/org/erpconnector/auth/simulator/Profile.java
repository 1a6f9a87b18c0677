package org.erpconnector.auth.simulator;

/** What a connector is, which says what it has to do. */
enum Profile {
    ERP,
    QUOTE,
    MIRRORING,
    HTTP;

    /** As the command line names it. */
    @Override
    public String toString() {
        return PartyOptions.word(this);
    }
}
