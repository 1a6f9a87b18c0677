package org.erpconnector.auth.simulator;

import java.net.URI;
import java.nio.file.Path;
import java.security.interfaces.RSAPublicKey;
import java.util.Optional;

/** Everything that one handshake needs, checked. */
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
}
