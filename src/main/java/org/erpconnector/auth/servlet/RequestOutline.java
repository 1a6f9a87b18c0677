package org.erpconnector.auth.servlet;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.Enumeration;

/**
 * What may be shown of a request in a trace: method, path, media type, length, and which headers there are. No query, no
 * header's value beyond those: any of them may hold a credential.
 *
 * @param head of the request whose outline this is
 */
record RequestOutline(ServletHead head) {
    @Override
    public String toString() {
        HttpServletRequest request = head.request();
        Enumeration<String> names = request.getHeaderNames();
        return "method=" + request.getMethod() + " path=" + head.shownPath() + " content-type="
                + request.getContentType() + " content-length=" + request.getContentLengthLong() + " headers="
                + (names == null ? "[]" : Collections.list(names).toString());
    }
}
