package org.erpconnector.auth.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.FilterRegistration;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.erpconnector.auth.ConnectorAuthFilter;
import org.erpconnector.auth.ConnectorAuthInitializer;
import org.erpconnector.auth.servlet.FilterLifecycle;
import org.erpconnector.auth.simulator.DemoKeys;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two filters of one application in one web application: each would answer a token that the other has answered. */
@Tag("F66")
class SameApplicationTest {
    @TempDir
    static Path folder;

    private static DemoKeys keys;

    /** Of the servlet context. */
    private final Map<String, Object> attributes = new HashMap<>();

    @BeforeAll
    static void makeKeys() throws Exception {
        keys = DemoKeys.make(folder.resolve("keys"), "an-app", DemoKeys.BITS);
    }

    @Test
    void refuseToStartWhereEachRemembersForItself() {
        assertThatThrownBy(() -> start("memory", keys.applicationId(), keys.applicationId()))
                .isInstanceOf(ServletException.class)
                .hasMessageContaining("Filter second", "application-id", "filter first", "replay-store");
    }

    /** The case of an application id is ignored in tokens. */
    @Test
    void areOneWhateverTheCaseOfTheirId() {
        assertThatThrownBy(() -> start(
                        "memory", keys.applicationId(), keys.applicationId().toUpperCase(Locale.ROOT)))
                .isInstanceOf(ServletException.class);
    }

    @Test
    void startWhereTheyRememberNothing() {
        assertThatCode(() -> start("none", keys.applicationId(), keys.applicationId()))
                .doesNotThrowAnyException();
    }

    @Test
    void startWhereTheyAreOfTwoApplications() {
        assertThatCode(() -> start("memory", keys.applicationId(), "another-app"))
                .doesNotThrowAnyException();
        assertThat(attributes).containsKeys(FilterLifecycle.attribute("first"), FilterLifecycle.attribute("second"));
    }

    /** A server may stop a web application and start it again in the same context. */
    @Test
    void startAgainUnderTheirNames() throws ServletException {
        start("memory", keys.applicationId(), "another-app");
        assertThatCode(() -> start("memory", keys.applicationId(), "another-app"))
                .doesNotThrowAnyException();
    }

    /** Else a third filter, of that application alone, would be refused because of one that answers nothing. */
    @Test
    void keepNoIdFromOthersWhereTheyDoNotStart() {
        assertThatThrownBy(() -> start(
                        "memory",
                        Map.of("application-id", keys.applicationId()),
                        Map.of("application-id", "another-app", "next-application-id", keys.applicationId())))
                .isInstanceOf(ServletException.class)
                .hasMessageContaining("Filter second", "next-application-id", "filter first");
        assertThat(attributes).containsValue("first").doesNotContainValue("second");
    }

    private void start(String store, String first, String second) throws ServletException {
        start(store, Map.of("application-id", first), Map.of("application-id", second));
    }

    /** Two filters, as a server does that has read web.xml. */
    private void start(String store, Map<String, String> first, Map<String, String> second) throws ServletException {
        Map<String, FilterRegistration> filters = new LinkedHashMap<>();
        filters.put("first", registration("first", store, first));
        filters.put("second", registration("second", store, second));
        new ConnectorAuthInitializer()
                .onStartup(null, fake(ServletContext.class, (proxy, method, arguments) -> switch (method.getName()) {
                    case "getFilterRegistrations" -> filters;
                    // Without CDI of its own.
                    case "getClassLoader" -> ClassLoader.getPlatformClassLoader();
                    case "getAttribute" -> attributes.get(arguments[0]);
                    case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
                    default -> throw new UnsupportedOperationException(method.getName());
                }));
    }

    private static FilterRegistration registration(String name, String store, Map<String, String> ids) {
        Map<String, String> settings = new HashMap<>(ids);
        settings.putAll(Map.of(
                "environment",
                "custom",
                "application-key",
                keys.application().keystore().toString(),
                "application-key-password",
                keys.application().password(),
                "caller-keys",
                keys.callerCertificate().toString(),
                "replay-store",
                store));
        return fake(FilterRegistration.class, (proxy, method, arguments) -> switch (method.getName()) {
            case "getName" -> name;
            case "getClassName" -> ConnectorAuthFilter.class.getName();
            case "getInitParameters" -> settings;
            default -> throw new UnsupportedOperationException(method.getName());
        });
    }

    private static <T> T fake(Class<T> type, InvocationHandler answers) {
        return type.cast(
                Proxy.newProxyInstance(SameApplicationTest.class.getClassLoader(), new Class<?>[] {type}, answers));
    }
}
