package org.erpconnector.auth.simulator;

/** A field of the connection or of an actor, as the connector describes it. */
record ErpField(String key, String type, String listName, String defaultValue, String access, int maxLength) {

    boolean mandatory() {
        return access.equals("Mandatory");
    }

    /** Whether it is a writable text field. */
    boolean takesText() {
        return type.equals("Text") && !access.equals("ReadOnly");
    }
}
