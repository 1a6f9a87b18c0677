package com.example.connector;

import static com.example.connector.contract.Operation.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.connector.contract.ErpActorWS;
import com.example.connector.contract.FieldMetadataInfoWS;
import com.example.connector.contract.Operation;
import com.example.connector.contract.Reply;
import com.example.connector.contract.SearchRestrictionInfoWS;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** What the operations make of the ERP system's rows. */
class OperationsTest extends ConnectedTest {

    @Test
    void asksForItsSettings() {
        List<FieldMetadataInfoWS> fields = ok(call(GET_CONFIG_DATA)).fieldMetaDataObjects;
        assertEquals(
                List.of("CLIENT", "CURRENCY"),
                fields.stream().map(field -> field.fieldKey).toList());
        assertEquals(List.of(1, 2), fields.stream().map(field -> field.rank).toList());
    }

    @Test
    void judgesSettingsWithoutSavingThem() {
        error(test(null), null);
        assertEquals("Please fill in: Client.", error(test(Map.of()), null));
        error(test(Map.of("CLIENT", "WEST")), "UNKOWN_LISTITEM_ID");
        error(test(Map.of("CLIENT", "NORTH", "HOST", "x")), "UNKOWN_FIELDKEY");
        ok(test(Map.of("CLIENT", "SOUTH")));
    }

    private Reply test(Map<String, String> settings) {
        return call(TEST_CONFIG_DATA, request -> request.connectionInfo = settings);
    }

    @Test
    void keepsConnectionsUntilTheyAreDeleted() {
        ok(about(TEST_CONNECTION, GUID));
        ok(about(TEST_CONNECTION, "{" + GUID.toLowerCase(Locale.ROOT) + "}"));
        for (String unknown : Arrays.asList(OTHER, ZEROS, "nonsense", "", null)) {
            for (Operation operation : Operation.values()) {
                if (!Set.of(GET_CONFIG_DATA, TEST_CONFIG_DATA, SAVE_CONNECTION, GET_LIST, GET_LIST_ITEMS)
                        .contains(operation)) {
                    error(about(operation, unknown), "UNKNOWN_CONNECTION_ID");
                }
            }
        }
        // What comes without its code is not sent again and again.
        error(save(ZEROS, Map.of("CLIENT", "NORTH")), null);
        error(save("nonsense", Map.of("CLIENT", "NORTH")), null);
        ok(about(DELETE_CONNECTION, GUID));
        error(about(DELETE_CONNECTION, GUID), "UNKNOWN_CONNECTION_ID");
        error(about(TEST_CONNECTION, GUID), "UNKNOWN_CONNECTION_ID");
        ok(save(GUID, Map.of("CLIENT", "NORTH")));
        ok(about(TEST_CONNECTION, GUID));
    }

    @Test
    void seesOnlyTheRowsOfItsClient() {
        assertEquals(List.of(), keys(text("Customer", "Juniper")));
        error(byKeys("Customer", "10005"), null);
        ok(save(GUID, Map.of("CLIENT", "SOUTH")));
        assertEquals(List.of("10005"), keys(text("Customer", "Juniper")));
        assertEquals(List.of(), keys(text("Customer", "Fjord")));
    }

    @Test
    void describesItsActorTypes() {
        List<String> types = ok(about(GET_SUPPORTED_ACTOR_TYPES, GUID)).items;
        assertEquals(List.of("Customer", "Supplier", "Project", "Person"), types);
        for (String type : types) {
            List<FieldMetadataInfoWS> fields =
                    ok(call(GET_SUPPORTED_ACTOR_TYPE_FIELDS, request -> request.actorType = type)).fieldMetaDataObjects;
            assertEquals(
                    fields.stream().map(field -> field.fieldKey).toList(),
                    ok(call(GET_SEARCHABLE_FIELDS, request -> request.actorType = type)).items);
            assertEquals(
                    IntStream.rangeClosed(1, fields.size()).boxed().toList(),
                    fields.stream().map(field -> field.rank).toList());
            fields.stream()
                    .filter(field -> field.fieldType == FieldMetadataInfoWS.Type.LIST)
                    .forEach(field -> ok(list(GUID, field.listName)));
        }
        for (String unknown : Arrays.asList("Employee", "customer", "", null)) {
            error(call(GET_SUPPORTED_ACTOR_TYPE_FIELDS, request -> request.actorType = unknown), null);
            error(text(unknown, "x"), null);
        }
    }

