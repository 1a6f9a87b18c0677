package org.erpconnector.auth;

import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collections;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A request of no server's, with as much in it as a gate asks for. A proxy, since the interface has seventy methods, and not
 * the same in each version of Servlet.
 */
record WarmUpRequest(String path, String contentType, Optional<String> soapAction, int length, MemoryStream body) {
    /** A request whose body can be read once. */
    static HttpServletRequest post(String path, String contentType, Optional<String> soapAction, byte[] body) {
        WarmUpRequest request = new WarmUpRequest(path, contentType, soapAction, body.length, new MemoryStream(body));
        return (HttpServletRequest) Proxy.newProxyInstance(
                WarmUpRequest.class.getClassLoader(),
                new Class<?>[] {HttpServletRequest.class},
                (proxy, method, arguments) -> request.answer(method, arguments));
    }

    private @Nullable Object answer(Method method, Object[] arguments) {
        return switch (method.getName()) {
            case "getMethod" -> "POST";
            case "getProtocol" -> "HTTP/1.1";
            case "getRemoteAddr", "getLocalAddr" -> "127.0.0.1";
            case "getServletPath" -> path;
            case "getContentType" -> contentType;
            case "getContentLengthLong" -> (long) length;
            case "getHeaders" ->
                arguments[0].equals("SOAPAction")
                        ? Collections.enumeration(soapAction.stream().toList())
                        : Collections.emptyEnumeration();
            case "getInputStream" -> body;
            case "isAsyncSupported" -> false;
            case "getPathInfo", "getHeader", "getAttribute", "setAttribute" -> null;
            default -> throw new UnsupportedOperationException(method.getName());
        };
    }
}
