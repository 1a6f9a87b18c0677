package org.erpconnector.auth.keys;

import jakarta.enterprise.context.Dependent;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.erpconnector.auth.config.ConfigurationException;
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

    /** The keys, tested, and what is worth a warning about the files that hold them. */
    record Found(ConnectorKeys keys, List<String> warnings) {}

    /** Looks at every place before it refuses, so that one restart mends all. */
    static Found read(KeyPlaces places) throws ConfigurationException {
        Refusals refusals = new Refusals();
        List<String> warnings = new ArrayList<>();
        Optional<ApplicationKey> application = refusals.attempt(() -> applicationKey(places, warnings));
        Set<X509Certificate> callers = new LinkedHashSet<>();
        if (places.callerKeys().isEmpty()) {
            refusals.attempt(() -> {
                throw notSet(Setting.CALLER_KEYS);
            });
        }
        for (String place : places.callerKeys()) {
            refusals.attempt(() -> callerKeys(places, place)).ifPresent(callers::addAll);
        }
        refusals.throwIfAny();
        ApplicationKey own = application.orElseThrow();
        ConnectorKeys keys = new ConnectorKeys(own.key(), own.publicKey(), own.certificate(), List.copyOf(callers));
        return new Found(keys, List.copyOf(warnings));
    }

    private static ApplicationKey applicationKey(KeyPlaces places, List<String> warnings)
            throws ConfigurationException {
        String text = places.applicationKey().orElseThrow(() -> notSet(Setting.APPLICATION_KEY));
        Opened opened = open(KeyQuery.applicationKey(places, ""), text);
        ApplicationKey key = ApplicationKey.pick(opened);
        Optional<Finding> finding = ApplicationKeyCheck.fault(key.key(), key.publicKey(), key.certificate());
        if (finding.isPresent()) {
            throw opened.query().refuse(finding.get().fault(), finding.get().remedy());
        }
        opened.file().flatMap(file -> KeyFile.exposure(opened.query(), file)).ifPresent(warnings::add);
        return key;
    }

    private static List<X509Certificate> callerKeys(KeyPlaces places, String text) throws ConfigurationException {
        Opened opened = open(KeyQuery.callerKeys(places, ""), text);
        List<X509Certificate> certificates = CallerCertificates.pick(opened);
        List<Problem> problems = new ArrayList<>();
        for (X509Certificate certificate : certificates) {
            String place = opened.query().place() + ": " + CallerCertificateCheck.name(certificate);
            CallerCertificateCheck.fault(certificate, places.environment())
                    .ifPresent(finding -> problems.add(finding.at(Setting.CALLER_KEYS, place)));
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException(problems);
        }
        return certificates;
    }

    private static Opened open(KeyQuery query, String text) throws ConfigurationException {
        KeyPlace place = KeyPlaceText.parse(query, text);
        return place.open(query.seenAt(text.strip()));
    }

    private static ConfigurationException notSet(Setting setting) {
        return new ConfigurationException(Problem.notSet(setting));
    }
}
