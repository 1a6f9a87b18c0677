package org.erpconnector.auth.servlet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.FilterConfig;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.erpconnector.auth.ConnectorAuthFilter;
import org.erpconnector.auth.http.FilterServer;
import org.erpconnector.auth.simulator.DemoKeys;
import org.erpconnector.auth.testkit.CapturedLog;
import org.erpconnector.auth.testkit.RawHttp;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A filter that could not start keeps the connector closed, whatever kept it. That its init throws nothing is on
 * purpose: Payara would go on without the filter.
 */
@Tag("F61")
class NotStartedTest {
    private static final String REFUSAL = "Filter erp (erp-connector-auth) does not start";

    @TempDir
    static Path folder;

    private static DemoKeys keys;

    private final Logger ours = Logger.getLogger("org.erpconnector.auth");
    private final CapturedLog log = new CapturedLog();
    /** What a response was told: its status, and its headers by their names. */
    private final Map<String, Object> answered = new TreeMap<>();

    @BeforeAll
    static void makeKeys() throws IOException {
        keys = DemoKeys.make(folder.resolve("keys"));
    }

    @BeforeEach
    void listen() {
        ours.setLevel(Level.ALL);
        ours.addHandler(log);
    }

    @AfterEach
    void stopListening() {
        ours.setLevel(null);
        ours.removeHandler(log);
    }

    /** Nothing is set. Over HTTP, since a server has its say in what an answer becomes. */
    @Test
    void everyRequestIsAnswered503OverHttp() throws Exception {
        try (FilterServer server = new FilterServer(folder)
                .filter("erp", new ConnectorAuthFilter(), "/*")
                .start()) {
            for (String line : List.of("GET /", "POST /authenticate", "OPTIONS /x", "DELETE /prefix/x")) {
                RawHttp.Reply reply = RawHttp.send(server.port(), line + " HTTP/1.1", "");
                assertThat(reply.status()).as(line).isEqualTo(503);
                assertThat(reply.headers()).as(line).containsEntry("Retry-After", "30");
                assertThat(reply.body()).as(line).isEmpty();
            }
            assertThat(server.reached()).isZero();
        }
        assertThat(log.texts())
                .filteredOn(text -> text.startsWith(REFUSAL + ", 2 problems:"))
                .singleElement()
                .asString()
                .contains("application-id: not set. ", "environment: not set. ");
        assertThat(log.texts())
                .filteredOn(text -> text.startsWith("answered 503: reason=not-started requests=1 " + REFUSAL))
                .singleElement()
                .asString()
                .contains("application-id: not set. ", "environment: not set. ")
                .doesNotContain("\n");
    }

    @Test
    void aFilterThatTheServerHasNotInitialisedIsClosedToo() throws Exception {
        new ConnectorAuthFilter().doFilter(request(), response(), mustNotBeReached());
        assertThat(answered).containsEntry("setStatus", 503);
        assertThat(log.texts())
                .containsExactly(
                        "answered 503: reason=not-started requests=1 A filter (erp-connector-auth) does not start:"
                                + " the server has not called its init");
    }

    @Test
    void whatIsNotHttpGetsAnException() {
        ServletResponse notHttp = fake(ServletResponse.class);
        assertThatThrownBy(() -> new ConnectorAuthFilter().doFilter(request(), notHttp, mustNotBeReached()))
                .isInstanceOf(ServletException.class)
                .hasRootCauseMessage(
                        "A filter (erp-connector-auth) does not start: the server has not called its init");
    }

    @Test
    void aStrangerCannotFillTheLog() throws Exception {
        AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
        NotStarted closed = new NotStarted(new ServletException("Filter erp does not start"), nanos::get);
        for (int i = 0; i < 1000; i++) {
            closed.answer(response());
        }
        nanos.addAndGet(60_000_000_000L);
        closed.answer(response());
        closed.answer(response());
        assertThat(log.texts())
                .containsExactly(
                        "answered 503: reason=not-started requests=1 Filter erp does not start",
                        "answered 503: reason=not-started requests=1000 Filter erp does not start");
    }

    /** As an exception of a key store or of a CDI container may be. */
    @Test
    void whateverTheStartThrowsIsKept() throws Exception {
        ConnectorAuthFilter filter = new ConnectorAuthFilter();
        FilterConfig config = fake(FilterConfig.class, Map.of("getFilterName", "erp"));
        filter.init(config);
        filter.doFilter(request(), response(), mustNotBeReached());
        assertThat(answered).containsEntry("setStatus", 503);
        assertThat(log.texts()).first().asString().startsWith(REFUSAL + ": java.lang.NullPointerException");
    }

