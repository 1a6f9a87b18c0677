package org.erpconnector.auth.testkit;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads a body in the way that its path names, and answers with the SHA-256 of what it got. */
public final class ReadingServlet extends HttpServlet {
    public static final String NAME = "reading";
    public static final List<String> PATHS = List.of(
            "/stream",
            "/reader",
            "/bytewise",
            "/buffer",
            "/async",
            "/dispatch",
            "/dispatch-given",
            "/dispatch-path",
            "/thread",
            "/thread-given",
            ThrottlingFilter.PATH,
            "/text",
            "/parameter",
            "/parts");

    /** For a web.xml, behind the mappings of our filter. */
    public static String webXml() {
        return "<filter><filter-name>" + ThrottlingFilter.NAME + "</filter-name><filter-class>"
                + ThrottlingFilter.class.getName() + "</filter-class><async-supported>true</async-supported></filter>"
                + "<filter-mapping><filter-name>" + ThrottlingFilter.NAME + "</filter-name><url-pattern>"
                + ThrottlingFilter.PATH + "</url-pattern><dispatcher>REQUEST</dispatcher>"
                + "<dispatcher>ASYNC</dispatcher></filter-mapping>"
                + "<servlet><servlet-name>" + NAME + "</servlet-name><servlet-class>"
                + ReadingServlet.class.getName() + "</servlet-class><async-supported>true</async-supported>"
                + "<multipart-config/></servlet><servlet-mapping><servlet-name>" + NAME + "</servlet-name>"
                + PATHS.stream()
                        .map(path -> "<url-pattern>" + path + "</url-pattern>")
                        .collect(Collectors.joining())
                + "</servlet-mapping>";
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        boolean again = request.getDispatcherType() == DispatcherType.ASYNC;
        switch (again ? "/stream" : request.getServletPath()) {
            case "/reader" -> answer(response, text(request.getReader()).getBytes(StandardCharsets.ISO_8859_1));
            case "/bytewise" -> bytewise(request.getInputStream(), response);
            case "/buffer" -> buffered(request.getInputStream(), response);
            case "/async" -> asynchronously(request.startAsync(), request.getInputStream());
            case "/dispatch" -> request.startAsync().dispatch();
            case "/dispatch-given" -> request.startAsync(request, response).dispatch();
            case "/dispatch-path" -> request.startAsync().dispatch("/stream");
            case "/thread" -> inAThread(request.startAsync());
            case "/thread-given" -> inAThread(request.startAsync(request, response));
            case "/text" -> inCharset(request, response);
            case "/parameter" ->
                response.getWriter().print(request.getParameter("a").length() + " " + request.getParameter("b"));
            case "/parts" ->
                response.getWriter().print("f " + request.getPart("f").getSize());
            default -> answer(response, request.getInputStream().readAllBytes());
        }
    }

    private static void answer(HttpServletResponse response, byte[] bytes) throws IOException {
        response.getWriter().print(HexFormat.of().formatHex(sha256().digest(bytes)));
    }

    /** What the reader yields, in UTF-8; the query names a charset to set before, or one to set after it was opened. */
    private static void inCharset(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String query = Optional.ofNullable(request.getQueryString()).orElse("");
        if (query.startsWith("before=")) {
            request.setCharacterEncoding(query.substring("before=".length()));
        }
        Reader reader = request.getReader();
        if (query.startsWith("after=")) {
            request.setCharacterEncoding(query.substring("after=".length()));
        }
        answer(response, text(reader).getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Reader reader) throws IOException {
        StringBuilder text = new StringBuilder();
        char[] buffer = new char[1000];
        for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
            text.append(buffer, 0, n);
        }
        return text.toString();
    }

    private static void bytewise(ServletInputStream in, HttpServletResponse response) throws IOException {
        MessageDigest digest = sha256();
        for (int b = in.read(); b >= 0; b = in.read()) {
            digest.update((byte) b);
        }
        response.getWriter().print(HexFormat.of().formatHex(digest.digest()));
    }

    /** By the method that streams have from Servlet 6.1 on, where the server is of that version. */
    private static void buffered(ServletInputStream in, HttpServletResponse response) throws IOException {
        Optional<Method> read = Stream.of(ServletInputStream.class.getMethods())
                .filter(method -> method.getName().equals("read")
                        && List.of(method.getParameterTypes()).equals(List.of(ByteBuffer.class)))
                .findFirst();
        MessageDigest digest = sha256();
        ByteBuffer buffer = ByteBuffer.allocate(1000);
        for (int n = read(in, read, buffer); n >= 0; n = read(in, read, buffer)) {
            // Tomcat hands the buffer back as if it were flipped; the bytes are at its beginning either way.
            digest.update(buffer.array(), 0, n);
            buffer.clear();
        }
        response.getWriter().print(HexFormat.of().formatHex(digest.digest()));
    }

    private static int read(ServletInputStream in, Optional<Method> method, ByteBuffer buffer) throws IOException {
        if (method.isEmpty()) {
            byte[] chunk = new byte[buffer.capacity()];
            int read = in.readNBytes(chunk, 0, chunk.length);
            buffer.put(chunk, 0, read);
            return read == 0 ? -1 : read;
        }
        try {
            return (int) method.get().invoke(in, buffer);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IOException(e);
        }
    }

    private static void inAThread(AsyncContext async) {
        new Thread(() -> {
                    try {
                        ServletRequest request = async.getRequest();
                        InputStream in = request.getInputStream();
                        answer((HttpServletResponse) async.getResponse(), in.readAllBytes());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } finally {
                        async.complete();
                    }
                })
                .start();
    }

    private static void asynchronously(AsyncContext async, ServletInputStream in) {
        in.setReadListener(new Listener(async, in, sha256()));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Listener(AsyncContext async, ServletInputStream in, MessageDigest digest) implements ReadListener {
        @Override
        public void onDataAvailable() throws IOException {
            byte[] buffer = new byte[5000];
            // Not asked whether it is finished: on Payara it is as soon as all has come, read or not.
            for (int n = 0; n >= 0 && in.isReady(); ) {
                n = in.read(buffer);
                digest.update(buffer, 0, Math.max(0, n));
            }
        }

        @Override
        public void onAllDataRead() throws IOException {
            async.getResponse().getWriter().print(HexFormat.of().formatHex(digest.digest()));
            async.complete();
        }

        @Override
        public void onError(Throwable failure) {
            try {
                ((HttpServletResponse) async.getResponse()).sendError(500, String.valueOf(failure));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            async.complete();
        }
    }
}
