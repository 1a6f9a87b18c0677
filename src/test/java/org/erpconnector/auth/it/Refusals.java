package org.erpconnector.auth.it;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jboss.arquillian.container.test.api.Deployer;

/** Deploys what must not start. */
final class Refusals {
    private static final String REFUSAL = "(erp-connector-auth) does not start, ";

    private Refusals() {}

    /**
     * The message with which the filter refused. Nothing of the connector is served then: a connector without its filter
     * would answer everybody.
     */
    static String of(Deployer deployer, String name) {
        try (ServerLog log = ServerLog.open()) {
            deployer.deploy(name);
            assertNothingIsServed(Connector.named(name));
            deployer.undeploy(name);
            return onlyMessage(log);
        }
    }

    private static void assertNothingIsServed(Connector connector) {
        for (String path : List.of(Connector.SERVICE + "?wsdl", "/index.html", Connector.AUTHENTICATE, "/")) {
            assertThat(connector.get(path).statusCode()).as(path).isEqualTo(404);
        }
        assertThat(connector.post(Connector.SERVICE, Caller.SOAP_11, "<x/>").statusCode())
                .isEqualTo(404);
    }

    /** The server logs the exception on every level that it passes through; whichever one reads, it says the same. */
    private static String onlyMessage(ServerLog log) {
        List<String> messages = log.containing(REFUSAL).stream()
                .map(text -> text.substring(text.indexOf(REFUSAL)))
                .map(text -> text.split("\\R(?! {2}- )", 2)[0])
                .distinct()
                .toList();
        assertThat(messages).as("refusals in the server's log").hasSize(1);
        return messages.get(0);
    }
}
