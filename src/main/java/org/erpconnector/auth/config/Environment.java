package org.erpconnector.auth.config;

import java.util.Locale;

/** Which of SuperOffice's environments calls the connector. Each signs with a certificate of its own. */
public enum Environment {
    DEVELOPMENT,
    STAGE,
    PRODUCTION,
    /** Any other issuer: tests, the simulator, or a certificate that SuperOffice has announced since. */
    CUSTOM;

    /** The name as the setting spells it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
