package org.erpconnector.auth.simulator;

import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "handshake",
        description = {
            "Walks the five steps of the handshake with a connector and judges its reply.",
            "After VERIFIED it makes one more call, as EIS would: a WARNING says that the URL answers nothing but"
                    + " handshakes, as a mistyped one does. The exit status stays 0."
        })
final class HandshakeCommand implements Callable<Integer> {

    /** The key of the set that signs. */
    enum Signer {
        CALLER,
        FOREIGN;

        @Override
        public String toString() {
            return PartyOptions.word(this);
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

    @Mixin
    private PartyOptions parties;

    @Option(
            names = "--signed-by",
            paramLabel = "WHO",
            defaultValue = "caller",
            description = "${COMPLETION-CANDIDATES}: foreign is the key of the set that the connector must refuse"
                    + " (${DEFAULT-VALUE}).")
    private Signer signer;

    @Option(names = "--soap", paramLabel = "VERSION", description = "${COMPLETION-CANDIDATES} (1.1).")
    private Optional<SoapVersion> soap = Optional.empty();

    @Option(
            names = "--lifetime-seconds",
            paramLabel = "N",
            defaultValue = "300",
            description = "Seconds until the token expires; it is valid from a minute ago. A negative number sends an"
                    + " expired one. Connectors usually tolerate 60 seconds (${DEFAULT-VALUE}).")
    private int lifetimeSeconds;

    @Option(
            names = "--save-request",
            paramLabel = "FILE",
            description = "Saves the request in a new file, for: doctor token --token-file FILE")
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
        if (soap.isPresent() && (!contract.isSoap() || contract == Contract.MIRRORING)) {
            throw new UsageException("option --soap has no effect with the contract " + contract);
        }
        parties.rejectMeaningless(contract);
        HttpCaller http =
                call.caller(contract.isSoap() ? "endpoint.soap" : "endpoint.http", HttpCaller.WCF_MESSAGE_SIZE);
        int lifetime = CallOptions.inRange("--lifetime-seconds", lifetimeSeconds, -86_400, 86_400);
        return parties.settings(
                call, contract, soap.orElse(SoapVersion.SOAP_1_1), signer.toString(), lifetime, http, savedRequest);
    }
}
