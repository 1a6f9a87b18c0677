package org.erpconnector.auth.servlet;

import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request in whose path the secret segment was, as the connector is to see it. {@code AsyncContext.dispatch()} goes
 * to the path that this says, since the one with the secret leads to no servlet.
 */
final class ForwardedRequest extends PassedRequest {
    /** RFC 3986 section 3.3, without the semicolon, at which servers begin a parameter. */
    private static final String PLAIN = "-._~!$&'()*+,=:@/";

    private final String path;
    private final String encoded;
    /** With the secret. */
    private final String asked;

    /**
     * Where a request goes instead.
     *
     * @param path inside the web application, decoded, without the secret
     * @param dispatcher leads there
     */
    record Target(String path, RequestDispatcher dispatcher) {}

    /** @param path inside the web application, decoded, without the secret */
    ForwardedRequest(HttpServletRequest request, ServletResponse response, String path) {
        super(request, response);
        this.path = path;
        this.encoded = encoded(path);
        this.asked = whole();
    }

    /** The server has chosen a servlet by a path with the secret in it: it has to choose again. */
    static Optional<Target> target(HttpServletRequest request, String path) {
        try {
            RequestDispatcher dispatcher = request.getRequestDispatcher(encoded(path));
            return Optional.ofNullable(dispatcher).map(there -> new Target(path, there));
        } catch (IllegalArgumentException e) {
            // A spelling that the server takes in a request and not in a dispatch: nobody registers such a URL.
            return Optional.empty();
        }
    }

    /** As in a URL, which dispatchers read: a decoded ; or ? would end the path. */
    private static String encoded(String path) {
        StringBuilder url = new StringBuilder(path.length() + 16);
        for (byte next : path.getBytes(StandardCharsets.UTF_8)) {
            char c = (char) (next & 0xFF);
            boolean plain = c < 0x80 && (Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
            if (plain) {
                url.append(c);
            } else {
                url.append('%')
                        .append(Character.toUpperCase(Character.forDigit(c >> 4, 16)))
                        .append(Character.toUpperCase(Character.forDigit(c & 15, 16)));
            }
        }
        return url.toString();
    }

    @Override
    public String getRequestURI() {
        return getContextPath() + encoded;
    }

    @Override
    public StringBuffer getRequestURL() {
        String uri = super.getRequestURI();
        StringBuffer url = super.getRequestURL();
        int end = url.length() - uri.length();
        return end < 0 ? url : url.replace(end, url.length(), getRequestURI());
    }

    @Override
    public String getServletPath() {
        return dispatched() ? super.getServletPath() : path;
    }

    @Override
    public @Nullable String getPathInfo() {
        return dispatched() ? super.getPathInfo() : null;
    }

    /**
     * Whether the server, below this, says another path than the one with the secret. Tomcat does once it has
     * dispatched, and splits it as the mapping does: a servlet on {@code /Services/*} finds its operation by
     * getPathInfo.
     */
    private boolean dispatched() {
        return !whole().equals(asked);
    }

    private String whole() {
        String pathInfo = super.getPathInfo();
        return pathInfo == null ? super.getServletPath() : super.getServletPath() + pathInfo;
    }
}
