package org.erpconnector.auth.simulator;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What a synchronisation is to do.
 *
 * @param given settings of the connection that are not to be the connector's defaults
 * @param polls how often to ask for changes after the first time
 * @param readOnly whether nothing is written, neither connections nor actors
 * @param keep whether the connection stays when all is done
 * @param connection one that the connector knows, to read through
 */
record SyncPlan(Map<String, String> given, int polls, boolean readOnly, boolean keep, Optional<String> connection) {

    static final Set<String> OPTIONS =
            Set.of("url", "properties", "polls", "connection", "timeout-seconds", "trust", "trust-password");
    static final Set<String> FLAGS = Set.of("read-only", "keep");

    static SyncPlan of(CommandLine line) throws UsageException {
        boolean readOnly = line.option("read-only").isPresent();
        Optional<String> connection = line.option("connection");
        if (connection.isPresent() && !readOnly) {
            // else it would be saved over, and deleted in the end
            throw new UsageException("option --connection goes with --read-only");
        }
        try {
            return new SyncPlan(
                    line.propertiesUnder("connection."),
                    line.wholeNumber("polls", 1, 0, 1000),
                    readOnly,
                    line.option("keep").isPresent(),
                    connection.map(guid -> UUID.fromString(guid.strip()).toString()));
        } catch (IllegalArgumentException e) {
            throw new UsageException("option --connection is a GUID of 32 hexadecimal digits in five groups", e);
        }
    }
}
