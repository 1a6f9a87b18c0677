package org.erpconnector.auth.keys.source;

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
     * @param name one that {@link KeyLocationParser} let pass: nothing else may come here
     * @return what is bound, never null
     * @throws ConfigurationException if nothing is bound there, or the server fails to make it
     */
    static Object lookup(KeySourceContext context, String name) throws ConfigurationException {
        JndiLookup lookup = JndiLookup.of(name);
        return switch (lookup.outcome()) {
            case BOUND ->
                Optional.ofNullable(lookup.bound())
                        .orElseThrow(() -> context.refuse("the JNDI name holds null", ACCEPTED));
            case NOT_BOUND ->
                throw context.refuse(
                        "nothing is bound to this JNDI name",
                        "Bind it in the server, or add a resource-env-ref for java:comp/env. " + ACCEPTED,
                        lookup.cause());
            case NO_NAMING_SERVICE ->
                throw context.refuse("this server has no JNDI", "Write an absolute file path", lookup.cause());
            case FAILED ->
                throw context.refuse(
                        "the JNDI lookup failed (" + lookup.fault() + ")",
                        "Look for the cause in the server's log",
                        lookup.cause());
            case FACTORY_FAILED ->
                throw context.refuse(
                        "the server could not make this JNDI resource (" + lookup.fault() + ")",
                        "Look for the cause in the server's log; the resource's factory class may be missing or failing",
                        lookup.cause());
        };
    }

    /** Decodes what was bound. */
    static LoadedKeyMaterial open(KeySourceContext context, Object bound) throws ConfigurationException {
        if (bound instanceof KeyStore store) {
            return material(context, new KeyContent.Store(store));
        }
        if (bound instanceof PrivateKey key) {
            return material(context, new KeyContent.Parts(OBJECT, List.of(key), List.of()));
        }
        if (bound instanceof X509Certificate certificate) {
            return material(context, new KeyContent.Parts(OBJECT, List.of(), List.of(certificate)));
        }
        if (bound instanceof Object[] several) {
            return material(context, certificates(context, Arrays.asList(several)));
        }
        if (bound instanceof Collection<?> several) {
            return material(context, certificates(context, several));
        }
        if (bound instanceof Properties properties) {
            return properties(context, properties);
        }
        if (bound instanceof URL || bound instanceof File || bound instanceof Path || bound instanceof String) {
            return file(context, bound.toString());
        }
        throw context.refuse(what(bound), ACCEPTED);
    }

    private static LoadedKeyMaterial material(KeySourceContext context, KeyContent content) {
        return new LoadedKeyMaterial(context, content, Optional.empty());
    }

    private static KeyContent certificates(KeySourceContext context, Collection<?> several)
            throws ConfigurationException {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Object one : several) {
            if (!(one instanceof X509Certificate certificate)) {
                throw context.refuse(
                        "the JNDI name holds a list with "
                                + (one == null ? "null" : one.getClass().getName()) + " in it",
                        "Bind java.security.cert.X509Certificate objects only");
            }
            certificates.add(certificate);
        }
        return new KeyContent.Parts(OBJECT, List.of(), certificates);
    }

    /** Only a file: a name found under a name could be one with a scheme, past every check. */
    private static LoadedKeyMaterial file(KeySourceContext context, String text) throws ConfigurationException {
        if (KeyLocationParser.parse(context, text) instanceof KeyLocation.FileLocation place) {
            return place.open(context.seenAt(context.place() + " -> " + place.path()));
        }
        throw context.refuse("the JNDI name holds a text that is no absolute file path", ACCEPTED);
    }

    /** A resource made by the server itself, as Payara's PropertiesFactory: it adds keys of its own, which are ignored. */
    private static LoadedKeyMaterial properties(KeySourceContext context, Properties properties)
            throws ConfigurationException {
        Optional<String> path = property(context, properties, "path");
        Optional<Secret> password =
                property(context, properties, "password").map(Secret::new).or(context::password);
        Optional<Secret> entryPassword =
                property(context, properties, "key-password").map(Secret::new).or(context::entryPassword);
        KeySourceContext filled = new KeySourceContext(
                context.role(),
                context.place(),
                property(context, properties, "alias").or(context::alias),
                password,
                entryPassword,
                property(context, properties, "type").filter(type -> !type.isBlank()),
                false);
        if (path.isEmpty() && filled.storeType().isPresent()) {
            // Of the operating system or a token, such as Windows-MY and PKCS11: there is no file.
            return material(filled, KeyStores.load(filled, filled.storeType().get(), null));
        }
        if (path.isEmpty()) {
            throw context.refuse(
                    "the JNDI properties have no path",
                    "Add the property path, an absolute file path; type, alias, password and key-password are optional");
        }
        return file(filled, path.get());
    }

    private static Optional<String> property(KeySourceContext context, Properties properties, String name)
            throws ConfigurationException {
        String value = properties.getProperty(name);
        if (value == null && properties.get(name) != null) {
            throw context.refuse("the JNDI property " + name + " is not a String", "Set it to a java.lang.String");
        }
        // A missing password alias is delivered as its own text: it would be tried as a password.
        if (value != null && value.strip().startsWith("${")) {
            throw context.refuse(
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
