package org.erpconnector.auth.keys.jwks;

import java.time.Duration;
import java.util.List;
import org.erpconnector.auth.core.CallerKeys;

/**
 * A key set that was fetched and can be used. Immutable.
 *
 * @param keys at least one
 * @param warnings whole sentences about entries that are not used
 * @param maxAge after how long it is to be fetched again
 */
record KeySet(CallerKeys keys, List<String> warnings, Duration maxAge) {
    KeySet {
        warnings = List.copyOf(warnings);
    }
}
