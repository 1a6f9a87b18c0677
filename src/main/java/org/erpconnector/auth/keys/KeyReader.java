package org.erpconnector.auth.keys;

import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Environment;
import org.erpconnector.auth.config.Problem;
import org.erpconnector.auth.config.Secret;
import org.erpconnector.auth.config.Setting;
import org.erpconnector.auth.config.SmallFile;
import org.erpconnector.auth.core.ApplicationSigner;
import org.erpconnector.auth.core.CallerKeys;
import org.erpconnector.auth.core.Credentials;
import org.erpconnector.auth.keys.source.ApplicationKey;
import org.erpconnector.auth.keys.source.CallerCertificateCheck;
import org.erpconnector.auth.keys.source.CallerCertificates;
import org.erpconnector.auth.keys.source.KeyLocationParser;
import org.erpconnector.auth.keys.source.KeySourceContext;
import org.erpconnector.auth.keys.source.LoadedKeyMaterial;

/**
 * Reads keys and tests each, for the filter's start and for the doctor alike. It remembers what was found on the way, also
 * where the whole is refused. For one load and one thread.
 */
public final class KeyReader {
    private final List<String> warnings = new ArrayList<>();
    private final Set<Path> files = new LinkedHashSet<>();
    private final List<Found> found = new ArrayList<>();

    /**
     * What lies at one place.
     *
     * @param setting that names the place
     * @param place as it is written there
     * @param format such as {@code PKCS12 keystore}
     * @param key the public half of our key, which has signed; empty at a place of the caller's
     * @param certificates that of our key, if there is one; or the caller's, not judged
     */
    public record Found(
            String setting,
            String place,
            String format,
            Optional<RSAPublicKey> key,
            List<X509Certificate> certificates) {
        public Found {
            certificates = List.copyOf(certificates);
        }
    }

    /** What all the settings of keys name, tested. */
    record Keys(
            ApplicationKey own,
            ApplicationSigner signer,
            Optional<Credentials.Next> next,
            List<X509Certificate> callers) {}

    /** Reads every place before it refuses, so that all problems are reported at once. */
    Keys all(KeySettings settings, Optional<NextKeyLocation> nextPlace) throws ConfigurationException {
        RsaSupport.require();
        ProblemCollector problems = new ProblemCollector();
        KeySourceContext context = KeySourceContext.privateKey(
                KeySourceContext.Role.APPLICATION_KEY,
                settings.applicationKeyAlias(),
                settings.applicationKeyPassword(),
                settings.applicationKeyEntryPassword());
        Optional<Tested> own = problems.attempt(() -> key(
                context,
                settings.applicationKey()
                        .orElseThrow(() -> new ConfigurationException(Problem.notSet(Setting.APPLICATION_KEY)))));
        Optional<Credentials.Next> next =
                problems.attempt(() -> next(nextPlace)).flatMap(key -> key);
        Set<X509Certificate> callers = new LinkedHashSet<>();
        for (String place : settings.callerKeys()) {
            problems.attempt(() -> callers(settings.callerKeysPassword(), settings.environment(), place))
                    .ifPresent(callers::addAll);
        }
        if (settings.callerKeys().isEmpty() && !settings.discovery()) {
            problems.add(Problem.notSet(Setting.CALLER_KEYS));
        }
        problems.throwIfAny();
        return new Keys(own.orElseThrow().key(), own.orElseThrow().signer(), next, List.copyOf(callers));
    }

    /** Reads the key that follows, if there is one. */
    Optional<Credentials.Next> next(Optional<NextKeyLocation> place) throws ConfigurationException {
        if (place.isEmpty()) {
            return Optional.empty();
        }
        NextKeyLocation next = place.get();
        KeySourceContext context = KeySourceContext.privateKey(
                KeySourceContext.Role.NEXT_APPLICATION_KEY, next.alias(), next.password(), next.entryPassword());
        return Optional.of(new Credentials.Next(key(context, next.place()).signer(), next.from()));
    }

    /**
     * Reads our key from a file, as {@code application-key} does, for who copies it into another.
     *
     * @throws ConfigurationException if there is no key in it that may be used
     */
    public PrivateKey key(Path file, Optional<String> alias, Optional<Secret> password, Optional<Secret> entryPassword)
            throws ConfigurationException {
        KeySourceContext context =
                KeySourceContext.privateKey(KeySourceContext.Role.APPLICATION_KEY, alias, password, entryPassword);
        return key(context, file.toString()).key().key();
    }

    /**
     * Reads the caller's keys from files, as {@code caller-keys} does.
     *
     * @param some absolute paths, at least one
     * @throws ConfigurationException with every file or certificate that may not be used
     */
    public CallerKeys callers(List<Path> some, Optional<Secret> password, Environment environment)
            throws ConfigurationException {
        ProblemCollector problems = new ProblemCollector();
        List<X509Certificate> all = new ArrayList<>();
        for (Path file : some) {
            problems.attempt(() -> callers(password, environment, file.toString()))
                    .ifPresent(all::addAll);
        }
        problems.throwIfAny();
        return CallerKeys.pinned(all);
    }

    /** Whole sentences about the files that were read. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    /** What was found, in the order of the settings. */
    public List<Found> found() {
        return List.copyOf(found);
    }

    /** The files that were read, to be watched. */
    Set<Path> files() {
        return Set.copyOf(files);
    }

    /** A key as it was read, and the signer that was made of it. */
    private record Tested(ApplicationKey key, ApplicationSigner signer) {}

    private Tested key(KeySourceContext context, String place) throws ConfigurationException {
        LoadedKeyMaterial material = open(context, place);
        ApplicationKey key = ApplicationKey.pick(material);
        ApplicationSigner signer = ApplicationKeyCheck.signer(
                key.key(),
                key.publicKey(),
                key.certificate(),
                finding -> material.context().refuse(finding.fault(), finding.remedy()));
        material.file()
                .flatMap(file -> SmallFile.exposure(file, "file of the private key"))
                .map(fault -> material.context()
                        .problem(fault.fault(), fault.remedy())
                        .toString())
                .ifPresent(warnings::add);
        key.unused(material).ifPresent(warnings::add);
        note(material, Optional.of(key.publicKey()), key.certificate().stream().toList());
        return new Tested(key, signer);
    }

    private List<X509Certificate> callers(Optional<Secret> password, Environment environment, String place)
            throws ConfigurationException {
        LoadedKeyMaterial material = open(KeySourceContext.callerKeys(password), place);
        List<X509Certificate> certificates = CallerCertificates.pick(material);
        note(material, Optional.empty(), certificates);
        ProblemCollector problems = new ProblemCollector();
        for (X509Certificate certificate : certificates) {
            String where = material.context().place() + ": " + CallerCertificateCheck.name(certificate);
            CallerCertificateCheck.fault(certificate, environment)
                    .ifPresent(finding -> problems.add(finding.at(Setting.CALLER_KEYS, where)));
        }
        problems.throwIfAny();
        return certificates;
    }

    private LoadedKeyMaterial open(KeySourceContext context, String place) throws ConfigurationException {
        LoadedKeyMaterial material = KeyLocationParser.parse(context, place).open(context.seenAt(place.strip()));
        material.file().ifPresent(files::add);
        return material;
    }

    private void note(LoadedKeyMaterial material, Optional<RSAPublicKey> key, List<X509Certificate> certificates) {
        KeySourceContext context = material.context();
        found.add(
                new Found(context.setting(), context.place(), material.content().format(), key, certificates));
    }
}
