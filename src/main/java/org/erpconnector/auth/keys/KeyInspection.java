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
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Environment;
import org.erpconnector.auth.config.Problem;
import org.erpconnector.auth.config.Secret;
import org.erpconnector.auth.config.Setting;
import org.erpconnector.auth.core.CallerKeys;
import org.erpconnector.auth.core.Thumbprints;

/**
 * Looks into one place at a time, for a person who wants to know what lies there. Whether a filter starts with it,
 * {@link SettingsCheck} says. Immutable; reads anew each time.
 */
public final class KeyInspection {
    private final KeyPlaces places;

    public KeyInspection(KeyPlaces places) {
        this.places = places;
    }

    /**
     * Our key as it was found. Shows no secret.
     *
     * @param place where it lies
     * @param format what the place holds, such as {@code PKCS12}
     * @param key the private key, which has signed and its public half verified
     * @param publicKey its public half
     * @param certificate the certificate beside it
     * @param warnings whole sentences about the file
     */
    public record OwnKey(
            String place,
            String format,
            PrivateKey key,
            RSAPublicKey publicKey,
            Optional<X509Certificate> certificate,
            List<String> warnings) {
        public OwnKey {
            warnings = List.copyOf(warnings);
        }

        @Override
        public String toString() {
            return "OwnKey[" + place + ", " + format + "]";
        }
    }

    /**
     * Certificates as they were found, not judged.
     *
     * @param place where they lie
     * @param format what the place holds
     * @param certificates in the order of the place, at least one
     */
    public record Certificates(String place, String format, List<X509Certificate> certificates) {
        public Certificates {
            certificates = List.copyOf(certificates);
        }
    }

    /**
     * Reads our key and tests it with a signature.
     *
     * @throws ConfigurationException if the setting has no value, or there is no key that may be used
     */
    public OwnKey applicationKey() throws ConfigurationException {
        String text = places.applicationKey()
                .orElseThrow(() -> new ConfigurationException(Problem.notSet(Setting.APPLICATION_KEY)));
        return ownKey(open(KeyQuery.applicationKey(places), text));
    }

    /**
     * Reads the key that follows ours, and tests it likewise; empty if none is set.
     *
     * @throws ConfigurationException if there is no key that may be used
     */
    public Optional<OwnKey> nextApplicationKey() throws ConfigurationException {
        if (places.nextApplicationKey().isEmpty()) {
            return Optional.empty();
        }
        NextKeyPlace next = places.nextApplicationKey().get();
        return Optional.of(ownKey(open(KeyQuery.nextApplicationKey(next), next.place())));
    }

    private static OwnKey ownKey(Opened opened) throws ConfigurationException {
        List<String> warnings = new ArrayList<>();
        ApplicationKey own = SettingsKeyProvider.privateKey(opened, warnings);
        return new OwnKey(
                opened.query().place(), format(opened), own.key(), own.publicKey(), own.certificate(), warnings);
    }

    /**
     * Reads the certificates of one place.
     *
     * @param text the place, as {@code caller-keys} names it
     * @throws ConfigurationException if it cannot be read or holds no certificate
     */
    public Certificates certificates(String text) throws ConfigurationException {
        Opened opened = open(KeyQuery.callerKeys(places.callerKeysPassword()), text);
        return new Certificates(opened.query().place(), format(opened), CallerCertificates.pick(opened));
    }

    /**
     * Our key in a file, tested with a signature.
     *
     * @param file its absolute path
     * @throws ConfigurationException if there is no key that may be used
     */
    public static OwnKey key(
            Path file, Optional<String> alias, Optional<Secret> password, Optional<Secret> entryPassword)
            throws ConfigurationException {
        return ownKey(open(KeyQuery.applicationKey(alias, password, entryPassword), file.toString()));
    }

    /**
     * The caller's keys in files, judged as the filter judges them at its start.
     *
     * @param files absolute paths, at least one
     * @throws ConfigurationException with every file or certificate that the filter would refuse
     */
    public static CallerKeys callerKeys(List<Path> files, Optional<Secret> password, Environment environment)
            throws ConfigurationException {
        Refusals refusals = new Refusals();
        List<X509Certificate> all = new ArrayList<>();
        for (Path file : files) {
            refusals.attempt(() -> SettingsKeyProvider.callerKeys(
                            KeyQuery.callerKeys(password), environment, file.toString(), new LinkedHashSet<>()))
                    .ifPresent(all::addAll);
        }
        refusals.throwIfAny();
        return CallerKeys.pinned(all);
    }

    /** The places that only the server can read: elsewhere a JNDI name means nothing, nor does {@code server}. */
    public Set<String> serversOwn() {
        return Stream.concat(
                        Stream.concat(
                                places.applicationKey().stream(),
                                places.nextApplicationKey().map(NextKeyPlace::place).stream()),
                        places.callerKeys().stream())
                .filter(this::needsServer)
                .map(String::strip)
                .collect(Collectors.toSet());
    }

    private boolean needsServer(String text) {
        try {
            KeyPlace place = KeyPlaceText.parse(KeyQuery.callerKeys(places.callerKeysPassword()), text);
            return place instanceof KeyPlace.JndiPlace
                    || (place instanceof KeyPlace.ServerPlace
                            && KeyPlace.ServerPlace.file().isEmpty());
        } catch (ConfigurationException noPlace) {
            // Reading it refuses with the same words, where a person sees them.
            return false;
        }
    }

    /** Whose certificate this is, if it is one that is known by its thumbprint. */
    public static Optional<String> owner(X509Certificate certificate) {
        return SuperOfficeCertificate.owner(Thumbprints.sha1Hex(certificate));
    }

    private static Opened open(KeyQuery query, String text) throws ConfigurationException {
        return KeyPlaceText.parse(query, text).open(query.seenAt(text.strip()));
    }

    /** Only a name for what has been decoded already. */
    private static String format(Opened opened) throws ConfigurationException {
        if (opened.content() instanceof KeyContent.Store content) {
            return content.store().getType() + " keystore";
        }
        Optional<Path> file = opened.file();
        return file.isEmpty() ? "Java object" : KeyFormat.name(KeyFile.read(opened.query(), file.get()));
    }
}
