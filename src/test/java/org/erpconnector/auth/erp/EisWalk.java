package org.erpconnector.auth.erp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.erpconnector.auth.erp.ErpRequest.Actor;
import org.erpconnector.auth.erp.ErpRequest.Restriction;

/** Sets up a connection, synchronises through it and deletes it, in EIS's order. Finds the example as it is after a start. */
public final class EisWalk {
    private static final String ZEROS = "00000000-0000-0000-0000-000000000000";
    private static final String NAME = "Søn & <Far> Далёкий 中文 \uD83D\uDE00 \"'";

    private final EisCaller caller;
    private final String connection = UUID.randomUUID().toString();
    private final Set<String> called = new LinkedHashSet<>();

    private EisWalk(EisCaller caller) {
        this.caller = caller;
    }

    /** Calls all operations, and finds each to have done its work. */
    public static void walk(EisCaller caller) {
        EisWalk walk = new EisWalk(caller);
        walk.setUp();
        walk.describe();
        walk.synchronise();
        walk.delete();
        assertThat(walk.called)
                .hasSize(17)
                .containsExactlyInAnyOrderElementsOf(ErpContract.operations().stream()
                        .map(ErpContract.Operation::name)
                        .toList());
    }

    private ErpReply call(ErpRequest request) {
        called.add(request.operation().name());
        return caller.call(request);
    }

    private ErpRequest request(String operation) {
        return ErpRequest.of(operation, connection);
    }

    private void setUp() {
        List<Map<String, Object>> fields = call(request("WSGetConfigData")).ok().structures("FieldMetaDataObjects");
        assertThat(fields).extracting(field -> field.get("FieldKey")).containsExactly("CLIENT", "CURRENCY");
        // There is no connection yet.
        ErpRequest clients =
                ErpRequest.of("WSGetList", ZEROS).with("ListName", fields.get(0).get("ListName"));
        assertThat(call(clients).ok().listItems()).containsKey("NORTH");
        Map<String, String> settings = Map.of("CLIENT", "NORTH", "CURRENCY", "SEK");
        call(request("WSTestConfigData").with("ConnectionInfo", settings)).ok();
        call(request("WSTestConnection")).refused("UNKNOWN_CONNECTION_ID");
        call(request("WSSaveConnection").with("ConnectionInfo", settings)).ok();
        call(request("WSTestConnection")).ok();
    }

    private void describe() {
        List<String> types = call(request("WSGetSupportedActorTypes")).ok().items();
        assertThat(types).containsExactly("Customer", "Supplier", "Project", "Person");
        for (String type : types) {
            List<Map<String, Object>> fields = call(request("WSGetSupportedActorTypeFields")
                            .with("ActorType", type))
                    .ok()
                    .structures("FieldMetaDataObjects");
            assertThat(fields)
                    .extracting(Map::keySet)
                    .allSatisfy(members -> assertThat(members).containsExactlyElementsOf(ErpContract.FIELD));
            assertThat(fields).extracting(field -> field.get("Rank")).doesNotHaveDuplicates();
            assertThat(call(request("WSGetSearchableFields").with("ActorType", type))
                            .ok()
                            .items())
                    .isSubsetOf(fields.stream()
                            .map(field -> (String) field.get("FieldKey"))
                            .toList());
        }
        ErpRequest currency = request("WSGetListItems").with("ListName", "Currency");
        assertThat(call(currency.with("ListItemKeys", List.of("SEK"))).ok().listItems())
                .isEqualTo(Map.of("SEK", "Swedish krona"));
    }

    private void synchronise() {
        String before = newest("");
        Map<String, Object> created = call(request("WSCreateActor")
                        .with("Actor", Actor.of("Customer", null, Map.of("NAME", NAME, "CREDIT_LIMIT", "[F:1.5]"))))
                .ok()
                .actor();
        String key = (String) created.get("ErpKey");
        assertThat(created.keySet()).containsExactlyElementsOf(ErpContract.ACTOR);
        assertThat(ErpReply.values(created))
                .containsEntry("NAME", NAME)
                .containsEntry("CREDIT_LIMIT", "[F:1.5]")
                .containsEntry("CURRENCY", "SEK");
        assertThat((String) created.get("LastModified")).isGreaterThan(before);
        String person = (String) call(request("WSCreateActor")
                        .with(
                                "Actor",
                                Actor.of("Person", null, Map.of("NAME", "Ann")).below("Customer", key)))
                .ok()
                .actor()
                .get("ErpKey");

        List<String> fields = List.of("NAME", "COUNTRY");
        assertThat(call(request("WSGetActors")
                                .with("ActorType", "Customer")
                                .with("ErpKeys", List.of(key, "10001"))
                                .with("FieldKeys", fields))
                        .ok()
                        .keys())
                .containsExactlyInAnyOrder(key, "10001");
        assertThat(call(request("WSSearchActors")
                                .with("ActorType", "Customer")
                                .with("SearchText", "søn & <far> дАЛ")
                                .with("FieldKeys", fields))
                        .ok()
                        .keys())
                .contains(key);
        assertThat(call(request("WSSearchActorsAdvanced")
                                .with("ActorType", "Customer")
                                .with("Restrictions", List.of(new Restriction("NAME", "begins", List.of("Søn &")))))
                        .ok()
                        .keys())
                .contains(key);
        assertThat(call(request("WSSearchActorByParent")
                                .with("ActorType", "Person")
                                .with("SearchText", "")
                                .with("ParentActorType", "Customer")
                                .with("ParentActorErpKey", key)
                                .with("FieldKeys", fields))
                        .ok()
                        .keys())
                .containsExactly(person);
        poll(key, newest(""));
    }

    /** From the newest moment on comes what has changed then or since, and each of it once. */
    private void poll(String key, String newest) {
        assertThat(since(newest).keys()).containsExactly(key);
        Map<String, Object> saved = call(request("WSSaveActors")
                        .with("Actors", List.of(Actor.of("Customer", "10002", Map.of("CITY", "Tromsø")))))
                .ok()
                .structures("Actors")
                .get(0);
        assertThat(ErpReply.values(saved)).containsEntry("CITY", "Tromsø").containsEntry("NAME", "Glacier Glass");
        assertThat(since(newest).keys()).containsExactly(key, "10002");
        assertThat(since((String) saved.get("LastModified")).keys()).containsExactly("10002");
    }

    private ErpReply since(String moment) {
        return call(request("WSGetActorsByTimestamp")
                        .with("ActorType", "Customer")
                        .with("UpdatedOnOrAfter", moment)
                        .with("FieldKeys", List.of("NAME")))
                .ok();
    }

    private String newest(String since) {
        List<String> moments = new ArrayList<>();
        since(since).structures("Actors").forEach(actor -> moments.add((String) actor.get("LastModified")));
        assertThat(moments).isSorted();
        return moments.get(moments.size() - 1);
    }

    private void delete() {
        call(request("WSDeleteConnection")).ok();
        call(request("WSTestConnection")).refused("UNKNOWN_CONNECTION_ID");
    }
}
