package org.erpconnector.auth.it;

import org.erpconnector.auth.testkit.BodyReplaySuite;
import org.erpconnector.auth.testkit.ReadingServlet;
import org.erpconnector.auth.testkit.ThrottlingFilter;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/** The suite of bodies on a Payara. */
@ExtendWith(ArquillianExtension.class)
class BodyReplayIT extends BodyReplaySuite {
    @Deployment(testable = false)
    static WebArchive reading() {
        String reading = ReadingServlet.webXml() + "</web-app>";
        return ExampleWar.with("reading", WebXml.ofExample().replace("</web-app>", reading))
                .addClasses(ReadingServlet.class, ThrottlingFilter.class);
    }

    @Override
    protected String base() {
        return Connector.named("reading").uri().toString();
    }
}
