package org.erpconnector.auth.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;

/** What SuperOffice published, read where {@code -Dreference.samples} says it lies. */
public final class ReferenceSamples {
    public static final String PROPERTY = "reference.samples";

    private ReferenceSamples() {}

    public static Path path(String name) {
        return Path.of(System.getProperty(PROPERTY)).resolve(name);
    }

    /** The captured request's bytes. */
    public static byte[] request() {
        return bytes("tokens/SampleAuthenticateRequest.xml");
    }

    /** The captured answer's bytes. */
    public static byte[] response() {
        return bytes("tokens/SampleAuthenticateResponse.xml");
    }

    /** The certificate of the development environment. */
    public static X509Certificate developmentCertificate() {
        try (InputStream in = Files.newInputStream(path("certs/SuperOfficeFederatedLogin.development.crt"))) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        } catch (IOException | CertificateException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] bytes(String name) {
        try {
            return Files.readAllBytes(path(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
