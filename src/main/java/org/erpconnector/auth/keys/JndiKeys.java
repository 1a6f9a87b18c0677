package org.erpconnector.auth.keys;

import java.io.File;
import java.net.URL;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import javax.naming.Context;
import javax.naming.Reference;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.JndiLookup;
import org.erpconnector.auth.config.Secret;

/** What a server's naming service may hold for us: keys, certificates, or where to find them. */
final class JndiKeys {
    private static final String ACCEPTED =
            "Bind a java.security.KeyStore, a PrivateKey, an X509Certificate (or several),"
                    + " java.util.Properties with path, alias, password and key-password, or an absolute file path";

    private static final String OBJECT = "Java object";

    private JndiKeys() {}

    /**
     * Asks this server's naming service.
     *
     * @param name one that {@link KeyPlaceText} let pass: nothing else may come here
     * @return what is bound, never null
     * @throws ConfigurationException if nothing is bound there, or the server fails to make it
     */
    static Object lookup(KeyQuery query, String name) throws ConfigurationException {
        JndiLookup lookup = JndiLookup.of(name);
        return switch (lookup.outcome()) {
            case BOUND ->
                Optional.ofNullable(lookup.bound())
                        .orElseThrow(() -> query.refuse("the JNDI name holds null", ACCEPTED));
            case NOT_BOUND ->
                throw query.refuse(
                        "nothing is bound to this JNDI name",
                        "Bind it in the server, or add a resource-env-ref for java:comp/env. " + ACCEPTED,
                        lookup.cause());
            case NO_NAMING_SERVICE ->
                throw query.refuse("this server has no JNDI", "Write an absolute file path", lookup.cause());
            case FAILED ->
                throw query.refuse(
                        "the JNDI lookup failed (" + lookup.fault() + ")",
                        "Look for the cause in the server's log",
                        lookup.cause());
            case FACTORY_FAILED ->
                throw query.refuse(
                        "the server could not make this JNDI resource (" + lookup.fault() + ")",
                        "Look for the cause in the server's log; the resource's factory class may be missing or failing",
                        lookup.cause());
        };
    }

    /** Decodes what was bound. */
    static Opened open(KeyQuery query, Object bound) throws ConfigurationException {
        if (bound instanceof KeyStore store) {
            return opened(query, new KeyContent.Store(store));
        }
        if (bound instanceof PrivateKey key) {
            return opened(query, new KeyContent.Parts(OBJECT, List.of(key), List.of()));
        }
        if (bound instanceof X509Certificate certificate) {
            return opened(query, new KeyContent.Parts(OBJECT, List.of(), List.of(certificate)));
        }
        if (bound instanceof Object[] several) {
            return opened(query, certificates(query, Arrays.asList(several)));
        }
        if (bound instanceof Collection<?> several) {
            return opened(query, certificates(query, several));
        }
        if (bound instanceof Properties properties) {
            return properties(query, properties);
        }
        if (bound instanceof URL || bound instanceof File || bound instanceof Path || bound instanceof String) {
            return file(query, bound.toString());
        }
        throw query.refuse(what(bound), ACCEPTED);
    }

    private static Opened opened(KeyQuery query, KeyContent content) {
        return new Opened(query, content, Optional.empty());
    }

    private static KeyContent certificates(KeyQuery query, Collection<?> several) throws ConfigurationException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Object one : several) {
            if (!(one instanceof X509Certificate certificate)) {
                throw query.refuse(
                        "the JNDI name holds a list with "
                                + (one == null ? "null" : one.getClass().getName()) + " in it",
                        "Bind java.security.cert.X509Certificate objects only");
            }
            certificates.add(certificate);
        }
        return new KeyContent.Parts(OBJECT, List.of(), certificates);
    }

    /** Only a file: a name found under a name could be one with a scheme, past every check. */
    private static Opened file(KeyQuery query, String text) throws ConfigurationException {
        if (KeyPlaceText.parse(query, text) instanceof KeyPlace.FilePlace place) {
            return place.open(query.seenAt(query.place() + " -> " + place.path()));
        }
        throw query.refuse("the JNDI name holds a text that is no absolute file path", ACCEPTED);
    }

    /** A resource made by the server itself, as Payara's PropertiesFactory: it adds keys of its own, which are ignored. */
    private static Opened properties(KeyQuery query, Properties properties) throws ConfigurationException {
        Optional<String> path = property(query, properties, "path");
        Optional<Secret> password =
                property(query, properties, "password").map(Secret::new).or(query::password);
        Optional<Secret> entryPassword =
                property(query, properties, "key-password").map(Secret::new).or(query::entryPassword);
        KeyQuery filled = new KeyQuery(
                query.role(),
                query.place(),
                property(query, properties, "alias").or(query::alias),
                password,
                entryPassword,
                property(query, properties, "type").filter(type -> !type.isBlank()),
                false);
        if (path.isEmpty() && filled.storeType().isPresent()) {
            // Of the operating system or a token, such as Windows-MY and PKCS11: there is no file.
            return opened(filled, KeyStores.load(filled, filled.storeType().get(), null));
        }
        if (path.isEmpty()) {
            throw query.refuse(
                    "the JNDI properties have no path",
                    "Add the property path, an absolute file path; type, alias, password and key-password are optional");
        }
        return file(filled, path.get());
    }

    private static Optional<String> property(KeyQuery query, Properties properties, String name)
            throws ConfigurationException {
        String value = properties.getProperty(name);
        if (value == null && properties.get(name) != null) {
            throw query.refuse("the JNDI property " + name + " is not a String", "Set it to a java.lang.String");
        }
        // A missing password alias is delivered as its own text: it would be tried as a password.
        if (value != null && value.strip().startsWith("${")) {
            throw query.refuse(
                    "the server did not resolve the alias or variable in the JNDI property " + name,
                    "Create the alias, then restart: servers read aliases at start");
        }
        return Optional.ofNullable(value);
    }

    private static String what(Object bound) {
        if (bound instanceof Reference reference) {
            return "the JNDI name holds an unresolved Reference to " + reference.getClassName()
                    + ": the server does not find its factory " + reference.getFactoryClassName();
        }
        String kind = bound instanceof Context ? "a folder of names, " : "";
        return "the JNDI name holds " + kind + bound.getClass().getName();
    }
}
