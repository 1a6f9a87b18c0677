package org.erpconnector.auth;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A request of whose body the beginning has been read: the connector gets every byte of it all the same, by stream, by
 * reader or asynchronously. Parameters and parts need no replay, since servers take them from the bodies of forms only,
 * and those are never read here.
 */
final class ReplayedRequest extends HttpServletRequestWrapper {
    private final PeekedBody body;
    private @Nullable ServletInputStream stream;
    private @Nullable BufferedReader reader;

    ReplayedRequest(HttpServletRequest request, PeekedBody body) {
        super(request);
        this.body = body;
    }

    @Override
    public ServletInputStream getInputStream() {
        if (reader != null) {
            throw new IllegalStateException("getReader() has already been called for this request");
        }
        return open();
    }

    @Override
    public BufferedReader getReader() throws IOException {
        if (reader != null) {
            return reader;
        }
        if (stream != null) {
            throw new IllegalStateException("getInputStream() has already been called for this request");
        }
        // The servlet specification's default where nobody names a charset.
        String charset = getCharacterEncoding() == null ? StandardCharsets.ISO_8859_1.name() : getCharacterEncoding();
        BufferedReader opened = new BufferedReader(new InputStreamReader(open(), charset));
        reader = opened;
        return opened;
    }

    private ServletInputStream open() {
        ServletInputStream opened = stream;
        if (opened == null) {
            opened = new ReplayedStream(body, () -> getRequest().getAsyncContext());
            stream = opened;
        }
        return opened;
    }
}
