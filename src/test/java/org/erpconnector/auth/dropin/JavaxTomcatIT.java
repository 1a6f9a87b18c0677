package org.erpconnector.auth.dropin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.erpconnector.auth.matrix.MatrixKeys;
import org.erpconnector.auth.matrix.MatrixSuite;
import org.erpconnector.auth.matrix.MatrixWar;
import org.erpconnector.auth.matrix.Source;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The javax jar with its dependencies, on Tomcat 9: what every server has to show. */
class JavaxTomcatIT extends MatrixSuite {
    private static final Path READING_SERVLET =
            Path.of("src/test/java/org/erpconnector/auth/testkit/ReadingServlet.java");

    @TempDir
    static Path folder;

    private static MatrixKeys keys;
    private static TomcatProcess tomcat;

    @BeforeAll
    static void deploy() throws IOException {
        keys = MatrixKeys.make(Files.createDirectory(folder.resolve("keys")));
        MatrixWar war = new MatrixWar(keys);
        Map<String, String> properties = new HashMap<>(war.properties(MatrixWar.Resource.TOMCAT));
        properties.putAll(Source.properties());
        tomcat = TomcatProcess.start(ServletApi.JAVAX, unpacked(war).folder(), folder, properties, Source.variables());
    }

    /** The same WAR as everywhere, its servlet and its descriptor in the older names. */
    private static UnpackedWar unpacked(MatrixWar matrix) throws IOException {
        ServletApi api = ServletApi.JAVAX;
        Path packed = matrix.write(folder, api.library());
        UnpackedWar war = UnpackedWar.of(packed, folder.resolve("matrix"));
        war.addLibraries(ServletApi.jarsOf("dependencies"));
        war.compile(api, READING_SERVLET);
        Path descriptor = war.folder().resolve("WEB-INF/web.xml");
        Files.writeString(descriptor, api.named(Files.readString(descriptor)));
        return war;
    }

    @AfterAll
    static void stop() {
        tomcat.close();
    }

    @Override
    protected String base() {
        return tomcat.connector().uri().toString();
    }

    @Override
    protected MatrixKeys keys() {
        return keys;
    }
}
