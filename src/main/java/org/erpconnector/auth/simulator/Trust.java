package org.erpconnector.auth.simulator;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The trusted certificates of https servers, if not those that Java trusts. */
final class Trust {

    private Trust() {}

    /** Trusts only what {@code --trust} names; empty without it. The host name is still checked. */
    static Optional<SSLContext> of(Optional<Path> file, Optional<String> password) throws UsageException {
        if (file.isEmpty()) {
            if (password.isPresent()) {
                throw new UsageException("option --trust-password opens the file of --trust, which is not given");
            }
            return Optional.empty();
        }
        try {
            return Optional.of(only(certificates(file.get(), password)));
        } catch (IOException | GeneralSecurityException e) {
            throw new UsageException("cannot read the file of --trust " + file.get() + ": " + Shown.cause(e), e);
        }
    }

    private static Collection<? extends Certificate> certificates(Path file, Optional<String> password)
            throws IOException, GeneralSecurityException, UsageException {
        byte[] bytes = Files.readAllBytes(file);
        Collection<? extends Certificate> found;
        try {
            found = CertificateFactory.getInstance("X.509").generateCertificates(new ByteArrayInputStream(bytes));
        } catch (CertificateException noCertificate) {
            found = inStore(file, password);
        }
        if (found.isEmpty()) {
            throw new UsageException("the file of --trust " + file + " shows no certificate"
                    + (password.isEmpty() ? "; a truststore is opened with --trust-password" : ""));
        }
        return found;
    }

    /** Any keystore: its certificates are used, keys are ignored. */
    private static List<Certificate> inStore(Path file, Optional<String> password)
            throws IOException, GeneralSecurityException {
        char[] opening = password.map(String::toCharArray).orElse(null);
        KeyStore store = KeyStore.getInstance(file.toFile(), opening);
        List<Certificate> found = new ArrayList<>();
        for (String alias : Collections.list(store.aliases())) {
            Optional.ofNullable(store.getCertificate(alias)).ifPresent(found::add);
        }
        return found;
    }

    private static SSLContext only(Collection<? extends Certificate> certificates)
            throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        for (Certificate certificate : certificates) {
            trusted.setCertificateEntry(Integer.toString(trusted.size()), certificate);
        }
        TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        managers.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, managers.getTrustManagers(), null);
        return context;
    }
}
