package org.erpconnector.auth.keys.jwks;

import java.net.URI;
import java.util.Optional;

/** Gets a document of the network. For one thread at a time. */
interface KeySetFetcher {
    /**
     * Gets it.
     *
     * @param deadline when the answer must be there, whole
     * @throws KeySetException if there is none that can be used
     */
    Fetched fetch(URI address, Deadline deadline) throws KeySetException;

    /**
     * An answer with status 200.
     *
     * @param text its body
     * @param cacheControl its header of that name, several joined by commas; empty if there is none
     */
    record Fetched(String text, Optional<String> cacheControl) {}
}