    @Test
    void givesTheFieldsThatAreAskedFor() {
        Reply reply = byKeys("Customer", List.of("10001"), "REGISTERED", "CREDIT_LIMIT", "ACTIVE", "COUNTRY");
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("REGISTERED", "[DT:12/31/2013 23:59:59.0000000]");
        expected.put("CREDIT_LIMIT", "[F:250000]");
        expected.put("ACTIVE", "[I:1]");
        expected.put("COUNTRY", "NO");
        assertEquals(
                List.copyOf(expected.entrySet()),
                List.copyOf(ok(reply).actors.get(0).fieldValues.entrySet()));
        assertEquals("2026-01-15T08:00:00.0000000Z", reply.actors.get(0).lastModified);
        error(byKeys("Customer", List.of("10001"), "NAME", "name; drop table customer"), "UNKOWN_FIELDKEY");
        error(byKeys("Customer", List.of("10001"), (String) null), "UNKOWN_FIELDKEY");
        assertEquals(12, byKeys("Customer", "10001").actors.get(0).fieldValues.size());
    }

    @Test
    void saysWhichKeysAreOfNoActor() {
        error(byKeys("Customer"), null);
        error(call(GET_ACTORS, request -> request.actorType = "Customer"), null);
        error(byKeys("Customer", "77"), null);
        Reply some = byKeys("Customer", "10001", "77", null, "10001");
        assertTrue(some.isOk);
        assertEquals(Reply.State.OK_WITH_INFO, some.state);
        assertEquals("2 actors are not in the ERP system.", some.userExplanation);
        assertEquals("Customer does not exist: [77, null]", some.techExplanation);
        assertEquals(
                List.of("10001"),
                some.actors.stream().map(actor -> actor.erpKey).toList());
        List<String> many =
                IntStream.range(10_000, 20_000).mapToObj(Integer::toString).toList();
        assertEquals(4, byKeys("Customer", many).actors.size());
        error(byKeys("Customer", "x".repeat(2000)), null);
    }

    @Test
    void searchesByRestrictions() {
        assertEquals(
                List.of("10001", "10003"),
                keys(advanced(
                        restriction("COUNTRY", "oneof", null, List.of("NO", "SE")),
                        restriction("PAYMENT_DAYS", "=", "[I:30]", null))));
        assertEquals(4, keys(advanced()).size());
        error(advanced(restriction("NO_SUCH", "=", "x", null)), "UNKOWN_FIELDKEY");
        error(advanced(restriction("COUNTRY", "oneof", null, List.of("XX"))), "UNKOWN_LISTITEM_ID");
        error(advanced(restriction("PAYMENT_DAYS", "=", "30", null)), null);
        error(advanced(restriction("NAME", "like", "x", null)), null);
        error(advanced((SearchRestrictionInfoWS) null), null);
    }

    @Test
    void searchesByTextWithoutWildcards() {
        assertEquals(List.of("10002"), keys(text("Customer", "gLaCier")));
        assertEquals(List.of("10004"), keys(text("Customer", "10004")));
        assertEquals(List.of(), keys(text("Customer", "%")));
        assertEquals(List.of(), keys(text("Customer", "'; delete from customer; --")));
        assertEquals(List.of(), keys(text("Customer", "<a>&amp;</a>]]>")));
        error(text("Customer", "x".repeat(100_000)), null);
        assertEquals(4, keys(text("Customer", null)).size());
    }

