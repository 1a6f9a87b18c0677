package org.erpconnector.auth.servers;

import java.util.List;
import java.util.stream.Stream;
import org.erpconnector.auth.matrix.Cell;
import org.erpconnector.auth.matrix.CellSuite;
import org.erpconnector.auth.matrix.MatrixServer;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** The matrix of servers from their distributions, with the JDK of the build and with the newest that has long support. */
@ParameterizedClass(name = "{0}")
@MethodSource("cells")
class ServerMatrixIT extends CellSuite {
    private static final int NEWEST = 25;

    static Stream<Cell> cells() {
        return servers().stream().flatMap(server -> Stream.of(Cell.of(server), new Cell(server, NEWEST)));
    }

    private static List<MatrixServer> servers() {
        return List.of(
                new PayaraDistribution(System.getProperty("payara.server.version")),
                new TomcatDistribution(System.getProperty("tomcat10.version")),
                new TomcatDistribution(System.getProperty("tomcat11.version")),
                new JettyDistribution(System.getProperty("jetty.version")),
                new WildFlyDistribution(System.getProperty("wildfly.version")),
                new LibertyDistribution(System.getProperty("liberty.version")));
    }
}
