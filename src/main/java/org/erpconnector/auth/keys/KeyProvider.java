package org.erpconnector.auth.keys;

import org.erpconnector.auth.config.ConfigurationException;

/**
 * Where a connector's keys come from. The library brings one that reads files, JNDI names and the application server's
 * keystore. A deployer who keeps keys elsewhere makes a CDI bean of this type in the WAR; it replaces the library's own
 * without any declaration.
 *
 * <p>It is asked when the filter starts, never while a handshake waits. What it returns is tested with a signature
 * before it is used. Implementations must be safe for use by several threads.
 */
public interface KeyProvider {
    /**
     * Finds the keys of one application.
     *
     * @param settings what the settings say of keys; a provider may ignore all but the application id
     * @return one consistent set, never null
     * @throws ConfigurationException if there is no usable key; each problem names setting, place and remedy, and the
     *     filter does not start
     */
    ConnectorKeys load(KeySettings settings) throws ConfigurationException;
}
