package org.erpconnector.auth.keys;

import java.util.Enumeration;
import java.util.Hashtable;
import java.util.Optional;
import javax.naming.ConfigurationException;
import javax.naming.Context;
import javax.naming.Name;
import javax.naming.NamingException;
import javax.naming.RefAddr;
import javax.naming.Reference;
import javax.naming.spi.ObjectFactory;
import org.erpconnector.auth.config.Secret;
import org.erpconnector.auth.keys.source.KeyContent;
import org.erpconnector.auth.keys.source.KeyLocation;
import org.erpconnector.auth.keys.source.KeyLocationParser;
import org.erpconnector.auth.keys.source.KeySourceContext;
import org.erpconnector.auth.keys.source.LoadedKeyMaterial;
import org.jspecify.annotations.Nullable;

/**
 * Binds a keystore file as a {@link java.security.KeyStore} in a server's naming service: Tomcat's {@code <Resource
 * factory="org.erpconnector.auth.keys.KeyStoreFactory">}, Payara's {@code create-custom-resource --factoryclass}. It may
 * lie in the web application's own {@code WEB-INF/lib}.
 *
 * <p>Its properties are {@code path}, an absolute file path; {@code password}; and, where the content does not tell it,
 * {@code type}. Others, which servers add of their own, are ignored. Payara calls it at each lookup, so that a changed
 * file or property counts at the next one; Tomcat once, unless the resource says {@code singleton="false"}. Stateless.
 */
public final class KeyStoreFactory implements ObjectFactory {
    /** For the server. */
    public KeyStoreFactory() {}

    /**
     * Opens the keystore.
     *
     * @param object the server's {@link Reference} with the properties; anything else is not ours
     * @return the loaded keystore; null if the object is no reference, so that another factory may be asked
     * @throws NamingException if the properties are wrong, or the file cannot be opened with them; the message says what
     *     to do and holds no password
     */
    @Override
    public @Nullable Object getObjectInstance(
            @Nullable Object object,
            @Nullable Name name,
            @Nullable Context context,
            @Nullable Hashtable<?, ?> environment)
            throws NamingException {
        if (!(object instanceof Reference reference)) {
            return null;
        }
        try {
            return open(reference, String.valueOf(name));
        } catch (org.erpconnector.auth.config.ConfigurationException e) {
            NamingException refusal = new ConfigurationException(e.getMessage());
            refusal.initCause(e);
            throw refusal;
        }
    }

    private static Object open(Reference reference, String name)
            throws org.erpconnector.auth.config.ConfigurationException {
        KeySourceContext context = new KeySourceContext(
                KeySourceContext.Role.APPLICATION_KEY,
                "JNDI resource " + name,
                Optional.empty(),
                property(reference, "password").map(Secret::new),
                Optional.empty(),
                property(reference, "type").filter(type -> !type.isBlank()),
                false);
        Optional<String> path = property(reference, "path");
        if (path.isEmpty()) {
            throw context.refuse("the resource has no property path", "Add it, an absolute file path");
        }
        for (String property : new String[] {"path", "password", "type"}) {
            if (property(reference, property).orElse("").strip().startsWith("${")) {
                throw context.refuse(
                        "the server did not resolve the alias or variable in the property " + property,
                        "Create the alias, then restart: servers read aliases at start");
            }
        }
        if (!(KeyLocationParser.parse(context, path.get()) instanceof KeyLocation.FileLocation place)) {
            throw context.refuse("the property path is no absolute file path", "Write an absolute file path");
        }
        LoadedKeyMaterial material = place.open(context.seenAt(context.place() + " -> " + place.path()));
        if (material.content() instanceof KeyContent.Store content) {
            return content.store();
        }
        throw material.context()
                .refuse(
                        "a key or certificate file, and no keystore",
                        "Name the file itself as application-key or caller-keys, or put it into a PKCS12 keystore");
    }

    private static Optional<String> property(Reference reference, String name) {
        for (Enumeration<RefAddr> all = reference.getAll(); all.hasMoreElements(); ) {
            RefAddr one = all.nextElement();
            if (one.getType().equals(name) && one.getContent() instanceof String text) {
                return Optional.of(text);
            }
        }
        return Optional.empty();
    }
}
