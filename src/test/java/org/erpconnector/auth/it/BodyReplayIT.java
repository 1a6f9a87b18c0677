package org.erpconnector.auth.it;

import java.util.stream.Collectors;
import org.erpconnector.auth.testkit.BodyReplaySuite;
import org.erpconnector.auth.testkit.ReadingServlet;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/** The suite of bodies on a Payara. */
@ExtendWith(ArquillianExtension.class)
class BodyReplayIT extends BodyReplaySuite {
    @Deployment(testable = false)
    static WebArchive reading() {
        String paths = ReadingServlet.PATHS.stream()
                .map(path -> "<url-pattern>" + path + "</url-pattern>")
                .collect(Collectors.joining());
        String servlet = "<servlet><servlet-name>reading</servlet-name><servlet-class>"
                + ReadingServlet.class.getName() + "</servlet-class><async-supported>true</async-supported>"
                + "<multipart-config/></servlet><servlet-mapping><servlet-name>reading</servlet-name>" + paths
                + "</servlet-mapping></web-app>";
        return ExampleWar.with("reading", WebXml.ofExample().replace("</web-app>", servlet))
                .addClass(ReadingServlet.class);
    }

    @Override
    protected String base() {
        return Connector.named("reading").uri().toString();
    }
}
