package org.erpconnector.auth.keys;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Environment;
import org.erpconnector.auth.config.Secret;
import org.erpconnector.auth.config.Setting;
import org.erpconnector.auth.config.SettingValues;

/**
 * What the settings say of keys. Immutable; shows no password.
 *
 * @param applicationId the application whose key is wanted: two filters of one server ask with two ids
 * @param environment whose certificates are expected
 * @param applicationKey setting {@code application-key}, as written
 * @param applicationKeyAlias setting {@code application-key-alias}
 * @param applicationKeyPassword setting {@code application-key-password}
 * @param applicationKeyEntryPassword setting {@code application-key-entry-password}
 * @param nextApplicationKey the key that follows, settings {@code next-application-key...}
 * @param callerKeys setting {@code caller-keys}, one element a place; empty when it is not set, or is discovery
 * @param keySet where the key set lies, when {@code caller-keys} is discovery; empty where certificates are pinned
 * @param callerKeysPassword setting {@code caller-keys-password}
 */
public record KeyPlaces(
        String applicationId,
        Environment environment,
        Optional<String> applicationKey,
        Optional<String> applicationKeyAlias,
        Optional<Secret> applicationKeyPassword,
        Optional<Secret> applicationKeyEntryPassword,
        Optional<NextKeyPlace> nextApplicationKey,
        List<String> callerKeys,
        Optional<KeySetPlace> keySet,
        Optional<Secret> callerKeysPassword) {
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

    public KeyPlaces {
        callerKeys = List.copyOf(callerKeys);
    }

    /**
     * What the settings say.
     *
     * @throws IllegalStateException if one of {@link #SETTINGS} is missing or faulty: its problem is to be shown instead
     * @throws ConfigurationException if a next application key is named without the instant from which it signs, or the
     *     instant without the key, or if a key set is to be discovered where none may be
     */
    public static KeyPlaces of(SettingValues settings) throws ConfigurationException {
        Optional<KeySetPlace> keySet = KeySetPlace.of(settings);
        return new KeyPlaces(
                settings.get(Setting.APPLICATION_ID),
                settings.get(Setting.ENVIRONMENT),
                settings.get(Setting.APPLICATION_KEY),
                settings.get(Setting.APPLICATION_KEY_ALIAS),
                settings.get(Setting.APPLICATION_KEY_PASSWORD),
                settings.get(Setting.APPLICATION_KEY_ENTRY_PASSWORD),
                NextKeyPlace.of(settings),
                keySet.isPresent() ? List.of() : settings.get(Setting.CALLER_KEYS),
                keySet,
                settings.get(Setting.CALLER_KEYS_PASSWORD));
    }
}
