package org.erpconnector.auth.config;

/**
 * A password. Only {@link #reveal()} shows it, so that no log line, exception or record text does by accident.
 * Immutable.
 */
public final class Secret {
    private final String value;

    public Secret(String value) {
        this.value = value;
    }

    /** The password's characters, for a keystore. The caller must not put them into a message. */
    public char[] reveal() {
        return value.toCharArray();
    }

    @Override
    public String toString() {
        return "(secret)";
    }
}
