package org.erpconnector.auth.it;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.xml.bind.JAXBException;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.erpconnector.auth.erp.EisCaller;
import org.erpconnector.auth.erp.EisWalk;
import org.erpconnector.auth.erp.ErpContract;
import org.erpconnector.auth.erp.ErpReply;
import org.erpconnector.auth.erp.ErpRequest;
import org.erpconnector.auth.erp.ErpWsdl;
import org.erpconnector.auth.testkit.ReferenceSamples;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The example, behind the filter, speaks the ERP connector contract as EIS does. */
@ExtendWith(ArquillianExtension.class)
class ErpContractIT {
    private static final Connector CONNECTOR = Connector.named("contract");
    private static final EisCaller EIS = EisCaller.of(CONNECTOR, Connector.SERVICE);
    private static final Path WSDL = Path.of("webapp-example/src/main/webapp/WEB-INF/wsdl/ErpConnectorWS.wsdl");
    private static final String REASON = "needs the contract's WSDL and messages: -Dreference.samples=<folder>";

    private final String connection = UUID.randomUUID().toString();

    @Deployment(testable = false)
    static WebArchive example() {
        return ExampleWar.named("contract");
    }

    @BeforeEach
    void connect() {
        EIS.call(request("WSSaveConnection").with("ConnectionInfo", Map.of("CLIENT", "NORTH")))
                .ok();
    }

