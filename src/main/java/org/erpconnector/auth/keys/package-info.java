/**
 * Keys and where they lie: places, formats, the caller's keys. The only room that knows a container's names.
 *
 * <p>For deployers: {@link org.erpconnector.auth.keys.KeyProvider}, {@link org.erpconnector.auth.keys.KeyPlaces},
 * {@link org.erpconnector.auth.keys.ConnectorKeys} and {@link org.erpconnector.auth.keys.SettingsKeyProvider} are public
 * API. For the other rooms: {@link org.erpconnector.auth.keys.KeyProviders#load} gives tested keys,
 * {@link org.erpconnector.auth.core.CallerKeys} selects the key of a token, and
 * {@link org.erpconnector.auth.core.Thumbprints} names keys.
 *
 * <p>The way of a key: {@code KeyPlaceText} reads a place, {@code KeyPlace} opens it, {@code KeyFormat} decodes it,
 * {@code ApplicationKey} and {@code CallerCertificates} pick from it, {@code KeyCheck} tests it.
 *
 * <p>The way of a discovered key set: {@code DiscoveredKeys} decides when to ask, {@code KeySetSource} asks for both
 * documents, {@code HttpKeySetFetcher} gets them and {@code HttpAnswer} judges how, {@code DiscoveryDocument} and {@code KeySetReader} read them.
 */
@NullMarked
package org.erpconnector.auth.keys;

import org.jspecify.annotations.NullMarked;
