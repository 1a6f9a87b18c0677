package org.erpconnector.auth.simulator;

import java.util.Map;
import java.util.Optional;

/**
 * The plan of a synchronisation.
 *
 * @param given settings of the connection that replace the connector's defaults
 * @param polls how often to ask for changes after the first time
 * @param readOnly whether nothing is written, neither connections nor actors
 * @param keep whether the connection is kept at the end
 * @param connection a saved connection to use, for reading only
 */
record SyncPlan(Map<String, String> given, int polls, boolean readOnly, boolean keep, Optional<String> connection) {}