    /** Settings and keys are sound; what is missing is a jar, or a part of our own. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "io.jsonwebtoken.",
                "io.jsonwebtoken.impl.",
                "io.jsonwebtoken.jackson.",
                "com.fasterxml.jackson.",
                "com.fasterxml.jackson.core.",
                "com.fasterxml.jackson.databind.",
                "com.fasterxml.jackson.annotation.",
                "org.erpconnector.auth.servlet.FilterLifecycle",
                "org.erpconnector.auth.servlet.FilterComponents",
                "org.erpconnector.auth.config.",
                "org.erpconnector.auth.keys.",
                "org.erpconnector.auth.observe.",
                "org.erpconnector.auth.replay.",
                "org.erpconnector.auth.core."
            })
    void withoutAClassItIsClosedAndTheLogNamesIt(String missing) throws Exception {
        try (Without loader = new Without(missing)) {
            Filter filter = started(loader);
            filter.doFilter(request(), response(), mustNotBeReached());
            filter.destroy();
        }
        assertThat(answered).containsEntry("setStatus", 503).containsEntry("Retry-After", "30");
        assertThat(log.texts())
                .filteredOn(text -> text.startsWith(REFUSAL))
                .singleElement()
                .asString()
                .startsWith(REFUSAL + ": a class is missing or of another version, java.lang.")
                .contains(". Put the -bundle jar into WEB-INF/lib, or all of this library's dependencies")
                .satisfies(text -> assertThat(text.replace('/', '.')).contains(missing));
    }

    /** The test above would pass if nothing ever started there. */
    @Test
    void withAllClassesItStartsThere() throws Exception {
        try (Without loader = new Without("nothing.")) {
            started(loader).destroy();
        }
        assertThat(log.texts())
                .noneMatch(text -> text.startsWith(REFUSAL))
                .anyMatch(text -> text.startsWith("filter erp started:"));
    }

    private static Filter started(ClassLoader loader) throws Exception {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(loader);
        try {
            Class<?> type = loader.loadClass(ConnectorAuthFilter.class.getName());
            assertThat(type.getClassLoader()).isSameAs(loader);
            Filter filter = (Filter) type.getConstructor().newInstance();
            filter.init(config());
            return filter;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static FilterConfig config() {
        Map<String, String> settings = Map.of(
                "application-id", keys.applicationId(),
                "environment", "custom",
                "application-key", keys.applicationPrivate().toString(),
                "caller-keys", keys.callerCertificate().toString());
        return (FilterConfig) Proxy.newProxyInstance(
                NotStartedTest.class.getClassLoader(),
                new Class<?>[] {FilterConfig.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "getFilterName" -> "erp";
                    case "getServletContext" -> fake(ServletContext.class, Map.of("getContextPath", "/erp"));
                    case "getInitParameterNames" -> Collections.enumeration(settings.keySet());
                    default -> settings.get(arguments[0]);
                });
    }

    private static HttpServletRequest request() {
        return fake(HttpServletRequest.class);
    }

    private HttpServletResponse response() {
        return (HttpServletResponse) Proxy.newProxyInstance(
                NotStartedTest.class.getClassLoader(),
                new Class<?>[] {HttpServletResponse.class},
                (proxy, method, arguments) -> {
                    if (method.getName().equals("setHeader")) {
                        answered.put((String) arguments[0], arguments[1]);
                    } else if (arguments != null && arguments.length == 1) {
                        answered.put(method.getName(), arguments[0]);
                    }
                    return null;
                });
    }

    private static FilterChain mustNotBeReached() {
        return (request, response) -> {
            throw new AssertionError("the connector was reached");
        };
    }

    private static <T> T fake(Class<T> type) {
        return fake(type, Map.of());
    }

    /** Answers what the map says, and null to everything else. */
    private static <T> T fake(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                NotStartedTest.class.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, arguments) -> answers.get(method.getName())));
    }

    /** A web application's class loader, in which a jar is missing: it has the servlet API from the server. */
    private static final class Without extends URLClassLoader {
        private final String missing;

        Without(String missing) throws MalformedURLException {
            super(classPath(), ClassLoader.getPlatformClassLoader());
            this.missing = missing;
        }

        private static URL[] classPath() throws MalformedURLException {
            List<URL> urls = new ArrayList<>();
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                urls.add(Path.of(entry).toUri().toURL());
            }
            return urls.toArray(URL[]::new);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("jakarta.servlet.")) {
                return NotStartedTest.class.getClassLoader().loadClass(name);
            }
            if (name.startsWith(missing)) {
                throw new ClassNotFoundException(name);
            }
            return super.findClass(name);
        }
    }
}
