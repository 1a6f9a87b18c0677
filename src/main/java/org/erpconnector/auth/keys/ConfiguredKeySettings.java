package org.erpconnector.auth.keys;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Environment;
import org.erpconnector.auth.config.Secret;
import org.erpconnector.auth.config.Setting;
import org.erpconnector.auth.config.SettingValues;
import org.erpconnector.auth.keys.jwks.KeySetLocation;

/** The settings of keys as this filter has them. Immutable; its text shows no password. */
public final class ConfiguredKeySettings implements KeySettings {
    /** The settings that are read here: while one of them is faulty, no key can be looked for. */
    public static final Set<Setting<?>> SETTINGS = Set.of(
            Setting.APPLICATION_ID,
            Setting.ENVIRONMENT,
            Setting.APPLICATION_KEY,
            Setting.APPLICATION_KEY_ALIAS,
            Setting.APPLICATION_KEY_PASSWORD,
            Setting.APPLICATION_KEY_ENTRY_PASSWORD,
            Setting.NEXT_APPLICATION_KEY,
            Setting.NEXT_APPLICATION_KEY_ALIAS,
            Setting.NEXT_APPLICATION_KEY_PASSWORD,
            Setting.NEXT_APPLICATION_KEY_ENTRY_PASSWORD,
            Setting.NEXT_APPLICATION_KEY_FROM,
            Setting.CALLER_KEYS,
            Setting.CALLER_KEYS_PASSWORD,
            Setting.DISCOVERY_URL);

    private final SettingValues settings;
    private final Optional<NextKeyLocation> next;
    private final boolean discovery;

    /**
     * Takes what the settings say.
     *
     * @throws IllegalStateException if one of {@link #SETTINGS} is missing or faulty: its problem is to be shown instead
     * @throws ConfigurationException if a next application key is named without the instant from which it signs, or the
     *     instant without the key, or if a key set is to be discovered where none may be
     */
    public ConfiguredKeySettings(SettingValues settings) throws ConfigurationException {
        this.settings = settings;
        this.discovery = KeySetLocation.of(settings).isPresent();
        this.next = NextKeyLocation.of(settings);
    }

    @Override
    public String applicationId() {
        return settings.get(Setting.APPLICATION_ID);
    }

    @Override
    public Environment environment() {
        return settings.get(Setting.ENVIRONMENT);
    }

    @Override
    public Optional<String> applicationKey() {
        return settings.get(Setting.APPLICATION_KEY);
    }

    @Override
    public Optional<String> applicationKeyAlias() {
        return settings.get(Setting.APPLICATION_KEY_ALIAS);
    }

    @Override
    public Optional<Secret> applicationKeyPassword() {
        return settings.get(Setting.APPLICATION_KEY_PASSWORD);
    }

    @Override
    public Optional<Secret> applicationKeyEntryPassword() {
        return settings.get(Setting.APPLICATION_KEY_ENTRY_PASSWORD);
    }

    @Override
    public boolean discovery() {
        return discovery;
    }

    /** The key that follows, settings {@code next-application-key...}. */
    Optional<NextKeyLocation> nextApplicationKey() {
        return next;
    }

    @Override
    public List<String> callerKeys() {
        return discovery ? List.of() : settings.get(Setting.CALLER_KEYS);
    }

    @Override
    public Optional<Secret> callerKeysPassword() {
        return settings.get(Setting.CALLER_KEYS_PASSWORD);
    }

    @Override
    public String toString() {
        return "ConfiguredKeyPlaces[" + applicationId() + "]";
    }
}
