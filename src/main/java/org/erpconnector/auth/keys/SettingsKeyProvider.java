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
import org.erpconnector.auth.core.ApplicationSigner;
import org.erpconnector.auth.core.Credentials;

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
        Read read = all(places);
        ApplicationKey own = read.own().key();
        return new ConnectorKeys(
                own.key(), own.publicKey(), own.certificate(), read.found().callers());
    }

    /** What the places hold, tested; what is worth a warning about their files, and these files. */
    record Found(
            ApplicationSigner application,
            Optional<Credentials.Next> next,
            List<X509Certificate> callers,
            List<String> warnings,
            Set<Path> files) {}

    /** A key as it was found, for a provider of the deployer's that asks for it, and the signer that was made of it. */
    private record Tested(ApplicationKey key, ApplicationSigner signer) {}

    private record Read(Tested own, Found found) {}

    static Found read(KeyPlaces places) throws ConfigurationException {
        return all(places).found();
    }

    /** Looks at every place before it refuses, so that one restart mends all. */
    private static Read all(KeyPlaces places) throws ConfigurationException {
        RsaSupport.require();
        Refusals refusals = new Refusals();
        List<String> warnings = new ArrayList<>();
        Set<Path> files = new LinkedHashSet<>();
        Optional<Tested> application = refusals.attempt(() -> applicationKey(places, warnings, files));
        Optional<Credentials.Next> next =
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
        Tested own = application.orElseThrow();
        return new Read(own, new Found(own.signer(), next, List.copyOf(callers), List.copyOf(warnings), files));
    }

    private static Tested applicationKey(KeyPlaces places, List<String> warnings, Set<Path> files)
            throws ConfigurationException {
        String text = places.applicationKey().orElseThrow(() -> notSet(Setting.APPLICATION_KEY));
        return tested(open(KeyQuery.applicationKey(places), text, files), warnings);
    }

    /** Of the settings alone: a deployer's provider changes its keys by itself, at the moment it chooses. */
    static Optional<Credentials.Next> nextKey(KeyPlaces places, List<String> warnings, Set<Path> files)
            throws ConfigurationException {
        if (places.nextApplicationKey().isEmpty()) {
            return Optional.empty();
        }
        NextKeyPlace next = places.nextApplicationKey().get();
        Tested key = tested(open(KeyQuery.nextApplicationKey(next), next.place(), files), warnings);
        return Optional.of(new Credentials.Next(key.signer(), next.from()));
    }

    /** Picks the key, tests it with a signature, and adds what is worth a warning about its file. */
    static ApplicationKey privateKey(Opened opened, List<String> warnings) throws ConfigurationException {
        return tested(opened, warnings).key();
    }

    private static Tested tested(Opened opened, List<String> warnings) throws ConfigurationException {
        ApplicationKey key = ApplicationKey.pick(opened);
        ApplicationSigner signer = ApplicationKeyCheck.signer(
                key.key(),
                key.publicKey(),
                key.certificate(),
                finding -> opened.query().refuse(finding.fault(), finding.remedy()));
        opened.file().flatMap(file -> KeyFile.exposure(opened.query(), file)).ifPresent(warnings::add);
        key.unused(opened).ifPresent(warnings::add);
        return new Tested(key, signer);
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
