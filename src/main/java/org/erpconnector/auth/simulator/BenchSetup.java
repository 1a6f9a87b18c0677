package org.erpconnector.auth.simulator;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * The configuration of a bench.
 *
 * @param caller signs for SuperOffice
 * @param application the registered one; empty: the page registers it
 * @param terms tenant, issuer and lifetime of tokens; the application id is that of the registered one
 * @param alphabetical whether members are alphabetical in replies of unpublished order
 * @param jwt whether replies are JWTs; empty: for plain HTTP contracts only
 * @param soapUrl URL of the SOAP endpoint
 * @param httpUrl URL for the plain HTTP contracts
 * @param connection settings of a connection that replace the connector's defaults
 * @param calling makes the HTTP caller
 */
record BenchSetup(
        RsaIdentity caller,
        Optional<Application> application,
        CallerToken.Terms terms,
        String namespace,
        boolean alphabetical,
        Optional<Boolean> jwt,
        Optional<String> soapUrl,
        Optional<String> httpUrl,
        Map<String, String> connection,
        Calling calling) {

    /** Makes a caller with the options of the command line. */
    @FunctionalInterface
    interface Calling {
        HttpCaller at(URI url) throws UsageException;
    }

    BenchSetup {
        connection = Map.copyOf(connection);
    }

    HandshakeSettings settings(Application registered, Contract contract, SoapVersion soap, HttpCaller http) {
        return new HandshakeSettings(
                contract,
                contract == Contract.MIRRORING ? SoapVersion.SOAP_1_1 : soap,
                contract == Contract.MIRRORING ? HandshakeMessages.MIRRORING_NAMESPACE : namespace,
                alphabetical,
                new CallerToken.Terms(registered.id(), terms.tenant(), terms.issuer(), terms.lifetimeSeconds()),
                caller,
                registered.key(),
                jwt.orElse(!contract.isSoap()),
                http,
                Optional.empty());
    }
}
