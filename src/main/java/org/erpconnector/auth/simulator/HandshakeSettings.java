package org.erpconnector.auth.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPublicKey;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Everything that one handshake needs, read from the command line and checked. */
record HandshakeSettings(
        Contract contract,
        SoapVersion soap,
        String namespace,
        boolean alphabetical,
        CallerToken.Terms terms,
        RsaIdentity caller,
        RSAPublicKey applicationKey,
        boolean repliesWithJwt,
        HttpCaller http,
        Optional<Path> savedRequest) {

    /** No WSDL of the connectors' contract is published; this follows the namespaces of its published siblings. */
    static final String DEFAULT_NAMESPACE = "http://www.superoffice.com/superid/connectorauth/0.1";

    static final Set<String> OPTIONS = Set.of(
            "properties",
            "url",
            "contract",
            "application-id",
            "tenant",
            "caller-keystore",
            "caller-password",
            "caller-alias",
            "signed-by",
            "application-public",
            "soap",
            "namespace",
            "member-order",
            "reply",
            "issuer",
            "lifetime-seconds",
            "timeout-seconds",
            "trust",
            "trust-password",
            "save-request");

    static HandshakeSettings of(CommandLine line) throws UsageException {
        Contract contract = Contract.of(line.oneOf("contract", "connector-parameter", Contract.options()));
        rejectMeaningless(line, contract);
        String soap = line.oneOf("soap", "1.1", List.of("1.1", "1.2"));
        String reply = line.oneOf("reply", "auto", List.of("auto", "application-token", "jwt"));
        String order = line.oneOf("member-order", "status-first", List.of("status-first", "alphabetical"));
        URI url = url(line.requiredText("url", contract.isSoap() ? "endpoint.soap" : "endpoint.http"));
        return new HandshakeSettings(
                contract,
                soap.equals("1.2") ? SoapVersion.SOAP_1_2 : SoapVersion.SOAP_1_1,
                contract == Contract.MIRRORING
                        ? HandshakeMessages.MIRRORING_NAMESPACE
                        : line.option("namespace").orElse(DEFAULT_NAMESPACE),
                order.equals("alphabetical"),
                new CallerToken.Terms(
                        line.requiredText("application-id", "application.id"),
                        line.text("tenant", "tenant").orElse(DemoKeys.TENANT),
                        line.option("issuer").orElse("SuperOffice AS"),
                        line.wholeNumber("lifetime-seconds", 300, -86_400, 86_400)),
                caller(line),
                publicKey(line.requiredFile("application-public", "application.public")),
                reply.equals("jwt") || (reply.equals("auto") && !contract.isSoap()),
                new HttpCaller(
                        url,
                        Duration.ofSeconds(line.wholeNumber("timeout-seconds", HttpCaller.TIMEOUT_SECONDS, 1, 600)),
                        HttpCaller.WCF_MESSAGE_SIZE,
                        Trust.of(line)),
                line.option("save-request").map(Path::of));
    }

    URI url() {
        return http.url();
    }

    static URI url(String text) throws UsageException {
        try {
            URI url = new URI(text);
            boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
            if (http && url.getHost() != null) {
                return url;
            }
            throw new UsageException("[" + Shown.text(text) + "] is no URL of the form https://host/path");
        } catch (URISyntaxException e) {
            throw new UsageException("[" + Shown.text(text) + "] is no URL: " + Shown.text(e.getReason()), e);
        }
    }

    /** An option that changes nothing would make a person believe that it had. */
    private static void rejectMeaningless(CommandLine line, Contract contract) throws UsageException {
        List<String> fixed =
                !contract.isSoap() || contract == Contract.MIRRORING ? List.of("soap", "namespace") : List.of();
        for (String option : fixed) {
            if (line.option(option).isPresent()) {
                throw new UsageException("option --" + option + " says nothing to the contract " + contract.option());
            }
        }
        if (line.option("member-order").isPresent() && !contract.hasUnknownOrder()) {
            throw new UsageException(
                    "option --member-order says nothing to the contract " + contract.option() + ": its order is known");
        }
    }

    /** {@code --signed-by foreign} takes the key that the connector must refuse. */
    private static RsaIdentity caller(CommandLine line) throws UsageException {
        String who = line.oneOf("signed-by", "caller", List.of("caller", "foreign"));
        Path keystore = line.requiredFile("caller-keystore", who + ".keystore");
        String password = line.requiredText("caller-password", who + ".password");
        Optional<String> alias = line.text("caller-alias", who + ".alias");
        return RsaIdentity.load(keystore, password, alias);
    }

    private static RSAPublicKey publicKey(Path file) throws UsageException {
        try {
            return RsaKeyValue.readPublic(Files.readAllBytes(file));
        } catch (IOException | MalformedException | GeneralSecurityException e) {
            throw new UsageException("cannot read the application's public key " + file + ": " + Shown.cause(e), e);
        }
    }
}
