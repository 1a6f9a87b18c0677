package org.erpconnector.auth.simulator;

import java.net.URI;
import java.util.Map;
import java.util.Optional;

/**
 * What a bench begins with.
 *
 * @param caller signs for SuperOffice
 * @param application as it is registered, unless that is done on the page
 * @param terms for whom and by whom tokens are made; their application is the registered one
 * @param alphabetical the order of members in replies of unknown order
 * @param jwt whether replies are JWTs; empty: as the contract has it
 * @param soapUrl where the connector is said to be
 * @param httpUrl the same for the contracts of plain HTTP
 * @param connection settings of a connection that are not to be the connector's defaults
 * @param calling how a connector is called
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

    /** Calls a URL as the command line says. */
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
