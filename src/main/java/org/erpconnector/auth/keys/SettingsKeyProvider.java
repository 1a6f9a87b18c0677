package org.erpconnector.auth.keys;

import jakarta.enterprise.context.Dependent;
import java.util.Optional;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.keys.source.ApplicationKey;

/**
 * The library's own provider: reads the places that the settings name. A CDI bean where there is CDI, so that a
 * deployer's provider can inject it by this class and add to it; elsewhere made with {@code new}. Stateless: every load
 * reads anew.
 */
@Dependent
public class SettingsKeyProvider implements KeyProvider {

    /** For CDI, and for servers without it. */
    public SettingsKeyProvider() {}

    @Override
    public ConnectorKeys load(KeySettings settings) throws ConfigurationException {
        KeyReader.Keys keys = new KeyReader().all(settings, Optional.empty());
        ApplicationKey own = keys.own();
        return new ConnectorKeys(own.key(), own.publicKey(), own.certificate(), keys.callers());
    }
}
