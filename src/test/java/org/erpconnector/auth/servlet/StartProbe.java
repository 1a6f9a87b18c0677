package org.erpconnector.auth.servlet;

import jakarta.servlet.ServletException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.Security;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.erpconnector.auth.message.HandshakeReply;
import org.erpconnector.auth.message.HandshakeRequest;
import org.erpconnector.auth.message.Inspection;
import org.erpconnector.auth.message.RequestHead;
import org.erpconnector.auth.testkit.CapturedLog;

/**
 * Starts a filter in a JVM of its own and lets it answer. Prints a line each, in UTF-8: {@code jvm}, {@code provider}, {@code refused} or
 * {@code answer} with the body in Base64, {@code log}.
 */
final class StartProbe {
    private static final Logger OURS = Logger.getLogger("org.erpconnector.auth");

    private StartProbe() {}

    /** Arguments: the time, then files with a SOAP request and with a token. Settings are system properties. */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
        CapturedLog log = new CapturedLog();
        OURS.setLevel(Level.ALL);
        OURS.addHandler(log);
        out.println("jvm " + Locale.getDefault().toLanguageTag() + " " + ZoneId.systemDefault() + " "
                + Charset.defaultCharset());
        out.println("provider " + Security.getProviders()[0].getName());
        try {
            Clock clock = Clock.fixed(Instant.parse(arguments[0]), ZoneOffset.UTC);
            FilterComponents parts = FilterLifecycle.start("probe", Map.of(), attribute -> null, clock)
                    .parts();
            out.println("answer " + answer(parts, new Head("/erp", "text/xml; charset=utf-8"), Path.of(arguments[1])));
            out.println("answer " + answer(parts, new Head("/authenticate", "application/jwt"), Path.of(arguments[2])));
        } catch (ServletException e) {
            out.println("refused " + e.getMessage().replaceAll("\\R", " "));
        }
        log.texts().forEach(text -> out.println("log " + text.replaceAll("\\R", " ")));
    }

    private static String answer(FilterComponents parts, Head head, Path body) throws IOException {
        Inspection.Unread unread = (Inspection.Unread) parts.recognizer().recognise(head);
        Inspection reading = parts.reader().read(unread, Files.readAllBytes(body));
        HandshakeReply reply =
                parts.handshake().answer((HandshakeRequest) reading, new Caller("127.0.0.1", "192.0.2.1", "/x"));
        return Base64.getEncoder().encodeToString(reply.body());
    }

    private record Head(String path, String contentType) implements RequestHead {
        @Override
        public String method() {
            return "POST";
        }

        @Override
        public String contentEncoding() {
            return null;
        }

        @Override
        public long contentLength() {
            return 1500;
        }

        @Override
        public List<String> soapActions() {
            return List.of("Authenticate");
        }
    }
}
