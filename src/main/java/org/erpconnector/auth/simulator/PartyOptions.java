package org.erpconnector.auth.simulator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Options of all commands that make handshakes: application, caller, tenant, and the expected reply. */
final class PartyOptions {

    /** The connectors' contract has no published WSDL; this follows the namespaces of related published contracts. */
    static final String DEFAULT_NAMESPACE = "http://www.superoffice.com/superid/connectorauth/0.1";

    /** The expected form of the reply token. */
    enum ReplyForm {
        AUTO,
        APPLICATION_TOKEN,
        JWT;

        @Override
        public String toString() {
            return word(this);
        }
    }

    /** The order of the members of a reply. */
    enum MemberOrder {
        STATUS_FIRST,
        ALPHABETICAL;

        @Override
        public String toString() {
            return word(this);
        }
    }

    @Option(
            names = "--application-id",
            paramLabel = "ID",
            description = "The application that the token is for (application.id).")
    private Optional<String> applicationId = Optional.empty();

    @Option(
            names = "--caller-keystore",
            paramLabel = "FILE",
            description = "PKCS12 file with the key that signs for SuperOffice (caller.keystore).")
    private Optional<Path> callerKeystore = Optional.empty();

    @Option(
            names = "--caller-password",
            paramLabel = "P",
            description = "Password of the keystore and its key (caller.password).")
    private Optional<String> callerPassword = Optional.empty();

    @Option(names = "--caller-alias", paramLabel = "A", description = "Alias of the key (caller.alias).")
    private Optional<String> callerAlias = Optional.empty();

    @Option(
            names = "--application-public",
            paramLabel = "FILE",
            description = "RSAKeyValue XML: the key that must have signed the reply (application.public).")
    private Optional<Path> applicationPublic = Optional.empty();

    @Option(
            names = "--tenant",
            paramLabel = "NAME",
            description = "The tenant in the token (tenant, or " + DemoKeys.TENANT + ").")
    private Optional<String> tenant = Optional.empty();

    @Option(
            names = "--namespace",
            paramLabel = "NS",
            description = "Namespace of the connector contract, which is not published (" + DEFAULT_NAMESPACE + ").")
    private Optional<String> namespace = Optional.empty();

    @Option(
            names = "--member-order",
            paramLabel = "ORDER",
            description = "Member order in replies of connector-message and connector-header: ${COMPLETION-CANDIDATES}"
                    + " (status-first).")
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
            defaultValue = CallerToken.ISSUER,
            description = "The issuer in the token (${DEFAULT-VALUE}).")
    private String issuer;

    /** Rejects options without effect, which a user would believe to have one. */
    void rejectMeaningless(Contract contract) throws UsageException {
        if (namespace.isPresent() && (!contract.isSoap() || contract == Contract.MIRRORING)) {
            throw new UsageException("option --namespace has no effect with the contract " + contract);
        }
        if (memberOrder.isPresent() && !contract.hasUnknownOrder()) {
            throw new UsageException(
                    "option --member-order has no effect with the contract " + contract + ": its order is known");
        }
    }

    /** Makes the settings of a handshake; {@code signer} names the key of the set that signs. */
    HandshakeSettings settings(
            CallOptions call,
            Contract contract,
            SoapVersion soap,
            String signer,
            int lifetimeSeconds,
            HttpCaller http,
            Optional<Path> savedRequest)
            throws UsageException {
        return new HandshakeSettings(
                contract,
                soap,
                contract == Contract.MIRRORING
                        ? HandshakeMessages.MIRRORING_NAMESPACE
                        : namespace.orElse(DEFAULT_NAMESPACE),
                memberOrder.filter(MemberOrder.ALPHABETICAL::equals).isPresent(),
                new CallerToken.Terms(
                        call.required(applicationId, "--application-id", "application.id"),
                        call.text(tenant, "tenant").orElse(DemoKeys.TENANT),
                        issuer,
                        lifetimeSeconds),
                RsaIdentity.load(
                        call.requiredFile(callerKeystore, "--caller-keystore", signer + ".keystore"),
                        call.required(callerPassword, "--caller-password", signer + ".password"),
                        call.text(callerAlias, signer + ".alias")),
                publicKey(call.requiredFile(applicationPublic, "--application-public", "application.public")),
                reply == ReplyForm.JWT || (reply == ReplyForm.AUTO && !contract.isSoap()),
                http,
                savedRequest);
    }

    /** Makes the configuration of a bench. Without a caller keystore it makes a key, in memory only. */
    BenchSetup bench(CallOptions call, int lifetimeSeconds, Instant now) throws UsageException {
        boolean stored =
                call.text(callerKeystore.map(Path::toString), "caller.keystore").isPresent();
        Optional<String> id = call.text(applicationId, "application.id");
        Optional<Application> application = Optional.empty();
        if (id.isPresent()) {
            Path file = call.requiredFile(applicationPublic, "--application-public", "application.public");
            application = Optional.of(new Application(id.get(), publicKey(file)));
        }
        return new BenchSetup(
                stored
                        ? RsaIdentity.load(
                                call.requiredFile(callerKeystore, "--caller-keystore", "caller.keystore"),
                                call.required(callerPassword, "--caller-password", "caller.password"),
                                call.text(callerAlias, "caller.alias"))
                        : DemoKeys.identity(DemoKeys.CALLER_SUBJECT, now),
                application,
                new CallerToken.Terms("", call.text(tenant, "tenant").orElse(DemoKeys.TENANT), issuer, lifetimeSeconds),
                namespace.orElse(DEFAULT_NAMESPACE),
                memberOrder.filter(MemberOrder.ALPHABETICAL::equals).isPresent(),
                reply == ReplyForm.AUTO ? Optional.empty() : Optional.of(reply == ReplyForm.JWT),
                call.endpoint(),
                call.text(Optional.empty(), "endpoint.http"),
                call.under("connection."),
                url -> call.caller(url, HttpCaller.WCF_MESSAGE_SIZE));
    }

    private static RSAPublicKey publicKey(Path file) throws UsageException {
        try {
            return RsaKeyValue.readPublic(Files.readAllBytes(file));
        } catch (IOException | MalformedException | GeneralSecurityException e) {
            throw new UsageException("cannot read the application's public key " + file + ": " + Shown.cause(e), e);
        }
    }

    /** As the command line names it. */
    static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
