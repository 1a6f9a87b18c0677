package org.erpconnector.auth.keys;

import java.time.Instant;
import java.util.Optional;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Problem;
import org.erpconnector.auth.config.Secret;
import org.erpconnector.auth.config.Setting;
import org.erpconnector.auth.config.SettingValues;

/**
 * The application key that follows. SuperOffice replaces a public half by deleting the old one and creating the new one,
 * at one moment, so both private halves have to be at hand then. Immutable; shows no password.
 *
 * @param place setting {@code next-application-key}, as written
 * @param alias setting {@code next-application-key-alias}
 * @param password setting {@code next-application-key-password}
 * @param entryPassword setting {@code next-application-key-entry-password}
 * @param from the first instant at which this key signs
 */
public record NextKeyLocation(
        String place, Optional<String> alias, Optional<Secret> password, Optional<Secret> entryPassword, Instant from) {

    static Optional<NextKeyLocation> of(SettingValues settings) throws ConfigurationException {
        Optional<String> place = settings.get(Setting.NEXT_APPLICATION_KEY);
        Optional<Instant> from = settings.get(Setting.NEXT_APPLICATION_KEY_FROM);
        if (place.isEmpty() && from.isEmpty()) {
            return Optional.empty();
        }
        if (place.isEmpty()) {
            throw incomplete(Setting.NEXT_APPLICATION_KEY, Setting.NEXT_APPLICATION_KEY_FROM);
        }
        if (from.isEmpty()) {
            throw incomplete(Setting.NEXT_APPLICATION_KEY_FROM, Setting.NEXT_APPLICATION_KEY);
        }
        return Optional.of(new NextKeyLocation(
                place.get(),
                settings.get(Setting.NEXT_APPLICATION_KEY_ALIAS),
                settings.get(Setting.NEXT_APPLICATION_KEY_PASSWORD),
                settings.get(Setting.NEXT_APPLICATION_KEY_ENTRY_PASSWORD),
                from.get()));
    }

    private static ConfigurationException incomplete(Setting<?> missing, Setting<?> present) {
        return new ConfigurationException(
                new Problem(missing.key(), null, "not set, but " + present.key() + " is", "Set both, or neither"));
    }
}
