package org.erpconnector.auth.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.erpconnector.auth.keys.TestKeys.CALLER;
import static org.erpconnector.auth.keys.TestKeys.OWN;
import static org.erpconnector.auth.keys.TestKeys.SMALL;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.enterprise.inject.AmbiguousResolutionException;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.io.File;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Environment;
import org.erpconnector.auth.config.Problem;
import org.erpconnector.auth.config.SettingValues;
import org.erpconnector.auth.core.CallerKey;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class KeyProvidersTest {
    @TempDir
    Path folder;

    private static final class First implements KeyProvider {
        @Override
        public ConnectorKeys load(KeySettings places) {
            throw new IllegalStateException("the vault's token is " + TestKeys.PASSWORD);
        }
    }

    private static final class Second implements KeyProvider {
        @Override
        public ConnectorKeys load(KeySettings places) {
            return null;
        }
    }

    private static final KeySettings PLACES = TestPlaces.of("unused").places();

    /** As on Tomcat: the same class path, but no CDI on it. */
    @Test
    void takesTheLibrarysOwnWhereTheClassesOfCdiAreAbsent() throws Exception {
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        URL[] urls = Arrays.stream(classPath.split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("cdi-api"))
                .map(entry -> TestKeys.made(() -> Path.of(entry).toUri().toURL()))
                .toArray(URL[]::new);
        try (URLClassLoader loader = new URLClassLoader(urls, ClassLoader.getPlatformClassLoader())) {
            assertThatThrownBy(() -> loader.loadClass("jakarta.enterprise.inject.spi.CDI"))
                    .isInstanceOf(ClassNotFoundException.class);
            Object settings = loader.loadClass(SettingValues.class.getName())
                    .getMethod("given", Map.class, String.class)
                    .invoke(null, Map.of("application-id", "an-app", "environment", "custom"), "option");
            Object check = loader.loadClass(SettingsCheck.class.getName())
                    .getMethod("of", settings.getClass(), Clock.class)
                    .invoke(null, settings, Clock.systemUTC());

            assertThat(check.getClass()).isNotEqualTo(SettingsCheck.class);
            assertThat(check.toString()).contains("application-key: not set", "caller-keys: not set");
        }
    }

    @Tag("K08")
    @Tag("K15")
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void loadsChecksAndGathersWarnings() throws Exception {
        String own = TestPlaces.write(folder, "own", TestKeys.pkcs8Pem(SMALL));
        KeySettings places = TestPlaces.of(own, TestPlaces.write(folder, "caller", TestKeys.der(CALLER)))
                .places();
        Files.setPosixFilePermissions(Path.of(own), PosixFilePermissions.fromString("rw-r-----"));
        LoadedKeys open = TestPlaces.load(places, Clock.systemUTC());
        Files.setPosixFilePermissions(Path.of(own), PosixFilePermissions.fromString("rw-------"));
        LoadedKeys closed = TestPlaces.load(places, Clock.systemUTC());

        assertThat(open.provider()).isEqualTo(SettingsKeyProvider.class.getName());
        assertThat(open.callers().orElseThrow().all()).containsExactly(CallerKey.of(CALLER));
        assertThat(open.warnings()).hasSize(2);
        assertThat(open.warnings().get(0)).contains("application-key [" + own + "]", "rw-r-----", "0600");
        assertThat(open.warnings().get(1)).contains("1024 bits");
        assertThat(closed.warnings()).hasSize(1);
    }

    @Test
    @Tag("K15")
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "files have no POSIX modes there")
    void warnsOfAPrivateKeyThatBelongsToAnotherUser() throws Exception {
        Path own = Path.of(TestPlaces.write(folder, "own", TestKeys.pkcs8Pem(OWN)));
        Files.setPosixFilePermissions(own, PosixFilePermissions.fromString("rw-------"));
        KeySettings places = TestPlaces.of(own.toString(), TestPlaces.write(folder, "caller", TestKeys.der(CALLER)))
                .places();
        assertThat(TestPlaces.load(places, Clock.systemUTC()).warnings()).isEmpty();
        giveAway(own, "nobody");

        assertThat(TestPlaces.load(places, Clock.systemUTC()).warnings())
                .containsExactly("application-key [" + own + "]: the file of the private key belongs to another user of"
                        + " this machine (nobody). Give it to the user " + System.getProperty("user.name") + ".");
    }

    private static void giveAway(Path file, String user) throws IOException {
        try {
            Files.setOwner(
                    file, file.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(user));
        } catch (FileSystemException e) {
            assumeTrue(false, "only root may give a file away");
        }
    }

    @Test
    @Tag("F29")
    void clearsTheFlagThatAProviderLeavesAndNoOther() {
        KeyProvider interrupting = places -> {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted");
        };
        assertThatThrownBy(() -> KeyProviders.call(interrupting, "bean", PLACES))
                .isInstanceOf(ConfigurationException.class);
        assertThat(Thread.interrupted()).isFalse();
        // One that was set before is the server's, which stops us.
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> KeyProviders.call(interrupting, "bean", PLACES))
                .isInstanceOf(ConfigurationException.class);
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void showsNoKeyInAnyText() {
        String own = TestPlaces.write(folder, "own", TestKeys.pkcs8Pem(OWN));
        ConnectorKeys keys = TestPlaces.of(own, TestPlaces.write(folder, "caller", TestKeys.der(CALLER)))
                .load();

        assertThat(keys.toString()).isEqualTo("ConnectorKeys[application key of 2048 bits, 1 caller certificates]");
        assertThat(TestPlaces.of(own).password(TestKeys.PASSWORD).places().toString())
                .doesNotContain(TestKeys.PASSWORD);
    }

    @Test
    void blamesAProviderThatThrowsByItsNameWithoutItsText() {
        Problem problem = failure(new First());

        assertThat(problem.place()).isEqualTo("CDI bean the.Bean");
        assertThat(problem.fault()).contains("threw java.lang.IllegalStateException");
        assertThat(problem.toString()).doesNotContain(TestKeys.PASSWORD);
    }

    @Test
    void blamesAProviderThatReturnsNullByItsName() {
        assertThat(failure(new Second()).toString()).contains("CDI bean the.Bean", "returned null");
    }

    private static Problem failure(KeyProvider provider) {
        ConfigurationException refused = catchThrowableOfType(
                ConfigurationException.class, () -> KeyProviders.call(provider, "the.Bean", PLACES));
        return refused.problems().get(0);
    }

    @Test
    void takesTheOneBeanOfTheDeployers() throws ConfigurationException {
        First first = new First();
        BeanManager manager =
                manager(Map.of(SettingsKeyProvider.class, SettingsKeyProvider::new, First.class, () -> first));

        assertThat(CdiKeyProviders.find(manager)).contains(new KeyProviders.Named(first, First.class.getName()));
    }

    @Test
    void takesTheLibrarysOwnWhereTheDeployerHasNone() throws ConfigurationException {
        assertThat(CdiKeyProviders.find(manager(Map.of(SettingsKeyProvider.class, SettingsKeyProvider::new))))
                .isEmpty();
        assertThat(CdiKeyProviders.find(manager(Map.of()))).isEmpty();
    }

    @Test
    void refusesSeveralBeansByTheirNames() {
        ConfigurationException refused = catchThrowableOfType(
                ConfigurationException.class,
                () -> CdiKeyProviders.find(manager(Map.of(First.class, First::new, Second.class, Second::new))));

        assertThat(refused.getMessage())
                .contains(
                        First.class.getName() + ", " + Second.class.getName(), "several key providers", "@Alternative");
    }

    @Test
    void blamesABeanThatCannotBeMade() {
        ConfigurationException refused = catchThrowableOfType(
                ConfigurationException.class,
                () -> CdiKeyProviders.find(manager(Map.of(First.class, () -> {
                    throw new IllegalArgumentException(TestKeys.PASSWORD);
                }))));

        assertThat(refused.getMessage())
                .contains(First.class.getName(), "could not be made", "IllegalArgumentException")
                .doesNotContain(TestKeys.PASSWORD);
        assertThat(refused.problems().get(0).setting()).isEqualTo("application-key");
    }

    /** A container of dependent beans, as far as this room asks it. */
    private static BeanManager manager(Map<Class<? extends KeyProvider>, Supplier<KeyProvider>> makers) {
        Map<Bean<?>, Supplier<KeyProvider>> beans = new LinkedHashMap<>();
        makers.forEach((type, maker) -> beans.put(bean(type), maker));
        return (BeanManager) Proxy.newProxyInstance(
                KeyProvidersTest.class.getClassLoader(),
                new Class<?>[] {BeanManager.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "getBeans" -> Set.copyOf(beans.keySet());
                    case "resolve" -> only((Set<?>) args[0]);
                    case "getReference" -> beans.get(args[0]).get();
                    case "createCreationalContext" -> null;
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    private static Object only(Set<?> beans) {
        if (beans.size() > 1) {
            throw new AmbiguousResolutionException(
                    beans.stream().map(Object::toString).collect(Collectors.joining()));
        }
        return beans.iterator().next();
    }

    private static Bean<?> bean(Class<?> type) {
        return (Bean<?>) Proxy.newProxyInstance(
                KeyProvidersTest.class.getClassLoader(),
                new Class<?>[] {Bean.class},
                (proxy, method, args) -> switch (method.getName()) {
                    case "getBeanClass" -> type;
                    case "hashCode" -> type.hashCode();
                    case "equals" -> proxy == args[0];
                    case "toString" -> type.getName();
                    default -> throw new UnsupportedOperationException(method.getName());
                });
    }

    @Test
    void judgesADeployersKeysLikeItsOwn() {
        ConnectorKeys keys = new ConnectorKeys(
                OWN.getPrivate(),
                (java.security.interfaces.RSAPublicKey) OWN.getPublic(),
                java.util.Optional.empty(),
                java.util.List.of(CALLER));

        assertThat(catchThrowableOfType(
                                ConfigurationException.class,
                                () -> KeyCheck.signer(
                                        keys,
                                        java.util.Optional.empty(),
                                        TestPlaces.of("unused")
                                                .environment(Environment.PRODUCTION)
                                                .places()))
                        .getMessage())
                .contains("60B61583DBB2B7EEC46FD01EC0056E62451D61F3");
    }
}
