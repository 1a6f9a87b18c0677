package org.erpconnector.auth.simulator;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "handshake",
        description = {
            "Walks the five steps of the handshake with a connector and judges its reply.",
            "After VERIFIED one more call is made, as EIS would: a WARNING says where the URL answers nothing but"
                    + " handshakes, as a mistyped one does. The exit status stays 0."
        })
final class HandshakeCommand implements Callable<Integer> {

    /** No WSDL of the connectors' contract is published; this follows the namespaces of its published siblings. */
    static final String DEFAULT_NAMESPACE = "http://www.superoffice.com/superid/connectorauth/0.1";

    /** Which key of the set signs. */
    enum Signer {
        CALLER,
        FOREIGN;

        @Override
        public String toString() {
            return word(this);
        }
    }

    /** What the reply token has to be. */
    enum ReplyForm {
        AUTO,
        APPLICATION_TOKEN,
        JWT;

        @Override
        public String toString() {
            return word(this);
        }
    }

    /** How the members of a reply are ordered. */
    enum MemberOrder {
        STATUS_FIRST,
        ALPHABETICAL;

        @Override
        public String toString() {
            return word(this);
        }
    }

    @Mixin
    private CallOptions call;

    @Option(
            names = "--contract",
            paramLabel = "NAME",
            defaultValue = "connector-parameter",
            description = "${COMPLETION-CANDIDATES} (${DEFAULT-VALUE}). The http contracts take their URL from"
                    + " endpoint.http.")
    private Contract contract;

    @Option(
            names = "--application-id",
            paramLabel = "ID",
            description = "The application that the token is for (application.id).")
    private Optional<String> applicationId = Optional.empty();

    @Option(
            names = "--caller-keystore",
            paramLabel = "FILE",
            description = "PKCS12 with the key that signs for SuperOffice (caller.keystore).")
    private Optional<Path> callerKeystore = Optional.empty();

    @Option(names = "--caller-password", paramLabel = "P", description = "Opens it (caller.password).")
    private Optional<String> callerPassword = Optional.empty();

    @Option(names = "--caller-alias", paramLabel = "A", description = "Which key in it (caller.alias).")
    private Optional<String> callerAlias = Optional.empty();

    @Option(
            names = "--signed-by",
            paramLabel = "WHO",
            defaultValue = "caller",
            description = "${COMPLETION-CANDIDATES}: foreign is the key of the set that the connector must refuse"
                    + " (${DEFAULT-VALUE}).")
    private Signer signer;

    @Option(
            names = "--application-public",
            paramLabel = "FILE",
            description = "RSAKeyValue XML: the key that must have signed the reply (application.public).")
    private Optional<Path> applicationPublic = Optional.empty();

    @Option(
            names = "--tenant",
            paramLabel = "NAME",
            description = "For whom the token speaks (tenant, else " + DemoKeys.TENANT + ").")
    private Optional<String> tenant = Optional.empty();

    @Option(names = "--soap", paramLabel = "VERSION", description = "${COMPLETION-CANDIDATES} (1.1).")
    private Optional<SoapVersion> soap = Optional.empty();

    @Option(
            names = "--namespace",
            paramLabel = "NS",
            description = "Of the connector contract, which is not published (" + DEFAULT_NAMESPACE + ").")
    private Optional<String> namespace = Optional.empty();

    @Option(
            names = "--member-order",
            paramLabel = "ORDER",
            description = "Of a message or header reply: ${COMPLETION-CANDIDATES} (status-first).")
    private Optional<MemberOrder> memberOrder = Optional.empty();

    @Option(
            names = "--reply",
            paramLabel = "FORM",
            defaultValue = "auto",
            description = "${COMPLETION-CANDIDATES}; auto is jwt for http contracts (${DEFAULT-VALUE}).")
    private ReplyForm reply;

    @Option(
            names = "--issuer",
            paramLabel = "NAME",
            defaultValue = "SuperOffice AS",
            description = "Who signs, as the token has it (${DEFAULT-VALUE}).")
    private String issuer;

    @Option(
            names = "--lifetime-seconds",
            paramLabel = "N",
            defaultValue = "300",
            description = "Until the token expires, which is valid from a minute ago on; less than 0 sends one that has"
                    + " expired. Connectors allow some seconds, 60 as a rule (${DEFAULT-VALUE}).")
    private int lifetimeSeconds;

    @Option(
            names = "--save-request",
            paramLabel = "FILE",
            description = "Keeps what is sent in a new file, for: doctor token --token-file FILE")
    private Optional<Path> savedRequest = Optional.empty();

    private final Clock clock;
    private final PrintStream out;

    HandshakeCommand(Clock clock, PrintStream out) {
        this.clock = clock;
        this.out = out;
    }

    @Override
    public Integer call() throws UsageException {
        call.load();
        return new HandshakeWalk(settings(), clock, out).walk().status();
    }

    private HandshakeSettings settings() throws UsageException {
        rejectMeaningless();
        HttpCaller http =
                call.caller(contract.isSoap() ? "endpoint.soap" : "endpoint.http", HttpCaller.WCF_MESSAGE_SIZE);
        return new HandshakeSettings(
                contract,
                soap.orElse(SoapVersion.SOAP_1_1),
                contract == Contract.MIRRORING
                        ? HandshakeMessages.MIRRORING_NAMESPACE
                        : namespace.orElse(DEFAULT_NAMESPACE),
                memberOrder.filter(MemberOrder.ALPHABETICAL::equals).isPresent(),
                new CallerToken.Terms(
                        call.required(applicationId, "--application-id", "application.id"),
                        call.text(tenant, "tenant").orElse(DemoKeys.TENANT),
                        issuer,
                        CallOptions.inRange("--lifetime-seconds", lifetimeSeconds, -86_400, 86_400)),
                caller(),
                publicKey(call.requiredFile(applicationPublic, "--application-public", "application.public")),
                reply == ReplyForm.JWT || (reply == ReplyForm.AUTO && !contract.isSoap()),
                http,
                savedRequest);
    }

    /** An option that changes nothing would make a person believe that it had. */
    private void rejectMeaningless() throws UsageException {
        boolean fixed = !contract.isSoap() || contract == Contract.MIRRORING;
        if (fixed && (soap.isPresent() || namespace.isPresent())) {
            throw new UsageException("option " + (soap.isPresent() ? "--soap" : "--namespace")
                    + " says nothing to the contract " + contract);
        }
        if (memberOrder.isPresent() && !contract.hasUnknownOrder()) {
            throw new UsageException(
                    "option --member-order says nothing to the contract " + contract + ": its order is known");
        }
    }

    private RsaIdentity caller() throws UsageException {
        Path keystore = call.requiredFile(callerKeystore, "--caller-keystore", signer + ".keystore");
        String password = call.required(callerPassword, "--caller-password", signer + ".password");
        return RsaIdentity.load(keystore, password, call.text(callerAlias, signer + ".alias"));
    }

    private static RSAPublicKey publicKey(Path file) throws UsageException {
        try {
            return RsaKeyValue.readPublic(Files.readAllBytes(file));
        } catch (IOException | MalformedException | GeneralSecurityException e) {
            throw new UsageException("cannot read the application's public key " + file + ": " + Shown.cause(e), e);
        }
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
