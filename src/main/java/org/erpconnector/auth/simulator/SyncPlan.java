package org.erpconnector.auth.simulator;

import java.util.Map;
import java.util.Optional;

/**
 * What a synchronisation is to do.
 *
 * @param given settings of the connection that are not to be the connector's defaults
 * @param polls how often to ask for changes after the first time
 * @param readOnly whether nothing is written, neither connections nor actors
 * @param keep whether the connection stays when all is done
 * @param connection one that the connector knows, to read through
 */
record SyncPlan(Map<String, String> given, int polls, boolean readOnly, boolean keep, Optional<String> connection) {}