    /** Whatever is in a text, and however many keys there are, the answer is one of the contract, and no row changes. */
    @Test
    void hostileRequestsAreAnsweredAndChangeNothing() {
        List<ErpActorWS> before = ok(since("Customer", "")).actors;
        for (String text :
                List.of("'; delete from customer; --", "\" or \"\"=\"", "</SearchText>]]>&amp;", "x' or 1=1 --")) {
            assertEquals(List.of(), keys(advanced(restriction("NAME", "contains", text, null))));
            assertEquals(List.of(), keys(below("Person", "Customer", "10001", text)));
            error(below("Person", "Customer", text, ""), null);
            error(advanced(restriction(text, "=", "x", null)), "UNKOWN_FIELDKEY");
            error(advanced(restriction("NAME", text, "x", null)), null);
            error(byKeys("Customer", text), null);
            error(byKeys(text, "10001"), null);
            error(items("Currency", text), "UNKOWN_LISTITEM_ID");
            error(since("Customer", text), null);
        }
        List<String> many = Collections.nCopies(10_000, "NAME");
        assertEquals(
                Map.of("NAME", "Fjord Furniture"),
                ok(byKeys("Customer", List.of("10001"), many.toArray(String[]::new)))
                        .actors
                        .get(0)
                        .fieldValues);
        error(advanced(restriction("COUNTRY", "oneof", null, Collections.nCopies(10_000, "NO"))), null);
        ErpActorWS[] actors = Stream.concat(
                        Collections.nCopies(10_000, actor("Customer", "10001", Map.of("CITY", "x"))).stream(),
                        Stream.of(actor("Customer", "77", Map.of())))
                .toArray(ErpActorWS[]::new);
        error(save(actors), null);
        assertEquals(rows(before), rows(ok(since("Customer", "")).actors));
    }

    private static List<String> rows(List<ErpActorWS> actors) {
        return actors.stream()
                .map(actor -> actor.erpKey + actor.lastModified + actor.fieldValues)
                .toList();
    }

    @Test
    void searchesBelowAParent() {
        Reply found = below("Person", "Customer", "10001", "pay");
        assertEquals(List.of("10013"), keys(found));
        assertEquals("10001", found.actors.get(0).parentErpKey);
        assertEquals("Customer", found.actors.get(0).parentActorType);
        assertEquals(List.of("10012", "10013"), keys(below("Person", "Customer", "10001", "")));
        assertEquals(List.of(), keys(below("Person", "Supplier", "10006", "")));
        error(below("Person", "Customer", "77", ""), null);
        error(below("Person", "Customer", null, ""), null);
        error(below("Person", "Company", "10001", ""), null);
    }

    @Test
    void createsAnActor() {
        ErpActorWS created =
                ok(create(actor("Customer", null, Map.of("NAME", "New & Son", "CREDIT_LIMIT", "[F:1.5]")))).actor;
        assertEquals(NOW, created.lastModified);
        assertEquals("SEK", created.fieldValues.get("CURRENCY"));
        assertEquals("[F:1.5]", created.fieldValues.get("CREDIT_LIMIT"));
        assertEquals(List.of(created.erpKey), keys(text("Customer", "new & son")));

        ErpActorWS person = actor("Person", null, Map.of("NAME", "Ann"));
        person.parentActorType = "Customer";
        person.parentErpKey = created.erpKey;
        assertEquals(created.erpKey, ok(create(person)).actor.parentErpKey);
        assertEquals(1, keys(below("Person", "Customer", created.erpKey, "ann")).size());
        person.parentErpKey = "77";
        error(create(person), null);
        person.parentActorType = "Supplier";
        error(create(person), null);
    }

