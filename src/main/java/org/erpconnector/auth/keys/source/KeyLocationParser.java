package org.erpconnector.auth.keys.source;

import java.net.URI;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Printable;

/**
 * Reads the text of a place. Whatever could make the JDK open a connection is refused here, before any lookup: for
 * {@code ldap:}, {@code rmi:}, {@code dns:} and their like JNDI asks the named host, and runs what it answers
 * (CVE-2021-44228, CVE-2021-42392).
 */
public final class KeyLocationParser {
    private static final List<String> NAMESPACES =
            List.of("java:comp/env/", "java:app/", "java:module/", "java:global/");
    private static final Pattern RESOURCE = Pattern.compile("[A-Za-z0-9_$.-]+(/[A-Za-z0-9_$.-]+)*");
    private static final Pattern WINDOWS_PATH = Pattern.compile("[A-Za-z]:[\\\\/].*");
    private static final Pattern RELATIVE_PATH = Pattern.compile(
            "(\\.{1,2}[/\\\\].*)|(~.*)|(.*\\\\.*)|(.*\\.(p12|pfx|jks|jceks|keystore|pem|crt|cer|der|key|xml))",
            Pattern.CASE_INSENSITIVE);
    private static final String WHAT =
            "Write an absolute file path, java:comp/env/<name>, the plain name of a server resource, or server";
    private static final String ABSOLUTE =
            "Write an absolute path: a server's working directory is not where the web application lies";

    private KeyLocationParser() {}

    /**
     * Reads a place.
     *
     * @param context names the setting, and the JNDI resource in which the text stood; its place is empty when the text
     *     is the setting's own value
     * @throws ConfigurationException if the text is no place, or one that is never asked
     */
    public static KeyLocation parse(KeySourceContext context, String raw) throws ConfigurationException {
        String text = raw.strip();
        if (Printable.holdsKey(text) || text.indexOf('<') >= 0 || text.indexOf('\n') >= 0) {
            throw within(context, "(not shown)")
                    .refuse("the key itself stands where its place is expected", "Put it into a file. " + WHAT);
        }
        KeySourceContext seen = within(context, text);
        if (text.isEmpty()) {
            throw seen.refuse("blank", WHAT);
        }
        if (text.startsWith("${")) {
            throw seen.refuse(
                    "the server did not resolve this alias or variable",
                    "Create the alias, then restart: servers read aliases at start");
        }
        if (text.equals("server")) {
            return new KeyLocation.ServerLocation();
        }
        if (text.regionMatches(true, 0, "file:", 0, 5)) {
            return fileUrl(seen, text);
        }
        if (text.startsWith("/")
                || text.startsWith("\\\\")
                || WINDOWS_PATH.matcher(text).matches()) {
            return file(seen, text);
        }
        return text.indexOf(':') >= 0 ? namespaced(seen, text) : plain(seen, text);
    }

    private static KeySourceContext within(KeySourceContext context, String text) {
        return context.seenAt(context.place().isEmpty() ? text : context.place() + " -> " + text);
    }

    private static KeyLocation fileUrl(KeySourceContext context, String text) throws ConfigurationException {
        try {
            URI url = URI.create(text);
            if (url.isOpaque()) {
                throw context.refuse("a file: URL without an absolute path", ABSOLUTE);
            }
            return file(context, Path.of(url).toString());
        } catch (IllegalArgumentException | FileSystemNotFoundException e) {
            throw context.refuse(
                    "not the URL of a file on this machine",
                    "Write the absolute path itself, or file:///path with blanks as %20",
                    e);
        }
    }

    private static KeyLocation file(KeySourceContext context, String text) throws ConfigurationException {
        // Opening a network share connects to its host, and on Windows sends the server's credentials there.
        if (text.startsWith("\\\\") || text.startsWith("//")) {
            throw context.refuse(
                    "a path on another machine", "Copy the file to this machine and write its absolute path");
        }
        try {
            Path path = Path.of(text);
            if (path.isAbsolute()) {
                return new KeyLocation.FileLocation(path);
            }
        } catch (InvalidPathException e) {
            throw context.refuse("not a path on this machine", "Write an absolute path", e);
        }
        throw context.refuse(
                "not an absolute path on this machine, which runs " + System.getProperty("os.name"),
                "Write an absolute path");
    }

    private static KeyLocation namespaced(KeySourceContext context, String text) throws ConfigurationException {
        for (String namespace : NAMESPACES) {
            if (text.startsWith(namespace)
                    && RESOURCE.matcher(text.substring(namespace.length())).matches()) {
                return new KeyLocation.JndiLocation(text);
            }
        }
        String scheme = text.substring(0, text.indexOf(':')).strip().toLowerCase(Locale.ROOT);
        if (scheme.equals("java")) {
            throw context.refuse(
                    "not a JNDI name that is looked up", "Begin it with one of " + String.join(", ", NAMESPACES));
        }
        throw context.refuse(
                "names with a scheme are never looked up, because that may open a network connection", WHAT);
    }

    private static KeyLocation plain(KeySourceContext context, String text) throws ConfigurationException {
        if (RELATIVE_PATH.matcher(text).matches()) {
            throw context.refuse("a file, but not by an absolute path", ABSOLUTE);
        }
        if (!RESOURCE.matcher(text).matches()) {
            throw context.refuse("neither a path nor a name", WHAT);
        }
        return new KeyLocation.JndiLocation(text);
    }
}
