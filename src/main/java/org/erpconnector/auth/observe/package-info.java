/**
 * What operators see of the filter while it runs: counters, events, JMX, MicroProfile Health and Metrics. Knows no
 * other room but the reasons and the writer of JSON, and nothing here can change a verdict.
 *
 * <p>For deployers: {@link org.erpconnector.auth.observe.HandshakeListener}, the events that it hears (which CDI observers
 * hear too), and {@link org.erpconnector.auth.observe.ConnectorAuthMXBean}. For the filter:
 * {@link org.erpconnector.auth.observe.Observation}. CDI, Health and Metrics are used where the server has them; the
 * classes whose names begin with {@code Cdi}, {@link org.erpconnector.auth.observe.KeysReadiness} and
 * {@link org.erpconnector.auth.observe.HandshakeMetrics} are the only ones that link against them.
 */
@NullMarked
package org.erpconnector.auth.observe;

import org.jspecify.annotations.NullMarked;