    @Test
    void refusesActorsThatAreNotRight() {
        error(create(null), null);
        error(create(actor("Customer", null, null)), null);
        for (Map<String, String> wrong : Set.of(
                Map.<String, String>of(),
                Map.of("NAME", ""),
                Map.of("NAME", "x".repeat(121)),
                Map.of("NAME", "x", "PAYMENT_DAYS", "soon"),
                Map.of("NAME", "x", "CREDIT_LIMIT", "[F:1,5]"),
                Map.of("NAME", "x", "ACTIVE", "true"),
                Map.of("NAME", "x", "REGISTERED", "[DT:01/01/2020 00:00:00]"))) {
            error(create(actor("Customer", null, wrong)), null);
        }
        error(create(actor("Customer", null, Map.of("NAME", "x", "CURRENCY", "XXX"))), "UNKOWN_LISTITEM_ID");
        error(create(actor("Customer", null, Map.of("NAME", "x", "client", "SOUTH"))), "UNKOWN_FIELDKEY");
        error(create(actor("Project", null, Map.of("NAME", "x", "STARTS", "[DT:13/01/2020 00:00:00]"))), null);
        assertEquals(4, keys(text("Customer", "")).size());
    }

    @Test
    void savesAllActorsOrNone() {
        error(save(actor("Customer", "10001", Map.of("CITY", "Tromsø")), actor("Customer", "77", Map.of())), null);
        error(save(actor("Customer", "10001", Map.of("CITY", "Tromsø")), actor("Customer", null, Map.of())), null);
        error(save(actor("Customer", "10001", Map.of("CITY", "Tromsø")), null), null);
        assertEquals(List.of(), keys(text("Customer", "Tromsø")));
        List<ErpActorWS> saved = ok(save(
                        actor("Customer", "10001", Map.of("CITY", "Tromsø", "CREDIT_LIMIT", "")),
                        actor("Supplier", "10006", Map.of("APPROVED", "[I:0]"))))
                .actors;
        assertEquals("Fjord Furniture", saved.get(0).fieldValues.get("NAME"));
        assertEquals("", saved.get(0).fieldValues.get("CREDIT_LIMIT"));
        assertEquals("[I:0]", saved.get(1).fieldValues.get("APPROVED"));
        assertEquals(List.of("10001"), keys(since("Customer", NOW)));
        assertEquals(List.of(), ok(save()).actors);
    }

    @Test
    void givesActorsChangedOnOrAfterAMoment() {
        assertEquals(List.of("10003", "10004"), keys(since("Customer", "2026-03-05T12:15:00.0000000Z")));
        assertEquals(List.of("10003", "10004"), keys(since("Customer", "2026-03-05T13:15:00+01:00")));
        assertEquals(List.of("10004"), keys(since("Customer", "[DT:03/05/2026 12:15:01]")));
        assertEquals(4, keys(since("Customer", "")).size());
        assertEquals(4, keys(since("Customer", null)).size());
        assertEquals(4, keys(since("Customer", "0001-01-01T00:00:00Z")).size());
        for (String unreadable : List.of("yesterday", "[DT:2026]", "+12345-01-01T00:00:00Z", "2026-13-01T00:00:00Z")) {
            error(since("Customer", unreadable), null);
        }
    }

    @Test
    void givesListsAlsoWhileAConnectionIsSetUp() {
        assertEquals(
                Set.of("NORTH", "SOUTH"), ok(list(ZEROS, "Client")).listItems.keySet());
        error(list(OTHER, "Client"), "UNKNOWN_CONNECTION_ID");
        error(list(null, "Client"), "UNKNOWN_CONNECTION_ID");
        error(list(GUID, "Colour"), null);
        error(list(GUID, null), null);
        assertEquals(Map.of("NOK", "Norwegian krone"), ok(items("Currency", "NOK")).listItems);
        error(items("Currency", "NOK", "XXX"), "UNKOWN_LISTITEM_ID");
        error(items("Colour", "NOK"), null);
    }

    @Test
    void answersWhenTheDatabaseIsDown() {
        Logger.getLogger(Operations.class.getName()).setLevel(Level.OFF);
        JdbcDataSource nowhere = new JdbcDataSource();
        nowhere.setURL("jdbc:h2:mem:absent;IFEXISTS=TRUE");
        Reply reply = new Operations(nowhere, CLOCK).answer(TEST_CONNECTION, request(request -> {}));
        assertEquals("The ERP system is not available.", error(reply, null));
    }
}
