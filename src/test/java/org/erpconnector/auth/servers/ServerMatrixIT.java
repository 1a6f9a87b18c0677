package org.erpconnector.auth.servers;

import java.util.List;
import java.util.stream.Stream;
import org.erpconnector.auth.dropin.OlderWar;
import org.erpconnector.auth.matrix.Cell;
import org.erpconnector.auth.matrix.CellSuite;
import org.erpconnector.auth.matrix.MatrixServer;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The matrix of servers from their distributions, with the JDK of the build and with the newest that has long support;
 * and of old servers on the old Javas for which the bundles are made.
 */
@ParameterizedClass(name = "{0}")
@MethodSource("cells")
class ServerMatrixIT extends CellSuite {
    private static final int NEWEST = 25;

    static Stream<Cell> cells() {
        return Stream.concat(
                servers().stream().flatMap(server -> Stream.of(Cell.of(server), new Cell(server, NEWEST))), old());
    }

    private static Stream<Cell> old() {
        MatrixServer tomcat9 = new TomcatDistribution(System.getProperty("tomcat9.version"));
        MatrixServer payara5 = new PayaraDistribution(System.getProperty("payara5.version"));
        return Stream.of(
                old(8, OlderWar.JAVAX, new TomcatDistribution(System.getProperty("tomcat8.version"))),
                old(8, OlderWar.JAVAX, tomcat9),
                old(8, OlderWar.JAVAX, new JettyDistribution(System.getProperty("jetty9.version"))),
                old(8, OlderWar.JAVAX, payara5),
                old(0, OlderWar.JAVAX, payara5),
                old(11, OlderWar.JAVAX, tomcat9),
                old(11, OlderWar.JAVAX, new WildFlyDistribution(System.getProperty("wildfly26.version"))),
                old(11, OlderWar.JAKARTA, new TomcatDistribution(System.getProperty("tomcat10.version"))),
                old(11, OlderWar.JAKARTA, new PayaraDistribution(System.getProperty("payara.server.version"))));
    }

    private static Cell old(int feature, OlderWar form, MatrixServer server) {
        return new Cell(new OldServer(server, form), feature);
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