    private ErpRequest request(String operation) {
        return ErpRequest.of(operation, connection);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                Connector.SERVICE,
                Connector.OTHER_SPELLING,
                Connector.SERVICE + "?ConnectorName=Example",
                Connector.OTHER_SPELLING + "?ConnectorName=Ex%20ample"
            })
    void everyOperationDoesItsWork(String service) {
        EisWalk.walk(EisCaller.of(CONNECTOR, service));
    }

    @Test
    void aClientGeneratedFromTheWsdlCallsEveryOperation(@TempDir Path folder)
            throws IOException, ClassNotFoundException, JAXBException {
        try (GeneratedErpClient client = GeneratedErpClient.of(WSDL, folder, CONNECTOR.at(Connector.SERVICE))) {
            EisWalk.walk(client);
        }
    }

    @Test
    @EnabledIfSystemProperty(named = ReferenceSamples.PROPERTY, matches = ".+", disabledReason = REASON)
    void aClientGeneratedFromSuperOfficesContractCallsEveryOperation(@TempDir Path folder)
            throws IOException, ClassNotFoundException, JAXBException {
        Path wsdl = ReferenceSamples.path("eis/ErpConnectorWS.wsdl");
        try (GeneratedErpClient client = GeneratedErpClient.of(wsdl, folder, CONNECTOR.at(Connector.SERVICE))) {
            EisWalk.walk(client);
        }
    }

    @Test
    void theWsdlIsTheContracts() throws IOException {
        Map<String, List<String>> facts = ErpWsdl.facts(Files.readString(WSDL));
        for (String service : List.of(Connector.SERVICE, Connector.OTHER_SPELLING)) {
            HttpResponse<String> served = CONNECTOR.get(service + "?wsdl");
            assertThat(served.statusCode()).isEqualTo(200);
            assertThat(ErpWsdl.facts(served.body())).isEqualTo(facts);
            assertThat(served.body()).contains("location=\"" + CONNECTOR.at(Connector.SERVICE) + "\"");
        }
        for (ErpContract.Operation operation : ErpContract.operations()) {
            String request = operation.request().isEmpty() ? "nothing" : named(operation.request());
            assertThat(facts)
                    .containsEntry("IErpConnectorWS " + operation.name(), List.of(request, named(operation.reply())));
            assertThat(members(facts, operation.reply())).isEqualTo(operation.replyMembers());
            if (!operation.request().isEmpty()) {
                assertThat(members(facts, operation.request())).isEqualTo(operation.members());
            }
        }
    }

    private static String named(String element) {
        return "{" + ErpContract.NAMESPACE + "}" + element;
    }

    private static List<String> members(Map<String, List<String>> facts, String element) {
        return facts.get("element " + element).stream()
                .map(member -> member.substring(0, member.indexOf(' ')))
                .toList();
    }

    @Test
    @EnabledIfSystemProperty(named = ReferenceSamples.PROPERTY, matches = ".+", disabledReason = REASON)
    void theWsdlSaysWhatSuperOfficesContractSays() throws IOException {
        assertThat(ErpWsdl.facts(Files.readString(WSDL)))
                .isEqualTo(ErpWsdl.facts(Files.readString(ReferenceSamples.path("eis/ErpConnectorWS.wsdl"))));
    }

    static Stream<ErpContract.Operation> operations() {
        return ErpContract.operations().stream();
    }

    /** What a real WCF client has sent, of our connection and our rows. */
    @ParameterizedTest
    @MethodSource("operations")
    @EnabledIfSystemProperty(named = ReferenceSamples.PROPERTY, matches = ".+", disabledReason = REASON)
    void aRequestOfWcfIsAnsweredInOrder(ErpContract.Operation operation) throws IOException {
        String sent = Files.readString(ReferenceSamples.path("eis/messages/" + operation.name() + ".request.xml"))
                .replaceAll("(ConnectionGuid>)[^<]*", "$1" + connection)
                .replaceAll("A &amp; B &lt;1&gt;", "NORTH")
                .replaceAll(">([12])</", ">1000$1</");
        ErpReply reply = EisCaller.call(CONNECTOR, operation.name(), sent).ok();
        assertThat(reply.members().keySet()).containsExactlyElementsOf(operation.replyMembers());
    }

    @Test
    void membersMayComeInAnyOrderOrNotAtAll() {
        ErpRequest search = request("WSSearchActorByParent")
                .with("ActorType", "Person")
                .with("ParentActorType", "Customer")
                .with("ParentActorErpKey", "10001");
        assertThat(EIS.call(search).ok().keys()).containsExactly("10012", "10013");
        assertThat(EIS.call(search.backwards()).ok().keys()).containsExactly("10012", "10013");
        assertThat(EIS.call(search.without("SearchText").without("FieldKeys"))
                        .ok()
                        .keys())
                .containsExactly("10012", "10013");
        EIS.call(search.without("ConnectionGuid")).refused("UNKNOWN_CONNECTION_ID");
    }

    @Test
    void configDataTakesAnElementForTheEmptyBodyToo() {
        String body = "<WSGetConfigData xmlns=\"" + ErpContract.NAMESPACE + "\"/>";
        EisCaller.call(CONNECTOR, "WSGetConfigData", ErpRequest.envelope(body)).ok();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "WSDeleteConnection | <WSDeleteConnection xmlns='NS'><request>REQUEST</request></WSDeleteConnection>",
                "WSDeleteConnection | <RequestBase xmlns='urn:other'>REQUEST</RequestBase>",
                "WSDeleteConnection | <RequestBase xmlns='NS'>REQUEST</RequestBase><RequestBase xmlns='NS'/>",
                "WSDeleteConnection | <GetListRequest xmlns='NS'>REQUEST</GetListRequest>",
                "WSDeleteConnection | ``",
                "WSDeleteConnection | <RequestBase xmlns='NS'>REQUEST",
                "WSDeleteAllConnections | <RequestBase xmlns='NS'>REQUEST</RequestBase>",
                "../WSDeleteConnection | <RequestBase xmlns='NS'>REQUEST</RequestBase>",
                "WSGetConfigData | <RequestBase xmlns='NS'>REQUEST</RequestBase>"
            })
    void whatIsNoCallOfTheContractIsAFaultAndDoesNothing(String name, String body) {
        String text = body.replace("NS", ErpContract.NAMESPACE)
                .replace("REQUEST", "<ConnectionGuid>" + connection + "</ConnectionGuid>");
        String action = "\"" + ErpContract.NAMESPACE + "/IErpConnectorWS/" + name + "\"";
        HttpResponse<String> answer =
                CONNECTOR.post(Connector.SERVICE, Caller.SOAP_11, ErpRequest.envelope(text), "SOAPAction", action);
        assertThat(answer.statusCode()).isEqualTo(500);
        assertThat(answer.body()).contains("Fault>").doesNotContain("\tat ", "Exception");
        EIS.call(request("WSTestConnection")).ok();
    }

    /** All at once, and nothing but what was asked for. */
    @Test
    void tenThousandKeysAreAnswered() {
        List<String> keys = IntStream.range(0, 10_000).mapToObj(i -> "K" + i).toList();
        ErpRequest actors = request("WSGetActors").with("ActorType", "Customer");
        EIS.call(actors.with("ErpKeys", keys)).refused(null);
        ErpReply some = EIS.call(actors.with(
                "ErpKeys",
                Stream.concat(keys.stream(), Stream.of("10001", "10003")).toList()));
        assertThat(some.isOk()).isTrue();
        assertThat(some.members()).containsEntry("State", "OkWithInfo");
        assertThat(some.text("UserExplanation")).isEqualTo("10000 actors are not in the ERP system.");
        assertThat(some.keys()).containsExactly("10001", "10003");
        EIS.call(request("WSGetListItems").with("ListName", "Country").with("ListItemKeys", keys))
                .refused("UNKOWN_LISTITEM_ID");
    }

    /** Megabytes are refused before the database meets them: it would run out of memory and forget its rows. */
    @Test
    void searchTextIsTextWhateverIsInIt() {
        ErpRequest search = request("WSSearchActors").with("ActorType", "Customer");
        for (String text :
                List.of("'; delete from customer; --", "</SearchText><x>&lt;", "]]>", "%", "\\", "10001\" or")) {
            assertThat(EIS.call(search.with("SearchText", text)).ok().keys()).isEmpty();
        }
        EIS.call(search.with("SearchText", "x".repeat(5_000_000))).refused(null);
        assertThat(EIS.call(search.with("SearchText", null)).ok().keys()).contains("10001", "10003", "10004");
    }
}
