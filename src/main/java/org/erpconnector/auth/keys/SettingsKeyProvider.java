package org.erpconnector.auth.keys;

import jakarta.enterprise.context.Dependent;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Environment;
import org.erpconnector.auth.config.Problem;
import org.erpconnector.auth.config.Setting;

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
    public ConnectorKeys load(KeyPlaces places) throws ConfigurationException {
        return read(places).keys();
    }

    /** The keys, tested, what is worth a warning about the files that hold them, and these files. */
    record Found(ConnectorKeys keys, Optional<NextApplicationKey> next, List<String> warnings, Set<Path> files) {}

    /** Looks at every place before it refuses, so that one restart mends all. */
    static Found read(KeyPlaces places) throws ConfigurationException {
        RsaSupport.require();
        Refusals refusals = new Refusals();
        List<String> warnings = new ArrayList<>();
        Set<Path> files = new LinkedHashSet<>();
        Optional<ApplicationKey> application = refusals.attempt(() -> applicationKey(places, warnings, files));
        Optional<NextApplicationKey> next =
                refusals.attempt(() -> nextKey(places, warnings, files)).flatMap(found -> found);
        Set<X509Certificate> callers = new LinkedHashSet<>();
        if (places.callerKeys().isEmpty() && places.keySet().isEmpty()) {
            refusals.attempt(() -> {
                throw notSet(Setting.CALLER_KEYS);
            });
        }
        for (String place : places.callerKeys()) {
            refusals.attempt(() -> callerKeys(
                            KeyQuery.callerKeys(places.callerKeysPassword()), places.environment(), place, files))
                    .ifPresent(callers::addAll);
        }
        refusals.throwIfAny();
        ApplicationKey own = application.orElseThrow();
        ConnectorKeys keys = new ConnectorKeys(own.key(), own.publicKey(), own.certificate(), List.copyOf(callers));
        return new Found(keys, next, List.copyOf(warnings), files);
    }

    private static ApplicationKey applicationKey(KeyPlaces places, List<String> warnings, Set<Path> files)
            throws ConfigurationException {
        String text = places.applicationKey().orElseThrow(() -> notSet(Setting.APPLICATION_KEY));
        return privateKey(open(KeyQuery.applicationKey(places), text, files), warnings);
    }

    /** Of the settings alone: a deployer's provider changes its keys by itself, at the moment it chooses. */
    static Optional<NextApplicationKey> nextKey(KeyPlaces places, List<String> warnings, Set<Path> files)
            throws ConfigurationException {
        if (places.nextApplicationKey().isEmpty()) {
            return Optional.empty();
        }
        NextKeyPlace next = places.nextApplicationKey().get();
        ApplicationKey key = privateKey(open(KeyQuery.nextApplicationKey(next), next.place(), files), warnings);
        return Optional.of(new NextApplicationKey(key.key(), key.publicKey(), key.certificate(), next.from()));
    }

    /** Picks the key, tests it with a signature, and adds what is worth a warning about its file. */
    static ApplicationKey privateKey(Opened opened, List<String> warnings) throws ConfigurationException {
        ApplicationKey key = ApplicationKey.pick(opened);
        Optional<Finding> finding = ApplicationKeyCheck.fault(key.key(), key.publicKey(), key.certificate());
        if (finding.isPresent()) {
            throw opened.query().refuse(finding.get().fault(), finding.get().remedy());
        }
        opened.file().flatMap(file -> KeyFile.exposure(opened.query(), file)).ifPresent(warnings::add);
        key.unused(opened).ifPresent(warnings::add);
        return key;
    }

    static List<X509Certificate> callerKeys(KeyQuery query, Environment environment, String text, Set<Path> files)
            throws ConfigurationException {
        Opened opened = open(query, text, files);
        List<X509Certificate> certificates = CallerCertificates.pick(opened);
        List<Problem> problems = new ArrayList<>();
        for (X509Certificate certificate : certificates) {
            String place = opened.query().place() + ": " + CallerCertificateCheck.name(certificate);
            CallerCertificateCheck.fault(certificate, environment)
                    .ifPresent(finding -> problems.add(finding.at(Setting.CALLER_KEYS, place)));
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return certificates;
    }

    private static Opened open(KeyQuery query, String text, Set<Path> files) throws ConfigurationException {
        KeyPlace place = KeyPlaceText.parse(query, text);
        Opened opened = place.open(query.seenAt(text.strip()));
        opened.file().ifPresent(files::add);
        return opened;
    }

    private static ConfigurationException notSet(Setting<?> setting) {
        return new ConfigurationException(Problem.notSet(setting));
    }
}
