package org.erpconnector.auth.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.erpconnector.auth.erp.ErpContract;
import org.erpconnector.auth.simulator.FakeConnector.Request;
import org.erpconnector.auth.simulator.FakeConnector.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The command {@code sync}, against a connector that speaks the contract. */
class SyncTest {

    private static final String GUID = "6f9619ff-8b86-d011-b42d-00cf4fc964ff";

    private final StubErp erp = new StubErp();
    private final FakeConnector connector = new FakeConnector(erp::answer);
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    @AfterEach
    void stop() {
        connector.close();
    }

    @Test
    void callsEveryOperationAndTellsALineOfEach() {
        assertThat(sync()).as(printed()).isZero();

        assertThat(called().stream().limit(6))
                .containsExactly(
                        "WSGetConfigData",
                        "WSTestConfigData",
                        "WSSaveConnection",
                        "WSTestConnection",
                        "WSGetSupportedActorTypes",
                        "WSGetSupportedActorTypeFields");
        assertThat(Set.copyOf(called()))
                .isEqualTo(ErpContract.operations().stream()
                        .map(ErpContract.Operation::name)
                        .collect(Collectors.toSet()));
        for (String operation : called()) {
            assertThat(printed()).containsPattern("(?m)^ +[0-9]+  " + operation + " +ok  \\S");
        }
        assertThat(printed())
                .contains("since ever: 3 actors: Aker ASA, Bergen Bokhandel, ")
                .contains("country: 2 items: Norway, Sweden")
                .contains("note: user is mandatory and has no default: [demo] is filled in")
                .contains("DONE: all 17 operations in " + called().size() + " calls");
        assertThat(erp.connections).isEmpty();
    }

    /** The table of the tests was made from the contract by itself. */
    @Test
    void writesEveryRequestAsTheContractSays() throws MalformedException {
        sync();
        for (Request request : connector.requests()) {
            ErpContract.Operation operation = ErpContract.operation(StubErp.operation(request));
            assertThat(request.header("Soapaction")).isEqualTo(operation.action());
            assertThat(request.header("Content-type")).isEqualTo("text/xml; charset=utf-8");
            XmlElement body = XmlElement.parse(request.body().getBytes(StandardCharsets.UTF_8))
                    .children()
                    .get(0);
            assertThat(body.name()).isEqualTo("Body");
            if (operation.request().isEmpty()) {
                assertThat(body.children()).isEmpty();
                continue;
            }
            XmlElement wrapper = body.children().get(0);
            assertThat(body.children()).hasSize(1);
            assertThat(wrapper.name()).isEqualTo(operation.request());
            assertThat(names(wrapper)).isEqualTo(operation.members());
            assertThat(wrapper.namespace()).isEqualTo(ErpContract.NAMESPACE);
            assertThat(wrapper.children())
                    .allSatisfy(member -> assertThat(member.namespace()).isEqualTo(ErpContract.NAMESPACE));
            for (XmlElement member : wrapper.children()) {
                Stream.concat(Stream.of(member), member.children().stream()).forEach(SyncTest::hasMembersInOrder);
            }
        }
    }

    private static void hasMembersInOrder(XmlElement element) {
        switch (element.name()) {
            case "Actor", "ErpActorWS" -> assertThat(names(element)).isEqualTo(ErpContract.ACTOR);
            case "SearchRestrictionInfoWS" -> assertThat(names(element)).isEqualTo(ErpContract.RESTRICTION);
            case "FieldKeys", "ErpKeys", "ListItemKeys", "Values", "ConnectionInfo" ->
                assertThat(element.children())
                        .allSatisfy(item -> assertThat(item.namespace()).isEqualTo(ErpContract.ARRAYS));
            default -> assertThat(element.name()).isNotEmpty();
        }
    }

    private static List<String> names(XmlElement element) {
        return element.children().stream().map(XmlElement::name).toList();
    }

    @Test
    void choosesTheFirstItemOfAMandatoryListAsAnAdministratorMight() {
        erp.spoiled.put(
                "WSGetConfigData",
                reply -> reply.replaceAll(
                        "<FieldMetaDataObjects>.*</FieldMetaDataObjects>",
                        "<FieldMetaDataObjects>" + StubErp.field("Mandatory", "", "client", "List", "clients")
                                + "</FieldMetaDataObjects>"));
        assertThat(sync()).as(printed()).isZero();
        assertThat(connector.requests().get(1).body())
                .contains("<ConnectionGuid>00000000-0000-0000-0000-000000000000</ConnectionGuid>"
                        + "<ListName>clients</ListName>");
        assertThat(connector.requests().get(2).body()).contains(StubErp.pair("client", "NO"));
    }

    @Test
    void sendsTheGivenSettingsAndDoesNotPrintThem(@TempDir Path folder) throws IOException {
        Path properties = Files.writeString(folder.resolve("p"), "connection.user=erp-secret\n");
        assertThat(sync("--properties", properties.toString())).isZero();
        assertThat(connector.requests().get(1).body()).contains(StubErp.pair("user", "erp-secret"));
        assertThat(printed()).doesNotContain("erp-secret");
    }

