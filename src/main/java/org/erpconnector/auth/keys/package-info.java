/**
 * Keys and where they lie: places, formats, pinned certificates. The only room that knows a container's names.
 * {@link org.erpconnector.auth.keys.KeyProvider}, {@link org.erpconnector.auth.keys.KeyPlaces} and
 * {@link org.erpconnector.auth.keys.ConnectorKeys} are public API.
 */
@NullMarked
package org.erpconnector.auth.keys;

import org.jspecify.annotations.NullMarked;
