package org.erpconnector.auth.simulator;

import java.net.URI;
import java.nio.file.Path;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/** Everything that a handshake needs, validated. */
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

    URI url() {
        return http.url();
    }

    /** The same with another SOAP version. */
    HandshakeSettings in(SoapVersion other) {
        return new HandshakeSettings(
                contract,
                other,
                namespace,
                alphabetical,
                terms,
                caller,
                applicationKey,
                repliesWithJwt,
                http,
                savedRequest);
    }

    /** The same with another contract of the same namespace. */
    HandshakeSettings in(Contract other) {
        return new HandshakeSettings(
                other,
                soap,
                namespace,
                alphabetical,
                terms,
                caller,
                applicationKey,
                repliesWithJwt,
                http,
                savedRequest);
    }
}
