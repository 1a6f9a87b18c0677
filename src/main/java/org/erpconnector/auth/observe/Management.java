package org.erpconnector.auth.observe;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The MBean: metrics and keys for JMX. Safe for use by several threads. */
record Management(
        FilterIdentity observed,
        ApplicationIdUse ids,
        Map<String, Last> last,
        JmxMeter metrics,
        KeyReport keys,
        EventDispatcher dispatcher)
        implements ConnectorAuthMXBean {
    /** The last handshake of an outcome. */
    record Last(Instant instant, String reason) {}

    @Override
    public String getApplicationId() {
        return observed.applicationId();
    }

    @Override
    public Map<String, String> getLastUseOfApplicationIds() {
        return ids.last();
    }

    @Override
    public String getEnvironment() {
        return observed.environment();
    }

    @Override
    public long getAccepted() {
        return metrics.total(Metric.HANDSHAKES, Observation.ACCEPTED);
    }

    @Override
    public long getRefused() {
        return metrics.total(Metric.HANDSHAKES, Observation.REFUSED);
    }

    @Override
    public long getFailed() {
        return metrics.total(Metric.HANDSHAKES, Observation.FAILED);
    }

    @Override
    public Map<String, Double> getMetrics() {
        return metrics.values();
    }

    @Override
    public @Nullable String getLastAccepted() {
        return when(Observation.ACCEPTED);
    }

    @Override
    public @Nullable String getLastRefused() {
        return when(Observation.REFUSED);
    }

    @Override
    public @Nullable String getLastRefusedReason() {
        return why(Observation.REFUSED);
    }

    @Override
    public @Nullable String getLastFailed() {
        return when(Observation.FAILED);
    }

    @Override
    public @Nullable String getLastFailedReason() {
        return why(Observation.FAILED);
    }

    private @Nullable String when(String outcome) {
        Last known = last.get(outcome);
        return known == null ? null : known.instant().toString();
    }

    private @Nullable String why(String outcome) {
        Last known = last.get(outcome);
        return known == null ? null : known.reason();
    }

    @Override
    public boolean isReady() {
        return keys.usable();
    }

    @Override
    public boolean isHealthy() {
        return keys.problem().isEmpty();
    }

    @Override
    public @Nullable String getHealthProblem() {
        return keys.problem().orElse(null);
    }

    @Override
    public List<KeyView> getKeys() {
        return keys.keys();
    }

    @Override
    public String getSigningKey() {
        return keys.signingKey();
    }

    @Override
    public @Nullable String getNextKeyFrom() {
        return keys.nextKeyFrom().map(Instant::toString).orElse(null);
    }

    @Override
    public String getCryptoProvider() {
        return keys.cryptoProvider();
    }

    @Override
    public String getKeysLoadedAt() {
        return keys.loadedAt().toString();
    }

    @Override
    public long getDroppedEvents() {
        return dispatcher.dropped();
    }

    @Override
    public String reloadKeys() {
        keys.reload();
        return "ok";
    }

    @Override
    public SettingsReport checkSettings() {
        return keys.check(Optional.empty());
    }

    @Override
    public SettingsReport checkSettings(String[] initParams) {
        Map<String, String> named = new LinkedHashMap<>();
        for (String pair : initParams) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("an init-param is name=value");
            }
            named.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return keys.check(Optional.of(named));
    }
}
