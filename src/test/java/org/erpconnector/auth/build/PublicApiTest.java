package org.erpconnector.auth.build;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.erpconnector.auth.ConnectorAuthFilter;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.config.Problem;
import org.erpconnector.auth.keys.ConnectorKeys;
import org.erpconnector.auth.keys.KeyProvider;
import org.erpconnector.auth.keys.KeySettings;
import org.erpconnector.auth.keys.KeyStoreFactory;
import org.erpconnector.auth.observe.CallRefused;
import org.erpconnector.auth.observe.ConnectorAuthMXBean;
import org.erpconnector.auth.observe.HandshakeAccepted;
import org.erpconnector.auth.observe.HandshakeEvent;
import org.erpconnector.auth.observe.HandshakeFailed;
import org.erpconnector.auth.observe.HandshakeListener;
import org.erpconnector.auth.observe.HandshakeRefused;
import org.erpconnector.auth.observe.KeyView;
import org.erpconnector.auth.observe.SettingsReport;
import org.junit.jupiter.api.Test;

/** What others compile against, or name in their files: a change of it is a change of public-api.txt, seen in review. */
class PublicApiTest {
    private static final List<Class<?>> TYPES = List.of(
            ConnectorAuthFilter.class,
            ConfigurationException.class,
            Problem.class,
            ConnectorKeys.class,
            KeySettings.class,
            KeyProvider.class,
            KeyStoreFactory.class,
            CallRefused.class,
            ConnectorAuthMXBean.class,
            HandshakeAccepted.class,
            HandshakeEvent.class,
            HandshakeFailed.class,
            HandshakeListener.class,
            HandshakeRefused.class,
            KeyView.class,
            SettingsReport.class);

    @Test
    void isTheOneThatIsWrittenDown() throws IOException {
        try (InputStream written = PublicApiTest.class.getResourceAsStream("/public-api.txt")) {
            assertThat(TYPES.stream().flatMap(PublicApiTest::signatures))
                    .containsExactlyElementsOf(new String(written.readAllBytes(), StandardCharsets.UTF_8)
                            .lines()
                            .toList());
        }
    }

    private static Stream<String> signatures(Class<?> type) {
        List<String> members = new ArrayList<>();
        Stream.of(type.getDeclaredConstructors(), type.getDeclaredMethods())
                .flatMap(Arrays::stream)
                .filter(member -> Modifier.isPublic(member.getModifiers()) && !member.isSynthetic())
                .map(Executable::toGenericString)
                .forEach(members::add);
        Arrays.stream(type.getDeclaredFields())
                .filter(field -> Modifier.isPublic(field.getModifiers()))
                .map(Field::toGenericString)
                .forEach(members::add);
        return Stream.concat(
                Stream.of(type.toGenericString()), members.stream().sorted().map(line -> "    " + line));
    }
}
