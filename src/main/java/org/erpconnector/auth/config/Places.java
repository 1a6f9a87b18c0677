package org.erpconnector.auth.config;

import java.util.List;

/**
 * A setting that names several places.
 *
 * @param all each place as written, in order, at least one
 */
public record Places(List<String> all) {
    public Places {
        all = List.copyOf(all);
    }
}
