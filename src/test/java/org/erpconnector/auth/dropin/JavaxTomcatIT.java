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
    @TempDir
    static Path folder;

    private static MatrixKeys keys;
    private static WarProcess tomcat;

    @BeforeAll
    static void deploy() throws IOException {
        keys = MatrixKeys.make(Files.createDirectory(folder.resolve("keys")));
        MatrixWar war = new MatrixWar(keys);
        Map<String, String> properties = new HashMap<>(war.properties(MatrixWar.Resource.TOMCAT));
        properties.putAll(Source.properties());
        UnpackedWar unpacked = JavaxMatrixWar.unpacked(war, ServletApi.JAVAX.library(), folder);
        unpacked.addLibraries(ServletApi.jarsOf("dependencies"));
        tomcat = WarProcess.start(ServletApi.JAVAX, unpacked.folder(), folder, properties, Source.variables());
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
