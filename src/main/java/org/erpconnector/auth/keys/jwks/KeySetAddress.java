package org.erpconnector.auth.keys.jwks;

import java.net.URI;
import java.util.Locale;
import java.util.regex.Pattern;
import org.erpconnector.auth.config.Printable;

/**
 * Which addresses key sets are fetched from. Asked before each request, since one of the two addresses comes from the
 * network. Stateless.
 */
final class KeySetAddress {
    /** Written out: 127.1, 2130706433 and their like mean the same host to some readers and another to others. */
    private static final Pattern LOOPBACK =
            Pattern.compile("127\\.[0-9]{1,3}\\.[0-9]{1,3}\\.[0-9]{1,3}|\\[::1]|localhost", Pattern.CASE_INSENSITIVE);

    private static final String REMEDY =
            "Use https; plain http is accepted for 127.0.0.1, [::1] and localhost, for tests on this machine";

    private KeySetAddress() {}

    /**
     * Refuses every address but https, and http on this machine: a man in the middle would choose whose tokens are
     * accepted, and file: and the like would read files of the server (SSRF).
     *
     * @throws KeySetException with what is wrong with it
     */
    static void require(URI address) throws KeySetException {
        String scheme = scheme(address);
        if (address.isOpaque() || address.getHost() == null || address.getPort() > 65535 || address.getPort() == 0) {
            throw new KeySetException("not the address of a web server", REMEDY);
        }
        if (!scheme.equals("https") && !local(address)) {
            throw new KeySetException("the scheme " + Printable.of(scheme) + " is not accepted there", REMEDY);
        }
        // https://online.superoffice.com@elsewhere/ names elsewhere; and a password there would end up in logs.
        if (address.getRawUserInfo() != null) {
            throw new KeySetException("the address has a user name in it", "Take out what stands before the @");
        }
        if (address.getRawFragment() != null) {
            throw new KeySetException("the address has a # in it", "Take out what stands from the # on");
        }
    }

    /** True if the address is http on this machine. Its name must also resolve to this machine, which is not asked here. */
    static boolean local(URI address) {
        return scheme(address).equals("http")
                && address.getHost() != null
                && LOOPBACK.matcher(address.getHost()).matches();
    }

    /** True if both name one server: scheme, host and port. */
    static boolean sameServer(URI one, URI other) {
        return scheme(one).equals(scheme(other)) && host(one).equalsIgnoreCase(host(other)) && port(one) == port(other);
    }

    static int port(URI address) {
        if (address.getPort() != -1) {
            return address.getPort();
        }
        return scheme(address).equals("https") ? 443 : 80;
    }

    /** For messages: never user or query, where secrets may stand. */
    static String shown(URI address) {
        int port = address.getPort();
        String path = address.getRawPath();
        return scheme(address) + "://" + host(address) + (port == -1 ? "" : ":" + port) + (path == null ? "" : path);
    }

    private static String host(URI address) {
        return address.getHost() == null ? "" : address.getHost();
    }

    private static String scheme(URI address) {
        return address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
    }
}
