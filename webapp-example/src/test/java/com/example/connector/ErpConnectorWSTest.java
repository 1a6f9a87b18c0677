package com.example.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.connector.contract.ActorArrayPluginResponseWS;
import com.example.connector.contract.ActorTypeRequestWS;
import com.example.connector.contract.ConnectorResultBaseWS;
import com.example.connector.contract.CreateActorRequestWS;
import com.example.connector.contract.ErpActorWS;
import com.example.connector.contract.FieldTypeWS;
import com.example.connector.contract.GetActorsByTimestampRequestWS;
import com.example.connector.contract.GetActorsRequestWS;
import com.example.connector.contract.GetListItemsRequestWS;
import com.example.connector.contract.GetListRequestWS;
import com.example.connector.contract.RequestBaseWS;
import com.example.connector.contract.ResponseStateWS;
import com.example.connector.contract.SaveActorsRequestWS;
import com.example.connector.contract.SaveConnectionRequestWS;
import com.example.connector.contract.SearchActorByParentRequestWS;
import com.example.connector.contract.SearchActorsAdvancedRequestWS;
import com.example.connector.contract.SearchActorsRequestWS;
import com.example.connector.contract.SearchRestrictionInfoWS;
import com.example.connector.contract.TestConfigDataRequestWS;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ErpConnectorWSTest {

    private static final String GUID = "6F9619FF-8B86-D011-B42D-00CF4FC964FF";
    private static final String ZEROS = "00000000-0000-0000-0000-000000000000";
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-12-01T10:00:00.123456789Z"), ZoneOffset.UTC);
    private static final String NOW = "2026-12-01T10:00:00.1234567Z";

    private ErpConnectorWS service;

    @BeforeEach
    void connect() throws Exception {
        service = new ErpConnectorWS(TestDatabase.filled(), CLOCK);
        ok(service.saveConnection(save(GUID, Map.of("CLIENT", "NORTH", "CURRENCY", "SEK"))));
    }

    @Test
    void asksForItsSettings() {
        var answer = service.getConfigData();
        ok(answer);
        assertEquals(
                List.of("CLIENT", "CURRENCY"),
                answer.fieldMetaDataObjects.stream()
                        .map(field -> field.fieldKey)
                        .toList());
        assertEquals(
                List.of(1, 2),
                answer.fieldMetaDataObjects.stream().map(field -> field.rank).toList());
    }

    @Test
    void judgesSettingsWithoutSavingThem() {
        TestConfigDataRequestWS request = new TestConfigDataRequestWS();
        error(service.testConfigData(request), null);
        request.connectionInfo = Map.of();
        assertEquals("Please fill in: Client.", error(service.testConfigData(request), null));
        request.connectionInfo = Map.of("CLIENT", "WEST");
        error(service.testConfigData(request), "UNKOWN_LISTITEM_ID");
        request.connectionInfo = Map.of("CLIENT", "NORTH", "HOST", "x");
        error(service.testConfigData(request), "UNKOWN_FIELDKEY");
        request.connectionInfo = Map.of("CLIENT", "SOUTH");
        ok(service.testConfigData(request));
    }

    @Test
    void keepsConnectionsUntilTheyAreDeleted() {
        ok(service.testConnection(about(GUID)));
        ok(service.testConnection(about("{" + GUID.toLowerCase(Locale.ROOT) + "}")));
        error(service.testConnection(about("6F9619FF-8B86-D011-B42D-00CF4FC964FE")), "UNKNOWN_CONNECTION_ID");
        error(service.testConnection(about("nonsense")), "UNKNOWN_CONNECTION_ID");
        error(service.testConnection(about((String) null)), "UNKNOWN_CONNECTION_ID");
        error(service.saveConnection(save(ZEROS, Map.of("CLIENT", "NORTH"))), null);
        ok(service.deleteConnection(about(GUID)));
        ok(service.deleteConnection(about(GUID)));
        error(service.testConnection(about(GUID)), "UNKNOWN_CONNECTION_ID");
    }

    @Test
    void seesOnlyTheRowsOfItsClient() {
        assertEquals(List.of(), keys(text("Customer", "Juniper")));
        ok(service.saveConnection(save(GUID, Map.of("CLIENT", "SOUTH"))));
        assertEquals(List.of("10005"), keys(text("Customer", "Juniper")));
        assertEquals(List.of(), keys(text("Customer", "Fjord")));
    }

    @Test
    void describesItsActorTypes() {
        assertEquals(
                List.of("Customer", "Supplier", "Project", "Person"),
                service.getSupportedActorTypes(about(GUID)).items);
        for (String type : service.getSupportedActorTypes(about(GUID)).items) {
            ActorTypeRequestWS request = about(new ActorTypeRequestWS());
            request.actorType = type;
            var fields = service.getSupportedActorTypeFields(request).fieldMetaDataObjects;
            assertEquals(
                    fields.stream().map(field -> field.fieldKey).toList(), service.getSearchableFields(request).items);
            fields.stream()
                    .filter(field -> field.fieldType == FieldTypeWS.LIST)
                    .forEach(field -> ok(service.getList(list(GUID, field.listName))));
        }
        ActorTypeRequestWS employee = about(new ActorTypeRequestWS());
        employee.actorType = "Employee";
        error(service.getSupportedActorTypeFields(employee), null);
    }

    @Test
    void givesActorsByKeyWithTheFieldsAskedFor() {
        GetActorsRequestWS request = about(new GetActorsRequestWS());
        request.actorType = "Customer";
        request.erpKeys = List.of("10001", "77");
        request.fieldKeys = List.of("REGISTERED", "CREDIT_LIMIT", "ACTIVE", "PAYMENT_DAYS", "COUNTRY");
        var answer = service.getActors(request);
        ok(answer);
        assertEquals(1, answer.actors.size());
        Map<String, String> expected = new LinkedHashMap<>();
        expected.put("REGISTERED", "[DT:12/31/2013 23:59:59.0000000]");
        expected.put("CREDIT_LIMIT", "[F:250000]");
        expected.put("ACTIVE", "[I:1]");
        expected.put("PAYMENT_DAYS", "[I:30]");
        expected.put("COUNTRY", "NO");
        assertEquals(expected, answer.actors.get(0).fieldValues);
        assertEquals("2026-01-15T08:00:00.0000000Z", answer.actors.get(0).lastModified);
        request.fieldKeys = List.of("NAME", "name; drop table customer");
        error(service.getActors(request), "UNKOWN_FIELDKEY");
        request.fieldKeys = null;
        assertEquals(12, service.getActors(request).actors.get(0).fieldValues.size());
    }

    @Test
    void searchesByRestrictions() {
        SearchActorsAdvancedRequestWS request = about(new SearchActorsAdvancedRequestWS());
        request.actorType = "Customer";
        request.restrictions = List.of(
                restriction("COUNTRY", "oneof", null, List.of("NO", "SE")),
                restriction("PAYMENT_DAYS", "=", "[I:30]", null));
        assertEquals(List.of("10001", "10003"), keys(service.searchActorsAdvanced(request)));
        request.restrictions = List.of(restriction("NO_SUCH", "=", "x", null));
        error(service.searchActorsAdvanced(request), "UNKOWN_FIELDKEY");
    }

    @Test
    void searchesByTextWithoutWildcards() {
        assertEquals(List.of("10002"), keys(text("Customer", "gLaCier")));
        assertEquals(List.of("10004"), keys(text("Customer", "10004")));
        assertEquals(List.of(), keys(text("Customer", "%")));
        assertEquals(4, keys(text("Customer", null)).size());
    }

    @Test
    void searchesBelowAParent() {
        SearchActorByParentRequestWS request = about(new SearchActorByParentRequestWS());
        request.actorType = "Person";
        request.parentActorType = "Customer";
        request.parentActorErpKey = "10001";
        request.searchText = "pay";
        var answer = service.searchActorByParent(request);
        assertEquals(List.of("10013"), keys(answer));
        assertEquals("10001", answer.actors.get(0).parentErpKey);
        assertEquals("Customer", answer.actors.get(0).parentActorType);
        request.parentActorType = "Supplier";
        assertEquals(List.of(), keys(service.searchActorByParent(request)));
    }

    @Test
    void createsAnActor() {
        CreateActorRequestWS request = about(new CreateActorRequestWS());
        request.actor = actor("Customer", null, Map.of("NAME", "New & Son", "CREDIT_LIMIT", "[F:1.5]"));
        var created = service.createActor(request);
        ok(created);
        assertEquals(NOW, created.actor.lastModified);
        assertEquals("SEK", created.actor.fieldValues.get("CURRENCY"));
        assertEquals("[F:1.5]", created.actor.fieldValues.get("CREDIT_LIMIT"));
        assertEquals(List.of(created.actor.erpKey), keys(text("Customer", "new & son")));

        CreateActorRequestWS project = about(new CreateActorRequestWS());
        project.actor = actor("Project", null, Map.of("NAME", "Fair"));
        project.actor.parentActorType = "Customer";
        project.actor.parentErpKey = created.actor.erpKey;
        assertEquals(created.actor.erpKey, service.createActor(project).actor.parentErpKey);
        project.actor.parentErpKey = "77";
        error(service.createActor(project), null);
    }

    @Test
    void refusesActorsThatAreNotRight() {
        CreateActorRequestWS request = about(new CreateActorRequestWS());
        error(service.createActor(request), null);
        for (Map<String, String> wrong : Set.of(
                Map.<String, String>of(),
                Map.of("NAME", ""),
                Map.of("NAME", "x".repeat(121)),
                Map.of("NAME", "x", "PAYMENT_DAYS", "soon"),
                Map.of("NAME", "x", "REGISTERED", "[DT:01/01/2020 00:00:00]"))) {
            request.actor = actor("Customer", null, wrong);
            error(service.createActor(request), null);
        }
        request.actor = actor("Customer", null, Map.of("NAME", "x", "CURRENCY", "XXX"));
        error(service.createActor(request), "UNKOWN_LISTITEM_ID");
        request.actor = actor("Customer", null, Map.of("NAME", "x", "client", "SOUTH"));
        error(service.createActor(request), "UNKOWN_FIELDKEY");
    }

    @Test
    void savesAllActorsOrNone() {
        SaveActorsRequestWS request = about(new SaveActorsRequestWS());
        request.actors = List.of(
                actor("Customer", "10001", Map.of("CITY", "Tromsø")), actor("Customer", "77", Map.of("CITY", "x")));
        error(service.saveActors(request), null);
        assertEquals(List.of(), keys(text("Customer", "Tromsø")));
        request.actors = List.of(
                actor("Customer", "10001", Map.of("CITY", "Tromsø", "CREDIT_LIMIT", "")),
                actor("Supplier", "10006", Map.of("APPROVED", "[I:0]")));
        var saved = service.saveActors(request);
        ok(saved);
        assertEquals("Fjord Furniture", saved.actors.get(0).fieldValues.get("NAME"));
        assertEquals("", saved.actors.get(0).fieldValues.get("CREDIT_LIMIT"));
        assertEquals("[I:0]", saved.actors.get(1).fieldValues.get("APPROVED"));
        assertEquals(NOW, saved.actors.get(0).lastModified);
        assertEquals(List.of("10001"), keys(since("Customer", NOW)));
    }

    @Test
    void givesActorsChangedOnOrAfterAMoment() {
        assertEquals(List.of("10003", "10004"), keys(since("Customer", "2026-03-05T12:15:00.0000000Z")));
        assertEquals(List.of("10003", "10004"), keys(since("Customer", "2026-03-05T13:15:00+01:00")));
        assertEquals(List.of("10004"), keys(since("Customer", "[DT:03/05/2026 12:15:01]")));
        assertEquals(4, keys(since("Customer", "")).size());
        assertEquals(4, keys(since("Customer", "0001-01-01T00:00:00Z")).size());
        error(since("Customer", "yesterday"), null);
    }

    @Test
    void givesListsAlsoWhileAConnectionIsSetUp() {
        assertEquals(
                Set.of("NORTH", "SOUTH"),
                service.getList(list(ZEROS, "Client")).listItems.keySet());
        error(service.getList(list("6F9619FF-8B86-D011-B42D-00CF4FC964FE", "Client")), "UNKNOWN_CONNECTION_ID");
        error(service.getList(list(GUID, "Colour")), null);
        GetListItemsRequestWS request = about(new GetListItemsRequestWS());
        request.listName = "Currency";
        request.listItemKeys = List.of("NOK");
        assertEquals(Map.of("NOK", "Norwegian krone"), service.getListItems(request).listItems);
        request.listItemKeys = List.of("NOK", "XXX");
        error(service.getListItems(request), "UNKOWN_LISTITEM_ID");
    }

    @Test
    void answersWhenTheRequestIsMissingOrTheDatabaseIsDown() {
        error(service.getActors(null), null);
        Logger.getLogger(Answering.class.getName()).setLevel(Level.OFF);
        JdbcDataSource nowhere = new JdbcDataSource();
        nowhere.setURL("jdbc:h2:mem:absent;IFEXISTS=TRUE");
        String user = error(new ErpConnectorWS(nowhere, CLOCK).testConnection(about(GUID)), null);
        assertEquals("The ERP system is not available.", user);
    }

    private ActorArrayPluginResponseWS text(String type, String searchText) {
        SearchActorsRequestWS request = about(new SearchActorsRequestWS());
        request.actorType = type;
        request.searchText = searchText;
        return service.searchActors(request);
    }

    private ActorArrayPluginResponseWS since(String type, String moment) {
        GetActorsByTimestampRequestWS request = about(new GetActorsByTimestampRequestWS());
        request.actorType = type;
        request.updatedOnOrAfter = moment;
        return service.getActorsByTimestamp(request);
    }

    private static RequestBaseWS about(String guid) {
        RequestBaseWS request = new RequestBaseWS();
        request.connectionGuid = guid;
        return request;
    }

    private static <R extends RequestBaseWS> R about(R request) {
        request.connectionGuid = GUID;
        return request;
    }

    private static SaveConnectionRequestWS save(String guid, Map<String, String> settings) {
        SaveConnectionRequestWS request = new SaveConnectionRequestWS();
        request.connectionGuid = guid;
        request.connectionInfo = settings;
        return request;
    }

    private static GetListRequestWS list(String guid, String name) {
        GetListRequestWS request = new GetListRequestWS();
        request.connectionGuid = guid;
        request.listName = name;
        return request;
    }

    private static SearchRestrictionInfoWS restriction(
            String field, String operator, String scalar, List<String> values) {
        SearchRestrictionInfoWS restriction = new SearchRestrictionInfoWS();
        restriction.fieldKey = field;
        restriction.operator = operator;
        restriction.scalarValue = scalar;
        restriction.values = values;
        return restriction;
    }

    private static ErpActorWS actor(String type, String key, Map<String, String> values) {
        ErpActorWS actor = new ErpActorWS();
        actor.actorType = type;
        actor.erpKey = key;
        actor.fieldValues = values;
        return actor;
    }

    private static List<String> keys(ActorArrayPluginResponseWS answer) {
        ok(answer);
        return answer.actors.stream().map(actor -> actor.erpKey).toList();
    }

    private static void ok(ConnectorResultBaseWS answer) {
        assertTrue(answer.isOk, () -> answer.userExplanation + " " + answer.techExplanation);
        assertEquals(ResponseStateWS.OK, answer.state);
        assertNull(answer.errorCode);
    }

    private static String error(ConnectorResultBaseWS answer, String code) {
        assertFalse(answer.isOk);
        assertEquals(ResponseStateWS.ERROR, answer.state);
        assertEquals(code, answer.errorCode);
        assertFalse(answer.userExplanation.isEmpty() || answer.techExplanation.isEmpty());
        return answer.userExplanation;
    }
}