    @Test
    void readOnlyWritesNothing() {
        erp.connections.add(GUID);
        Map<String, StubErp.Actor> before = Map.copyOf(erp.actors);
        assertThat(sync("--read-only", "--connection", GUID.toUpperCase(Locale.ROOT), "--polls", "2"))
                .as(printed())
                .isZero();
        assertThat(called())
                .contains("WSGetActors", "WSSearchActors", "WSSearchActorsAdvanced", "WSSearchActorByParent")
                .doesNotContain("WSSaveConnection", "WSDeleteConnection", "WSCreateActor", "WSSaveActors");
        assertThat(erp.actors).isEqualTo(before);
        assertThat(erp.connections).containsExactly(GUID);
        assertThat(printed()).contains("poll 2", "DONE: 13 of 17 operations");
    }

    @Test
    void readOnlyDoesNotSaveAConnectionThatTheConnectorDoesNotKnow() {
        assertThat(sync("--read-only", "--connection", GUID)).isEqualTo(1);
        assertThat(printed()).contains("FAILED: WSTestConnection: ", "UNKNOWN_CONNECTION_ID");
        assertThat(erp.connections).isEmpty();
    }

    @Test
    void readOnlyWithoutAConnectionReadsWhatNeedsNone() {
        assertThat(sync("--read-only")).isZero();
        assertThat(called()).containsExactly("WSGetConfigData", "WSTestConfigData");
        assertThat(printed()).contains("--connection GUID", "DONE: 2 of 17 operations");
    }

