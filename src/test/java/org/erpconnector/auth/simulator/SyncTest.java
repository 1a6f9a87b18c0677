package org.erpconnector.auth.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.erpconnector.auth.simulator.FakeConnector.Request;
import org.erpconnector.auth.simulator.FakeConnector.Response;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command {@code sync}, against a connector whose results are written by hand. */
class SyncTest {

    private static final String NS = "http://www.superoffice.net/EIS/Connector/1.0";
    private static final String B = "xmlns:b=\"http://schemas.microsoft.com/2003/10/Serialization/Arrays\"";

    private final Map<String, String> results = new HashMap<>();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @BeforeEach
    void anErpSystemWithTwoCustomers() {
        results.put(
                "WSGetConfigData",
                "<FieldMetaDataObjects><FieldMetadataInfoWS><Access>Mandatory</Access><DefaultValue>db &amp; co</DefaultValue>"
                        + "<FieldKey>server</FieldKey><FieldType>Text</FieldType></FieldMetadataInfoWS>"
                        + "<FieldMetadataInfoWS><Access>Mandatory</Access><FieldKey>user</FieldKey></FieldMetadataInfoWS>"
                        + "<FieldMetadataInfoWS><FieldKey>hint</FieldKey><FieldType>Label</FieldType></FieldMetadataInfoWS>"
                        + "</FieldMetaDataObjects>");
        results.put(
                "WSGetSupportedActorTypes",
                "<Items " + B + "><b:string>Person</b:string><b:string>Customer</b:string></Items>");
        results.put(
                "WSGetSupportedActorTypeFields",
                "<FieldMetaDataObjects><FieldMetadataInfoWS><FieldKey>NAME</FieldKey></FieldMetadataInfoWS>"
                        + "<FieldMetadataInfoWS><FieldKey>COUNTRY</FieldKey><FieldType>List</FieldType>"
                        + "<ListName>country</ListName></FieldMetadataInfoWS></FieldMetaDataObjects>");
        String actors = "<Actors>" + actor("1", "Aker ASA") + actor("2", "Bergen Bokhandel") + "</Actors>";
        results.put("WSGetActorsByTimestamp", actors);
        results.put("WSSearchActors", "<Actors>" + actor("1", "Aker ASA") + "</Actors>");
        results.put("WSGetList", "<ListItems " + B + ">" + pair("NO", "Norway") + "</ListItems>");
    }

    @Test
    void walksFromTheSetUpToTheFirstCustomers() {
        try (FakeConnector connector = new FakeConnector(this::answer)) {
            assertThat(sync(connector)).isZero();

            assertThat(connector.requests().stream().map(r -> r.header("Soapaction")))
                    .containsExactlyElementsOf(List.of(
                                    "WSGetConfigData",
                                    "WSTestConfigData",
                                    "WSSaveConnection",
                                    "WSGetSupportedActorTypes",
                                    "WSTestConnection",
                                    "WSGetSupportedActorTypeFields",
                                    "WSGetActorsByTimestamp",
                                    "WSSearchActors",
                                    "WSGetList")
                            .stream()
                            .map(op -> "\"" + NS + "/IErpConnectorWS/" + op + "\"")
                            .toList());
            assertThat(printed())
                    .contains(
                            "2 actors: Aker ASA, Bergen Bokhandel",
                            "[Ake]: 1 actor: Aker ASA",
                            "country: 1 item: Norway")
                    .contains("note: user is mandatory and has no default: [demo] is filled in")
                    .contains("DONE: 9 operations");
        }
    }

    @Test
    void writesMembersInTheOrderOfADataContract() {
        try (FakeConnector connector = new FakeConnector(this::answer)) {
            sync(connector);

            List<String> bodies =
                    connector.requests().stream().map(Request::body).toList();
            assertThat(bodies.get(0))
                    .contains("<s:Body><WSGetConfigData xmlns=\"" + NS + "\"></WSGetConfigData></s:Body>");
            assertThat(bodies.get(1))
                    .contains("<WSTestConfigData xmlns=\"" + NS + "\"><request><ConnectionInfo " + B + ">"
                            + pair("server", "db &amp; co") + pair("user", "demo") + "</ConnectionInfo></request>");
            assertThat(bodies.get(2))
                    .contains("<request><ConnectionGuid>")
                    .contains("</ConnectionGuid><ConnectionInfo ");
            assertThat(bodies.get(7))
                    .matches(
                            "(?s).*<request><ConnectionGuid>[0-9a-f-]{36}</ConnectionGuid><ActorType>Customer</ActorType>"
                                    + "<FieldKeys [^>]*><b:string>NAME</b:string><b:string>COUNTRY</b:string></FieldKeys>"
                                    + "<SearchText>Ake</SearchText></request>.*");
        }
    }

