package org.erpconnector.auth.dropin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.erpconnector.auth.testkit.Page;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Four jars, and each can be put where another belongs: the manual names what the log says then. */
@Tag("F52")
class WrongJarIT {
    @TempDir
    Path folder;

    static Stream<Arguments> jars() {
        return Stream.of(
                Arguments.of(
                        ServletApi.JAVAX,
                        ServletApi.JAKARTA.bundle(),
                        "java.lang.NoClassDefFoundError: jakarta/servlet/Filter"),
                Arguments.of(
                        ServletApi.JAKARTA,
                        ServletApi.JAVAX.bundle(),
                        "java.lang.NoClassDefFoundError: javax/servlet/Filter"),
                Arguments.of(
                        ServletApi.JAVAX,
                        ServletApi.JAVAX.library(),
                        "java.lang.NoClassDefFoundError: io/jsonwebtoken/"),
                Arguments.of(
                        ServletApi.JAKARTA,
                        ServletApi.JAKARTA.library(),
                        "java.lang.NoClassDefFoundError: io/jsonwebtoken/"));
    }

    @ParameterizedTest
    @MethodSource("jars")
    void nothingIsServedAndTheManualNamesTheError(ServletApi server, Path jar, String error) throws IOException {
        UnpackedWar war = new UnpackedWar(Files.createDirectory(folder.resolve("war")));
        war.write(
                "WEB-INF/web.xml",
                server.named("<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\"><filter>"
                        + "<filter-name>auth</filter-name>"
                        + "<filter-class>org.erpconnector.auth.ConnectorAuthFilter</filter-class></filter>"
                        + "<filter-mapping><filter-name>auth</filter-name><url-pattern>/*</url-pattern>"
                        + "</filter-mapping></web-app>"));
        war.addLibraries(List.of(jar));
        Path output = Files.createDirectory(folder.resolve("server"));
        try (WarProcess tomcat = WarProcess.start(server, war.folder(), output, Map.of(), Map.of())) {
            assertThat(tomcat.deployed()).isFalse();
            assertThat(tomcat.log()).contains(error);
        }
        assertThat(Page.manual("troubleshooting").section("## It does not deploy"))
                .contains(error);
    }
}
