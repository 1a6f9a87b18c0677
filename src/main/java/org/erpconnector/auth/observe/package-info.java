/**
 * What operators see of the running filter: metrics, events, JMX, MicroProfile Health and Metrics, the status page.
 * Depends only on the packages of reasons and JSON, and cannot change a verdict.
 *
 * <p>For deployers: {@link org.erpconnector.auth.observe.HandshakeListener}, the events that it gets (CDI observers
 * get them too), and {@link org.erpconnector.auth.observe.ConnectorAuthMXBean}. For the filter:
 * {@link org.erpconnector.auth.observe.Observation}. CDI, Health and Metrics are used where the server has them; the
 * classes whose names begin with {@code Cdi}, {@link org.erpconnector.auth.observe.KeysReadiness} and
 * {@link org.erpconnector.auth.observe.HandshakeMetrics} are the only ones that link against them.
 */
@NullMarked
package org.erpconnector.auth.observe;

import org.jspecify.annotations.NullMarked;
