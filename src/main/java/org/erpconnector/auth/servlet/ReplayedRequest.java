package org.erpconnector.auth.servlet;

import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UnsupportedEncodingException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import org.jspecify.annotations.Nullable;

/**
 * A request of whose body the beginning has been read: the connector gets every byte of it all the same, by stream, by
 * reader or asynchronously. Parameters and parts need no replay, since servers take them from the bodies of forms only,
 * and those are never read here.
 */
final class ReplayedRequest extends PassedRequest {
    private final ReplayedStream stream;
    private boolean streamTaken;
    private @Nullable BufferedReader reader;
    private @Nullable String encoding;

    ReplayedRequest(HttpServletRequest request, ServletResponse response, PeekedBody body) {
        super(request, response);
        this.stream = new ReplayedStream(body, request::getAsyncContext);
    }

    @Override
    public ServletInputStream getInputStream() {
        if (reader != null) {
            throw new IllegalStateException("getReader() has already been called for this request");
        }
        streamTaken = true;
        return stream;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        if (reader != null) {
            return reader;
        }
        if (streamTaken) {
            throw new IllegalStateException("getInputStream() has already been called for this request");
        }
        // The servlet specification's default where nobody names a charset.
        String charset = getCharacterEncoding() == null ? StandardCharsets.ISO_8859_1.name() : getCharacterEncoding();
        BufferedReader opened = new BufferedReader(new InputStreamReader(stream, charset));
        reader = opened;
        return opened;
    }

    @Override
    public @Nullable String getCharacterEncoding() {
        return encoding == null ? super.getCharacterEncoding() : encoding;
    }

    /** Kept here, since servers ignore it once their stream has been asked for, and it was. */
    @Override
    public void setCharacterEncoding(@Nullable String name) throws UnsupportedEncodingException {
        super.setCharacterEncoding(name);
        if (reader == null) {
            encoding = name == null ? null : known(name);
        }
    }

    /** As Servlet 6.1 has it, which this is not compiled against. */
    public void setCharacterEncoding(Charset charset) {
        try {
            setCharacterEncoding(charset.name());
        } catch (UnsupportedEncodingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static String known(String name) throws UnsupportedEncodingException {
        try {
            Charset.forName(name);
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw (UnsupportedEncodingException) new UnsupportedEncodingException(name).initCause(e);
        }
        return name;
    }
}
