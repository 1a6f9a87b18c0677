package org.erpconnector.auth.testkit;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.zip.GZIPOutputStream;

/** A connector whose every answer is a fault, one for each way to write one. */
public final class FaultyConnector extends HttpServlet {
    public static final String PATH = "/fault/";

    private static final long serialVersionUID = 1;

    private static final String SOAP_11_FAULT =
            "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body><s:Fault><faultcode xmlns:a="
                    + "\"http://schemas.microsoft.com/ws/2005/05/addressing/none\">a:ActionNotSupported</faultcode>"
                    + "<faultstring xml:lang=\"nb-NO\">Ingen operasjon \u00E6\u00F8\u00E5 \uD83D\uDE00</faultstring>"
                    + "</s:Fault></s:Body></s:Envelope>\r\n\n ";
    private static final String SOAP_12_FAULT =
            "\uFEFF<e:Envelope xmlns:e=\"http://www.w3.org/2003/05/soap-envelope\"><e:Body><e:Fault><e:Code><e:Value>"
                    + "e:Receiver</e:Value></e:Code><e:Reason><e:Text xml:lang=\"en\">\u00E5</e:Text></e:Reason></e:Fault>"
                    + "</e:Body></e:Envelope>";

    /** How a fault is written. */
    public enum Fault {
        SOAP_11_WITH_LENGTH {
            @Override
            void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
                whole(response, 500, "text/xml; charset=utf-8", SOAP_11_FAULT.getBytes(StandardCharsets.UTF_8));
            }
        },
        SOAP_11_IN_LATIN_1_BY_A_WRITER {
            @Override
            void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
                response.setStatus(500);
                response.setContentType("text/xml;charset=ISO-8859-1");
                response.getWriter().write(SOAP_11_FAULT);
            }
        },
        SOAP_12_WITH_LENGTH {
            @Override
            void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
                whole(
                        response,
                        400,
                        "application/soap+xml;charset=utf-16le;action=\"urn:x/Fault\"",
                        SOAP_12_FAULT.getBytes(StandardCharsets.UTF_16LE));
            }
        },
        CHUNKED {
            @Override
            void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
                response.setStatus(500);
                response.setContentType("text/xml; charset=utf-8");
                for (String half : SOAP_11_FAULT.split("(?=<faultstring)", -1)) {
                    response.getOutputStream().write(half.getBytes(StandardCharsets.UTF_8));
                    response.flushBuffer();
                }
            }
        },
        GZIP {
            @Override
            void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
                ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                try (OutputStream packed = new GZIPOutputStream(bytes)) {
                    packed.write(SOAP_12_FAULT.getBytes(StandardCharsets.UTF_8));
                }
                response.setHeader("Content-Encoding", "gzip");
                whole(response, 500, "application/soap+xml; charset=utf-8", bytes.toByteArray());
            }
        },
        HEADERS_OF_ITS_OWN {
            @Override
            void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
                response.addHeader("X-Fault", "first");
                response.addHeader("X-Fault", "second");
                response.setHeader("Cache-Control", "max-age=5");
                response.setHeader("X-Content-Type-Options", "");
                response.setHeader("Retry-After", "7");
                response.setHeader("WWW-Authenticate", "Negotiate");
                whole(response, 503, "text/xml", SOAP_11_FAULT.getBytes(StandardCharsets.UTF_8));
            }
        },
        /** What makes a caller give a method up is the connector's to say. */
        GONE_WITHOUT_A_BODY {
            @Override
            void write(HttpServletRequest request, HttpServletResponse response) {
                response.setStatus(410);
                response.setContentLength(0);
            }
        },
        NOT_FOUND_WITHOUT_A_TYPE {
            @Override
            void write(HttpServletRequest request, HttpServletResponse response) throws IOException {
                response.setStatus(404);
                response.getOutputStream().write(new byte[] {0, 1, (byte) 0xFF, '\r', '\n'});
            }
        },
        ASYNC {
            @Override
            void write(HttpServletRequest request, HttpServletResponse response) {
                AsyncContext async = request.startAsync();
                async.start(() -> {
                    try {
                        SOAP_11_WITH_LENGTH.write(request, (HttpServletResponse) async.getResponse());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    } finally {
                        async.complete();
                    }
                });
            }
        };

        abstract void write(HttpServletRequest request, HttpServletResponse response) throws IOException;

        /** Where inside the web application it is written. */
        public String path() {
            return PATH + name().toLowerCase(Locale.ROOT);
        }
    }

    private static void whole(HttpServletResponse response, int status, String type, byte[] body) throws IOException {
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        // WCF's, too, read the request before they refuse it.
        request.getInputStream().readAllBytes();
        Fault.valueOf(request.getPathInfo().substring(1).toUpperCase(Locale.ROOT))
                .write(request, response);
    }
}
