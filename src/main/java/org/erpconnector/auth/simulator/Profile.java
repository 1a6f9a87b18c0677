package org.erpconnector.auth.simulator;

/** The kind of connector, which decides the cases that apply. */
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