    @Test
    void choosesTheFirstItemOfAMandatoryListAsAnAdministratorMight() {
        results.put(
                "WSGetConfigData",
                "<FieldMetaDataObjects><FieldMetadataInfoWS><Access>Mandatory</Access><FieldKey>client</FieldKey>"
                        + "<FieldType>List</FieldType><ListName>clients</ListName></FieldMetadataInfoWS>"
                        + "</FieldMetaDataObjects>");
        try (FakeConnector connector = new FakeConnector(this::answer)) {
            assertThat(sync(connector)).isZero();
            assertThat(connector.requests().get(1).body())
                    .contains("<request><ConnectionGuid>00000000-0000-0000-0000-000000000000</ConnectionGuid>"
                            + "<ListName>clients</ListName></request>");
            assertThat(connector.requests().get(2).body()).contains(pair("client", "NO"));
        }
    }

    @Test
    void sendsTheGivenSettingsAndDoesNotPrintThem(@TempDir Path folder) throws IOException {
        Path properties = Files.writeString(folder.resolve("p"), "connection.user=erp-secret\n");
        try (FakeConnector connector = new FakeConnector(this::answer)) {
            assertThat(sync(connector, "--properties", properties.toString())).isZero();
            assertThat(connector.requests().get(1).body()).contains(pair("user", "erp-secret"));
            assertThat(printed()).doesNotContain("erp-secret");
        }
    }

    @Test
    void stopsAtTheOperationThatFailsAndNamesIt() {
        results.put(
                "WSTestConnection",
                "!<ErrorCode>UNKNOWN_CONNECTION_ID</ErrorCode><IsOk>false</IsOk><State>Error</State>");
        try (FakeConnector connector = new FakeConnector(this::answer)) {
            assertThat(sync(connector)).isEqualTo(1);
            assertThat(connector.requests()).hasSize(5);
            assertThat(printed())
                    .contains(
                            "FAILED: WSTestConnection: IsOk is not true, State: Error, ErrorCode: UNKNOWN_CONNECTION_ID");
        }
    }

    @Test
    void failsOnASoapFault() {
        try (FakeConnector connector = new FakeConnector(r -> Response.of(
                500,
                "text/xml",
                Response.envelope(
                        "<s:Fault><faultcode>s:Server</faultcode><faultstring>down</faultstring></s:Fault>")))) {
            assertThat(sync(connector)).isEqualTo(1);
            assertThat(printed()).contains("FAILED: WSGetConfigData: a SOAP fault, s:Server: down");
        }
    }

    @Test
    void failsOnAnHttpError() {
        try (FakeConnector connector = new FakeConnector(r -> Response.of(404, "text/html", "no"))) {
            assertThat(sync(connector)).isEqualTo(1);
            assertThat(printed()).contains("FAILED: WSGetConfigData", "HTTP 404");
        }
    }

    @Test
    void saysWhenNobodyAnswers() {
        FakeConnector gone = new FakeConnector(this::answer);
        gone.close();

        assertThat(sync(gone)).isEqualTo(3);
        assertThat(printed()).contains("UNREACHABLE: could not reach 127.0.0.1:");
    }

    private Response answer(Request request) {
        String action = request.header("Soapaction");
        String operation = action.substring(action.lastIndexOf('/') + 1, action.length() - 1);
        String result = results.getOrDefault(operation, "");
        String members = result.startsWith("!") ? result.substring(1) : "<IsOk>true</IsOk>" + result;
        return Response.soap("<" + operation + "Response xmlns=\"" + NS + "\"><" + operation + "Result>" + members
                + "</" + operation + "Result></" + operation + "Response>");
    }

    private int sync(FakeConnector connector, String... more) {
        List<String> arguments = new ArrayList<>(List.of("sync", "--url", connector.url()));
        arguments.addAll(List.of(more));
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        return Simulator.run(arguments.toArray(String[]::new), print, print);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static String actor(String key, String name) {
        return "<ErpActorWS><ActorType>Customer</ActorType><ErpKey>" + key + "</ErpKey><FieldValues " + B + ">"
                + pair("COUNTRY", "NO") + pair("NAME", name) + "</FieldValues></ErpActorWS>";
    }

    private static String pair(String key, String value) {
        return "<b:KeyValueOfstringstring><b:Key>" + key + "</b:Key><b:Value>" + value
                + "</b:Value></b:KeyValueOfstringstring>";
    }
}
