package org.erpconnector.auth.reason;

/** Who can mend it. */
public enum Actor {
    SUPEROFFICE("SuperOffice"),
    ADMINISTRATOR("administrator"),
    DEVELOPER("developer"),
    /** A stranger sent it, and it was refused. */
    NOBODY("nobody");

    private final String label;

    Actor(String label) {
        this.label = label;
    }

    /** As tables show it. */
    public String label() {
        return label;
    }
}
