package org.erpconnector.auth.http;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;

/** A filter before ours that hands on a request of its own, as such filters do; the query says which. */
public final class HostileFilter extends HttpFilter {
    /** What it hands on. */
    public enum Kind {
        /** Nobody is ever called. */
        DEAF,
        /** Calls once, at once, although there is nothing to read yet. */
        HASTY,
        /** As wrappers say that their authors did not need it. */
        WITHOUT,
        /** Compiled against Servlet 2.5, whose streams have no such method. */
        OLD,
        /** Knows only the methods that it was made for, and is no wrapper. */
        PROXY,
        /** The server's stream, of a request that cannot be suspended. */
        BUSY,
        /** Knows nothing of asynchrony: compiled against Servlet 2.5, too. */
        ANCIENT,
        /** Reads what the server reads, when it is asked. */
        LAYERED,
        /** Has a defect. */
        BROKEN,
        /** Was closed by its filter, and says so as streams do. */
        CLOSED
    }

    @Override
    protected void doFilter(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        String query = request.getQueryString();
        chain.doFilter(query == null ? request : wrapped(request, Kind.valueOf(query)), response);
    }

    private static HttpServletRequest wrapped(HttpServletRequest request, Kind kind) throws IOException {
        if (kind == Kind.BUSY) {
            return new Busy(request);
        }
        InputStream stream = request.getInputStream();
        HttpServletRequest wrapper = new Wrapper(
                request, kind, kind == Kind.LAYERED ? stream : new ByteArrayInputStream(stream.readAllBytes()));
        return kind != Kind.PROXY
                ? wrapper
                : (HttpServletRequest) Proxy.newProxyInstance(
                        HostileFilter.class.getClassLoader(),
                        new Class<?>[] {HttpServletRequest.class},
                        (proxy, method, arguments) -> {
                            try {
                                return method.invoke(wrapper, arguments);
                            } catch (InvocationTargetException e) {
                                throw e.getCause();
                            }
                        });
    }

    private static final class Busy extends HttpServletRequestWrapper {
        Busy(HttpServletRequest request) {
            super(request);
        }

        @Override
        public AsyncContext startAsync(ServletRequest request, ServletResponse response) {
            throw new IllegalStateException("not now");
        }
    }

    private static final class Wrapper extends HttpServletRequestWrapper {
        private final Kind kind;
        private final Bytes bytes;

        Wrapper(HttpServletRequest request, Kind kind, InputStream body) {
            super(request);
            this.kind = kind;
            this.bytes = new Bytes(kind, body);
        }

        @Override
        public ServletInputStream getInputStream() {
            return bytes;
        }

        @Override
        public boolean isAsyncStarted() {
            if (kind == Kind.ANCIENT) {
                throw new AbstractMethodError("isAsyncStarted");
            }
            return super.isAsyncStarted();
        }
    }

    private static final class Bytes extends ServletInputStream {
        private final Kind kind;
        private final InputStream bytes;

        Bytes(Kind kind, InputStream bytes) {
            this.kind = kind;
            this.bytes = bytes;
        }

        @Override
        public int read() throws IOException {
            fail();
            return bytes.read();
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            fail();
            return bytes.read(buffer, offset, length);
        }

        private void fail() throws IOException {
            if (kind == Kind.BROKEN) {
                throw new UnsupportedOperationException("quoted text");
            }
            if (kind == Kind.CLOSED) {
                throw new IOException("quoted text");
            }
        }

        @Override
        public boolean isFinished() {
            return false;
        }

        @Override
        public boolean isReady() {
            return false;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            switch (kind) {
                case HASTY -> call(listener);
                case WITHOUT -> throw new RuntimeException("Not implemented");
                case OLD -> throw new AbstractMethodError("setReadListener");
                default -> {}
            }
        }

        private static void call(ReadListener listener) {
            try {
                listener.onDataAvailable();
            } catch (IOException e) {
                listener.onError(e);
            }
        }
    }
}
