package org.erpconnector.auth.keys;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Environment;
import org.erpconnector.auth.config.Problem;
import org.erpconnector.auth.config.Setting;
import org.erpconnector.auth.core.ApplicationSigner;
import org.erpconnector.auth.core.CallerKeys;
import org.erpconnector.auth.core.Credentials;

/**
 * Finds the provider that counts: the deployer's CDI bean if there is one, else the library's own. Works on servers
 * without CDI and where it is switched off. Stateless.
 */
public final class KeyProviders {
    private KeyProviders() {}

    /**
     * Asks the provider that counts, and tests what it returns.
     *
     * @param clock for the certificates' dates
     * @throws ConfigurationException if there are several providers, the provider fails, or its keys may not be used
     */
    public static LoadedKeys load(KeyPlaces places, Clock clock) throws ConfigurationException {
        Optional<Given> given = given(places);
        Optional<Environment> pinned =
                places.keySet().isPresent() ? Optional.empty() : Optional.of(places.environment());
        if (given.isEmpty()) {
            SettingsKeyProvider.Found found = SettingsKeyProvider.read(places);
            ApplicationSigner own = found.application();
            List<String> warnings =
                    KeyCheck.check(own.publicKey(), own.certificate(), found.next(), found.callers(), pinned);
            return loaded(found, warnings, pinned, clock, SettingsKeyProvider.class.getName());
        }
        ConnectorKeys keys = given.get().keys();
        List<String> remarks = new ArrayList<>();
        Set<Path> files = new LinkedHashSet<>();
        Optional<Credentials.Next> next = SettingsKeyProvider.nextKey(places, remarks, files);
        KeyCheck.Checked checked = KeyCheck.check(keys, next, pinned);
        return loaded(
                new SettingsKeyProvider.Found(checked.signer(), next, keys.callerCertificates(), remarks, files),
                checked.warnings(),
                pinned,
                clock,
                given.get().provider());
    }

    /**
     * Whether a deployer's bean would be asked now that was not there when keys were loaded. Some containers of CDI start
     * after our initializer: to go on with the packaged keys would overrule the deployer without a word.
     *
     * @throws ConfigurationException if the deployer has several, or one that cannot be made
     */
    public static boolean outdated(LoadedKeys keys) throws ConfigurationException {
        return keys.provider().equals(SettingsKeyProvider.class.getName())
                && deployers().isPresent();
    }

    /** Whether a web application brings CDI itself, as on a Tomcat: it starts by a listener, after our initializer. */
    public static boolean cdiIn(ClassLoader webApplication) {
        try {
            return CdiKeyProviders.apiLoader() == webApplication;
        } catch (LinkageError classesAbsent) {
            return false;
        }
    }

    /**
     * The provider that counts, unasked.
     *
     * @throws ConfigurationException if the deployer has several
     */
    public static KeyProvider find() throws ConfigurationException {
        return deployers().<KeyProvider>map(Named::provider).orElseGet(SettingsKeyProvider::new);
    }

    /**
     * A deployer's provider.
     *
     * @param name of its class: that of a proxy would tell nothing
     */
    record Named(KeyProvider provider, String name) {}

    /** What a deployer's provider has returned. */
    private record Given(ConnectorKeys keys, String provider) {}

    private static Optional<Given> given(KeyPlaces places) throws ConfigurationException {
        Optional<Named> named = deployers();
        return named.isEmpty()
                ? Optional.empty()
                : Optional.of(new Given(
                        call(named.get().provider(), named.get().name(), places),
                        named.get().name()));
    }

    private static Optional<Named> deployers() throws ConfigurationException {
        boolean interrupted = Thread.currentThread().isInterrupted();
        try {
            return cdiRuns() ? CdiKeyProviders.find() : Optional.empty();
        } finally {
            restore(interrupted);
        }
    }

    /**
     * A deployer's code, of which the making of a bean is a part, may leave the flag set, with which neither a file nor a
     * wait of ours would work after it. One that was set before stays: somebody is stopping us.
     */
    private static void restore(boolean interrupted) {
        if (!interrupted) {
            Thread.interrupted();
        }
    }

    /**
     * Only this call may fail for want of CDI. A bean that fails is refused: to take the packaged keys instead would
     * overrule the deployer without a word.
     */
    private static boolean cdiRuns() {
        try {
            return CdiKeyProviders.running();
        } catch (LinkageError classesAbsent) {
            return false;
        }
    }

    /** Calls a deployer's code, which may do anything, and return null although it is declared not to. */
    static ConnectorKeys call(KeyProvider provider, String name, KeyPlaces places) throws ConfigurationException {
        Optional<ConnectorKeys> keys;
        boolean interrupted = Thread.currentThread().isInterrupted();
        try {
            keys = Optional.ofNullable(provider.load(places));
        } catch (RuntimeException | LinkageError e) {
            throw failed(name, "the key provider threw " + e.getClass().getName(), e);
        } finally {
            restore(interrupted);
        }
        return keys.orElseThrow(() -> new ConfigurationException(
                problem(name, "the key provider returned null", "Return keys, or throw a ConfigurationException")));
    }

    static ConfigurationException failed(String name, String fault, Throwable cause) {
        ConfigurationException refusal =
                new ConfigurationException(problem(name, fault, "Look for its cause in the server's log"));
        refusal.initCause(cause);
        return refusal;
    }

    static Problem problem(String name, String fault, String remedy) {
        return new Problem(Setting.APPLICATION_KEY.key(), "CDI bean " + name, fault, remedy);
    }

    private static LoadedKeys loaded(
            SettingsKeyProvider.Found found,
            List<String> warnings,
            Optional<Environment> pinned,
            Clock clock,
            String provider) {
        List<String> all = new ArrayList<>(found.warnings());
        all.addAll(warnings);
        found.next().ifPresent(next -> all.addAll(KeyCheck.warnings(next, clock)));
        return new LoadedKeys(
                found.application(),
                found.next(),
                pinned.map(environment -> CallerKeys.pinned(found.callers())),
                all,
                provider,
                found.files(),
                Optional.empty());
    }
}
