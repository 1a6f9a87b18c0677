/**
 * The keys in use, and how they change. Rooms below: {@code source}, where keys lie and in what format; {@code jwks}, the
 * caller's key set.
 *
 * <p>For deployers: {@link org.erpconnector.auth.keys.KeyProvider}, {@link org.erpconnector.auth.keys.KeySettings},
 * {@link org.erpconnector.auth.keys.ConnectorKeys} and {@link org.erpconnector.auth.keys.SettingsKeyProvider} are public
 * API. For the other rooms: {@link org.erpconnector.auth.keys.SettingsCheck} gives tested keys, or every problem with them;
 * {@link org.erpconnector.auth.keys.KeyRing} keeps them and changes them while handshakes go on.
 *
 * <p>The way of a key: {@code SettingsCheck} asks {@code KeyProviders}, which asks the deployer's {@code KeyProvider} or
 * {@code KeyReader}; {@code KeyCheck} judges what comes together, {@code CryptoProviderCheck} who computes with it.
 */
@NullMarked
package org.erpconnector.auth.keys;

import org.jspecify.annotations.NullMarked;
