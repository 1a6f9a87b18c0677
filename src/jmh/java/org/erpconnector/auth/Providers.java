package org.erpconnector.auth;

import java.security.Provider;
import java.security.Security;

/** Of RSA keys and signatures. */
final class Providers {
    private Providers() {}

    /** The JDK's own. */
    static Provider jdk() {
        return Security.getProvider("SunRsaSign");
    }
}
