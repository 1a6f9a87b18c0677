package org.erpconnector.auth.dropin;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.erpconnector.auth.matrix.MatrixWar;

/** The WAR that every server gets, its servlet and its descriptor in the names of javax.servlet. */
final class JavaxMatrixWar {
    private static final Path SOURCES = Path.of("src/test/java/org/erpconnector/auth/testkit");

    private JavaxMatrixWar() {}

    /** Unpacks it into a folder of this folder, with a jar of ours. */
    static UnpackedWar unpacked(MatrixWar matrix, Path jar, Path folder) throws IOException {
        UnpackedWar war = UnpackedWar.of(matrix.write(folder, jar), folder.resolve("unpacked"));
        war.compile(ServletApi.JAVAX, SOURCES.resolve("ReadingServlet.java"), SOURCES.resolve("ThrottlingFilter.java"));
        Path descriptor = war.folder().resolve("WEB-INF/web.xml");
        Files.writeString(descriptor, ServletApi.JAVAX.named(Files.readString(descriptor)));
        return war;
    }
}
