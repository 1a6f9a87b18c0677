package org.erpconnector.auth.keys;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.erpconnector.auth.config.ConfigurationException;
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
     * @param nextPlace where the key that follows lies; of the settings alone, since a deployer's provider changes its
     *     keys by itself, at the moment it chooses
     * @param clock for the instant from which the next key signs
     * @param reader for what the settings name
     * @throws ConfigurationException if there are several providers, the provider fails, or its keys may not be used
     */
    static LoadedKeys load(KeySettings settings, Optional<NextKeyLocation> nextPlace, Clock clock, KeyReader reader)
            throws ConfigurationException {
        Optional<Given> given = given(settings);
        ApplicationSigner own;
        Optional<Credentials.Next> next;
        List<X509Certificate> callers;
        if (given.isPresent()) {
            next = reader.next(nextPlace);
            callers = given.get().keys().callerCertificates();
            own = KeyCheck.signer(given.get().keys(), next, settings);
        } else {
            KeyReader.Keys all = reader.all(settings, nextPlace);
            next = all.next();
            callers = all.callers();
            own = all.signer();
            KeyCheck.requireNoneOfOurs(own.publicKey(), next, callers);
        }
        List<String> warnings = new ArrayList<>(reader.warnings());
        warnings.addAll(KeyCheck.warnings(own, next, clock));
        return new LoadedKeys(
                own,
                next,
                settings.discovery() ? Optional.empty() : Optional.of(CallerKeys.pinned(callers)),
                warnings,
                given.map(Given::provider).orElse(SettingsKeyProvider.class.getName()),
                reader.files(),
                Optional.empty());
    }

    /**
     * Whether a deployer's bean would be asked now that was not there when keys were loaded. Some containers of CDI start
     * after our initializer: going on with the packaged keys would silently overrule the deployer.
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
     * A deployer's provider.
     *
     * @param name of its class: a proxy's name would say nothing
     */
    record Named(KeyProvider provider, String name) {}

    /** What a deployer's provider has returned. */
    private record Given(ConnectorKeys keys, String provider) {}

    private static Optional<Given> given(KeySettings settings) throws ConfigurationException {
        Optional<Named> named = deployers();
        return named.isEmpty()
                ? Optional.empty()
                : Optional.of(new Given(
                        call(named.get().provider(), named.get().name(), settings),
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
    static ConnectorKeys call(KeyProvider provider, String name, KeySettings settings) throws ConfigurationException {
        Optional<ConnectorKeys> keys;
        boolean interrupted = Thread.currentThread().isInterrupted();
        try {
            keys = Optional.ofNullable(provider.load(settings));
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
}