    @Test
    void keepLeavesTheConnectionAndSaysItsGuid() {
        assertThat(sync("--keep")).isZero();
        assertThat(erp.connections).hasSize(1);
        assertThat(called()).doesNotContain("WSDeleteConnection");
        assertThat(printed()).contains("note: the connection " + erp.connections.get(0) + " stays", "DONE: 16 of 17");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--connection 6f9619ff-8b86-d011-b42d-00cf4fc964ff",
                "--read-only --connection 1",
                "--read-only --connection x",
                "--polls -1",
                "--polls 1001",
                "--polls --keep",
                "--keep --keep",
                "--keep yes"
            })
    void refusesOptionsThatDoNotGo(String options) {
        assertThat(sync(options.split(" "))).isEqualTo(2);
        assertThat(connector.requests()).isEmpty();
    }

    @Test
    void savesAForgottenConnectionAgainAndRepeatsTheOperation() {
        List<String> forgotten = new ArrayList<>();
        erp.spoiled.put("WSCreateActor", reply -> {
            if (forgotten.isEmpty()) {
                forgotten.addAll(erp.connections);
                erp.connections.clear();
                erp.actors.keySet().removeIf(key -> key.length() > 1);
                return StubErp.refusal("WSCreateActor", "UNKNOWN_CONNECTION_ID");
            }
            return reply;
        });
        assertThat(sync()).as(printed()).isZero();
        int first = called().indexOf("WSCreateActor");
        assertThat(called().subList(first, first + 3))
                .containsExactly("WSCreateActor", "WSSaveConnection", "WSCreateActor");
        List<Request> saved = connector.requests().stream()
                .filter(request -> StubErp.operation(request).equals("WSSaveConnection"))
                .toList();
        assertThat(saved).hasSize(2);
        assertThat(saved.get(1).body()).isEqualTo(saved.get(0).body());
        assertThat(connector.requests().get(first + 2).body())
                .isEqualTo(connector.requests().get(first).body());
        assertThat(printed()).contains("UNKNOWN_CONNECTION_ID: the connection is saved again");
    }

    @Test
    void savesAForgottenConnectionOnceOnly() {
        erp.spoiled.put("WSTestConnection", reply -> StubErp.refusal("WSTestConnection", "UNKNOWN_CONNECTION_ID"));
        assertThat(sync()).isEqualTo(1);
        assertThat(called())
                .endsWith(
                        "WSSaveConnection",
                        "WSTestConnection",
                        "WSSaveConnection",
                        "WSTestConnection",
                        "WSDeleteConnection");
        assertThat(printed())
                .contains("FAILED: WSTestConnection: IsOk is false, State: Error, ErrorCode: UNKNOWN_CONNECTION_ID");
    }

    @Test
    void stopsAtTheOperationThatFailsAndLeavesNoConnection() {
        erp.spoiled.put("WSGetSearchableFields", reply -> StubErp.refusal("WSGetSearchableFields", "DOWN"));
        assertThat(sync()).isEqualTo(1);
        assertThat(printed())
                .contains("FAILED: WSGetSearchableFields: IsOk is false, State: Error, ErrorCode: DOWN, "
                        + "UserExplanation: no");
        assertThat(called()).endsWith("WSGetSearchableFields", "WSDeleteConnection");
        assertThat(erp.connections).isEmpty();
    }

    @Test
    void leavesNoConnectionWhenItIsStopped() {
        Thread walking = Thread.currentThread();
        erp.spoiled.put("WSGetSearchableFields", reply -> {
            walking.interrupt();
            return reply;
        });
        assertThat(sync()).isEqualTo(3);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(called()).endsWith("WSDeleteConnection").doesNotHaveDuplicates();
        assertThat(erp.connections).isEmpty();
    }

    @Test
    void okWithInfoIsSuccess() {
        erp.spoiled.put(
                "WSTestConnection",
                reply -> reply.replace("<State>Ok<", "<State>OkWithInfo<")
                        .replace("<UserExplanation i:nil=\"true\"/>", "<UserExplanation>slow</UserExplanation>"));
        assertThat(sync()).isZero();
        assertThat(printed()).contains("note: IsOk is true, State: OkWithInfo, UserExplanation: slow");
    }

    /** Each change comes with the next poll, though others have the same moment, and comes once. */
    @Test
    void pollsMissAndRepeatNothing() {
        erp.actors.put("5", new StubErp.Actor("Customer", "5", "", "Of the moment of the first change", 100));
        assertThat(sync("--polls", "3")).as(printed()).isZero();
        Set<String> since = new TreeSet<>();
        connector.requests().stream()
                .filter(request -> StubErp.operation(request).equals("WSGetActorsByTimestamp"))
                .forEach(request -> since.add(StubErp.text(request, "UpdatedOnOrAfter")));
        assertThat(since).containsExactly("", StubErp.moment(100), StubErp.moment(102), StubErp.moment(103));
        for (int poll = 1; poll <= 3; poll++) {
            assertThat(printed()).containsPattern("poll " + poll + ", since [^ ]+: 1 actor: Pr");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0  | 0  | before the moment asked for",
                "11 | 99 | is missing: another that changes at that moment would be missed"
            })
    void saysWhatAPollRepeatsOrMisses(int from, int to, String fault) {
        erp.connections.add(GUID);
        int[] polls = {0};
        erp.spoiled.put("WSGetActorsByTimestamp", reply -> {
            String all = erp.actors.values().stream()
                    .filter(actor -> actor.type().equals("Customer"))
                    .filter(actor -> polls[0] == 0 || to == 0 || actor.moment() > from)
                    .map(actor -> StubErp.xml("ErpActorWS", actor))
                    .collect(Collectors.joining());
            polls[0]++;
            return reply.replaceAll("<Actors>.*</Actors>", "<Actors>" + all + "</Actors>");
        });
        assertThat(sync("--polls", "1")).isEqualTo(1);
        assertThat(printed()).contains("FAILED: WSGetActorsByTimestamp: ", fault);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"WSSearchActors", "WSSearchActorsAdvanced", "WSSearchActorByParent", "WSGetActorsByTimestamp"})
    void noticesThatWhatItHasWrittenIsNotFound(String operation) {
        erp.spoiled.put(
                operation,
                reply -> reply.replaceAll(
                        "<ErpActorWS>(?:(?!</ErpActorWS>).)*<ErpKey>1\\d{3}</ErpKey>.*?</ErpActorWS>", ""));
        assertThat(sync()).isEqualTo(1);
        assertThat(printed())
                .contains("FAILED: " + operation + ": the actor with the key [1", "just written, is not among");
    }

    @ParameterizedTest
    @CsvSource({"WSCreateActor, &lt;, [", "WSSaveActors, Pr\u00f8ve, Pr?ve", "WSGetActors, &amp; , ''"})
    void noticesThatTextDoesNotSurvive(String operation, String sent, String kept) {
        erp.spoiled.put(operation, reply -> reply.replace(sent, kept));
        assertThat(sync()).isEqualTo(1);
        assertThat(printed())
                .contains("FAILED: " + operation + ": NAME was sent as [Pr\u00f8ve & <", "and came back as [");
    }

    @Test
    void failsOnASoapFault() {
        erp.instead.put(
                "WSTestConnection",
                Response.of(
                        500,
                        "text/xml",
                        Response.envelope(
                                "<s:Fault><faultcode>s:Server</faultcode><faultstring>down</faultstring></s:Fault>")));
        assertThat(sync()).isEqualTo(1);
        assertThat(printed()).contains("FAILED: WSTestConnection: a SOAP fault, s:Server: down");
    }

    @Test
    void saysWhenNobodyAnswers() {
        connector.close();
        assertThat(sync()).isEqualTo(3);
        assertThat(printed()).contains("UNREACHABLE: could not reach 127.0.0.1:");
    }

    private List<String> called() {
        return connector.requests().stream().map(StubErp::operation).toList();
    }

    private int sync(String... more) {
        List<String> arguments = new ArrayList<>(List.of("sync", "--url", connector.url()));
        arguments.addAll(List.of(more));
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        return Simulator.run(arguments.toArray(String[]::new), print, print);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }
}
