package org.erpconnector.auth.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells JMX what is counted and which keys are in use. Safe for use by several threads. */
record Management(
        FilterIdentity observed,
        ApplicationIdUse ids,
        HandshakeCounters handshakes,
        HandshakeCounters calls,
        HandshakeCounters.ByReason passedOn,
        KeyReport keys,
        EventDispatcher audience)
        implements ConnectorAuthMXBean {
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
        return handshakes.accepted();
    }

    @Override
    public long getRefused() {
        return handshakes.refused().total();
    }

    @Override
    public long getFailed() {
        return handshakes.failed().total();
    }

    @Override
    public Map<String, Long> getRefusedByReason() {
        return handshakes.refused().byReason();
    }

    @Override
    public Map<String, Long> getFailedByReason() {
        return handshakes.failed().byReason();
    }

    @Override
    public long getCallsAccepted() {
        return calls.accepted();
    }

    @Override
    public long getCallsRefused() {
        return calls.refused().total();
    }

    @Override
    public long getCallsFailed() {
        return calls.failed().total();
    }

    @Override
    public Map<String, Long> getCallsRefusedByReason() {
        return calls.refused().byReason();
    }

    @Override
    public Map<String, Long> getCallsFailedByReason() {
        return calls.failed().byReason();
    }

    @Override
    public long getPassedOn() {
        return passedOn.total();
    }

    @Override
    public Map<String, Long> getPassedOnByReason() {
        return passedOn.byReason();
    }

    @Override
    public @Nullable String getLastAccepted() {
        return handshakes.lastAccepted().map(Instant::toString).orElse(null);
    }

    @Override
    public @Nullable String getLastRefused() {
        return when(handshakes.refused());
    }

    @Override
    public @Nullable String getLastRefusedReason() {
        return why(handshakes.refused());
    }

    @Override
    public @Nullable String getLastFailed() {
        return when(handshakes.failed());
    }

    @Override
    public @Nullable String getLastFailedReason() {
        return why(handshakes.failed());
    }

    private static @Nullable String when(HandshakeCounters.ByReason outcome) {
        return outcome.last().map(last -> last.instant().toString()).orElse(null);
    }

    private static @Nullable String why(HandshakeCounters.ByReason outcome) {
        return outcome.last().map(HandshakeCounters.Last::reason).orElse(null);
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
    public long getCallerKeySetAge() {
        return keys.callerKeySetAge().map(Duration::toSeconds).orElse(-1L);
    }

    @Override
    public long getDroppedEvents() {
        return audience.dropped();
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
