package org.erpconnector.auth.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponse.Status;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.spi.HealthCheckResponseProvider;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When a load balancer is told to send handshakes elsewhere. */
class KeysReadinessTest {
    private final WatchedFilters filters = new WatchedFilters();
    private final KeysReadiness readiness = new KeysReadiness(filters);

    @BeforeEach
    void giveWhatAServerGives() {
        HealthCheckResponse.setResponseProvider(Builder::new);
    }

    @AfterEach
    void takeItBack() {
        HealthCheckResponse.setResponseProvider((HealthCheckResponseProvider) null);
    }

    @Test
    void isUpWhileEveryFilterHasTheKeysOfItsPlaces() {
        filters.add("/connector one", KeyReportFake.good());
        filters.add("/connector two", KeyReportFake.good());
        HealthCheckResponse response = readiness.call();
        assertThat(response.getName()).isEqualTo("erp-connector-auth");
        assertThat(response.getStatus()).isEqualTo(Status.UP);
        assertThat(response.getData()).hasValue(Map.of("/connector one", "ready", "/connector two", "ready"));
    }

    @Tag("K22")
    @Test
    void staysUpWithTheLastGoodKeysAndDoesNotTellStrangersWhatIsWrong() {
        filters.add("/connector one", new KeyReportFake(true, Optional.of("application-key [/secret/place]: gone")));
        HealthCheckResponse response = readiness.call();
        assertThat(response.getStatus()).isEqualTo(Status.UP);
        assertThat(response.getData()).hasValue(Map.of("/connector one", "degraded"));
    }

    @Test
    void isDownWhenOneFilterCannotAnswerAnyHandshake() {
        filters.add("/connector one", KeyReportFake.good());
        filters.add("/connector two", new KeyReportFake(false, Optional.of("not fetched")));
        HealthCheckResponse response = readiness.call();
        assertThat(response.getStatus()).isEqualTo(Status.DOWN);
        assertThat(response.getData()).hasValue(Map.of("/connector one", "ready", "/connector two", "not ready"));
    }

    @Test
    void aFilterThatHasEndedIsForgotten() {
        Runnable takeOut = filters.add("/connector one", new KeyReportFake(false, Optional.of("not fetched")));
        takeOut.run();
        assertThat(readiness.call().getStatus()).isEqualTo(Status.UP);
    }

    @Test
    void aFilterThatHasEndedDoesNotTakeItsSuccessorOut() {
        Runnable takeOut = filters.add("/connector one", KeyReportFake.good());
        filters.add("/connector one", new KeyReportFake(false, Optional.of("not fetched")));
        takeOut.run();
        assertThat(readiness.call().getStatus()).isEqualTo(Status.DOWN);
    }

    private static final class Builder extends HealthCheckResponseBuilder {
        private final Map<String, Object> data = new LinkedHashMap<>();
        private String name = "";
        private boolean up;

        @Override
        public HealthCheckResponseBuilder name(String given) {
            name = given;
            return this;
        }

        @Override
        public HealthCheckResponseBuilder withData(String key, String value) {
            data.put(key, value);
            return this;
        }

        @Override
        public HealthCheckResponseBuilder withData(String key, long value) {
            throw new UnsupportedOperationException(key);
        }

        @Override
        public HealthCheckResponseBuilder withData(String key, boolean value) {
            throw new UnsupportedOperationException(key);
        }

        @Override
        public HealthCheckResponseBuilder up() {
            return status(true);
        }

        @Override
        public HealthCheckResponseBuilder down() {
            return status(false);
        }

        @Override
        public HealthCheckResponseBuilder status(boolean given) {
            up = given;
            return this;
        }

        @Override
        public HealthCheckResponse build() {
            return new HealthCheckResponse(name, up ? Status.UP : Status.DOWN, Optional.of(data));
        }
    }
}
