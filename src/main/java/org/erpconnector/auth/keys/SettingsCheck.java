package org.erpconnector.auth.keys;

import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Problem;
import org.erpconnector.auth.config.ReplyTokenChoice;
import org.erpconnector.auth.config.Setting;
import org.erpconnector.auth.config.SettingValues;
import org.erpconnector.auth.core.ApplicationSigner;
import org.erpconnector.auth.keys.jwks.CallerKeySet;
import org.erpconnector.auth.keys.jwks.DiscoveredKeys;
import org.erpconnector.auth.keys.source.RsaRules;

/**
 * What a start finds in settings and keys. The start itself, the doctor and JMX ask here, so that none of them calls
 * healthy what another refuses. Immutable; shows no secret.
 *
 * @param problems what keeps the filter from starting; empty when it starts
 * @param keys what it would start with; empty where a key, or a setting of keys, is among the problems
 * @param warnings whole sentences for which it starts all the same
 * @param found what lies at each place that could be read, also where others could not
 */
public record SettingsCheck(
        List<Problem> problems, Optional<LoadedKeys> keys, List<String> warnings, List<KeyReader.Found> found) {
    public SettingsCheck {
        problems = List.copyOf(problems);
        warnings = List.copyOf(warnings);
        found = List.copyOf(found);
    }

    /**
     * Judges settings, and reads and tests the keys that they name. Where the settings of keys are good, keys are
     * checked in spite of other problems, so that all are reported at once. A key set is fetched where all else is well.
     */
    public static SettingsCheck of(SettingValues settings, Clock clock) {
        List<Problem> problems = new ArrayList<>(settings.problems());
        Optional<LoadedKeys> keys = Optional.empty();
        Set<String> warnings = new LinkedHashSet<>(settings.warnings());
        KeyReader reader = new KeyReader();
        if (!settings.faulty(ConfiguredKeySettings.SETTINGS)) {
            try {
                LoadedKeys loaded = load(settings, clock, reader);
                if (problems.isEmpty()) {
                    loaded = withKeySet(loaded, settings, clock, warnings);
                }
                warnings.addAll(loaded.warnings());
                ValidityWarning.of(loaded, clock.instant()).forEach(warning -> warnings.add(warning.text()));
                keys = Optional.of(loaded);
            } catch (ConfigurationException e) {
                problems.addAll(e.problems());
            }
        }
        return new SettingsCheck(problems, keys, List.copyOf(warnings), reader.found());
    }

    /** The same, with more problems. */
    public SettingsCheck with(List<Problem> more) {
        List<Problem> all = new ArrayList<>(problems);
        all.addAll(more);
        return new SettingsCheck(all, keys, warnings, found);
    }

    /**
     * Reads the keys that the settings name, tests them, and chooses the security provider. Each reload does the same.
     *
     * @throws ConfigurationException if a key cannot be read, or may not be used with these settings
     */
    public static LoadedKeys load(SettingValues settings, Clock clock) throws ConfigurationException {
        return load(settings, clock, new KeyReader());
    }

    private static LoadedKeys load(SettingValues settings, Clock clock, KeyReader reader)
            throws ConfigurationException {
        ConfiguredKeySettings keySettings = new ConfiguredKeySettings(settings);
        LoadedKeys keys = KeyProviders.load(keySettings, keySettings.nextApplicationKey(), clock, reader);
        if (ReplyTokenChoice.makesJwts(settings)) {
            requireLargeEnough(settings.get(Setting.REPLY_TOKEN), keys);
        }
        return settings.get(Setting.CRYPTO_PROVIDER)
                .map(name -> CryptoProviderCheck.choose(name, keys))
                .orElse(keys);
    }

    private static void requireLargeEnough(ReplyTokenChoice choice, LoadedKeys keys) throws ConfigurationException {
        ProblemCollector problems = new ProblemCollector();
        tooSmall(Setting.APPLICATION_KEY, choice, keys.application()).ifPresent(problems::add);
        keys.next()
                .flatMap(next -> tooSmall(Setting.NEXT_APPLICATION_KEY, choice, next.signer()))
                .ifPresent(problems::add);
        problems.throwIfAny();
    }

    private static Optional<Problem> tooSmall(Setting<?> setting, ReplyTokenChoice choice, ApplicationSigner signer) {
        int bits = signer.publicKey().getModulus().bitLength();
        return bits >= RsaRules.LEAST_JWT_BITS
                ? Optional.empty()
                : Optional.of(new Problem(
                        Setting.REPLY_TOKEN.key(),
                        choice.name().toLowerCase(Locale.ROOT).replace('_', '-'),
                        "a signed JWT needs an RSA key of " + RsaRules.LEAST_JWT_BITS
                                + " bits or more (RFC 7518 section 3.3), but " + setting.key() + " has " + bits,
                        "Register a larger key with SuperOffice, or set reply-token to application-token"));
    }

    /** Like a start, which a set that cannot be fetched does not stop. */
    private static LoadedKeys withKeySet(LoadedKeys own, SettingValues settings, Clock clock, Set<String> warnings)
            throws ConfigurationException {
        Optional<CallerKeySet> discovered = DiscoveredKeys.of(settings, clock);
        if (discovered.isEmpty()) {
            return own;
        }
        CallerKeySet set = discovered.get();
        set.refreshIfDue();
        set.fault().ifPresent(warnings::add);
        warnings.addAll(set.warnings());
        return own.withCallers(set.current());
    }
}
