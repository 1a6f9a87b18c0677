package org.erpconnector.auth.keys.jwks;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URISyntaxException;
import org.erpconnector.auth.config.Printable;

/** What an OpenID configuration says of keys (OpenID Connect Discovery 1.0, section 4.3). */
public final class DiscoveryDocument {
    private DiscoveryDocument() {}

    /**
     * Finds where the key set lies.
     *
     * @throws KeySetException if the document is another issuer's, or names a place that is not its own
     */
    static URI keySetAddress(String document, KeySetLocation place) throws KeySetException {
        JsonNode configuration = KeySetJson.object(document);
        String issuer = KeySetJson.text(configuration, "issuer").orElse("(none)");
        if (!place.issuers().contains(issuer)) {
            throw new KeySetException(
                    "its issuer is " + Printable.of(issuer) + ", but "
                            + place.issuers().stream().sorted().findFirst().orElseThrow() + " is expected",
                    "Set discovery-url to the issuer's own address");
        }
        URI address = uri(KeySetJson.text(configuration, "jwks_uri")
                .orElseThrow(() -> new KeySetException("it has no jwks_uri", "Look at what answers at this address")));
        KeySetAddress.require(address);
        // Otherwise one forged document would be enough to make any host of the world an authority.
        if (!KeySetAddress.sameServer(address, place.configuration())) {
            throw new KeySetException(
                    "its jwks_uri is on another server, " + Printable.of(KeySetAddress.shown(address)),
                    "Pin certificates with caller-keys if the issuer means it so");
        }
        return address;
    }

    private static URI uri(String text) throws KeySetException {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new KeySetException("its jwks_uri is no address", "Look at what answers at this address", e);
        }
    }
}
