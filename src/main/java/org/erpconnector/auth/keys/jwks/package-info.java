/**
 * The caller's keys from its key set (RFC 7517), found by OpenID Connect Discovery.
 *
 * <p>The way of a key set: {@code DiscoveredKeys} decides when to ask, {@code KeySetSource} asks for both documents,
 * {@code HttpKeySetFetcher} gets them and {@code HttpAnswer} judges how, {@code DiscoveryDocument} and
 * {@code KeySetReader} read them.
 */
@NullMarked
package org.erpconnector.auth.keys.jwks;

import org.jspecify.annotations.NullMarked;
