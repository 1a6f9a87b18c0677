package org.erpconnector.auth.testkit;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** Reads a body in the way that its path names, and answers with the SHA-256 of what it got. */
public final class ReadingServlet extends HttpServlet {
    public static final String NAME = "reading";
    public static final List<String> PATHS =
            List.of("/stream", "/reader", "/bytewise", "/async", "/parameter", "/parts");

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response)
            throws IOException, ServletException {
        switch (request.getServletPath()) {
            case "/stream" -> answer(response, request.getInputStream().readAllBytes());
            case "/reader" -> answer(response, text(request.getReader()).getBytes(StandardCharsets.ISO_8859_1));
            case "/bytewise" -> bytewise(request.getInputStream(), response);
            case "/async" -> asynchronously(request.startAsync(), request.getInputStream());
            case "/parameter" ->
                response.getWriter().print(request.getParameter("a").length() + " " + request.getParameter("b"));
            default -> response.getWriter().print("f " + request.getPart("f").getSize());
        }
    }

    private static void answer(HttpServletResponse response, byte[] bytes) throws IOException {
        response.getWriter().print(HexFormat.of().formatHex(sha256().digest(bytes)));
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
            while (in.isReady() && !in.isFinished()) {
                int n = in.read(buffer);
                if (n > 0) {
                    digest.update(buffer, 0, n);
                }
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
