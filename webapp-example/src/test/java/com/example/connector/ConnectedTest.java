package com.example.connector;

import static com.example.connector.contract.Operation.*;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.connector.contract.ErpActorWS;
import com.example.connector.contract.Operation;
import com.example.connector.contract.Reply;
import com.example.connector.contract.Request;
import com.example.connector.contract.SearchRestrictionInfoWS;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;

/** A connection to the books of client NORTH, and short ways to call the operations through it. */
abstract class ConnectedTest {

    static final String GUID = "6F9619FF-8B86-D011-B42D-00CF4FC964FF";
    static final String OTHER = "6F9619FF-8B86-D011-B42D-00CF4FC964FE";
    static final String ZEROS = "00000000-0000-0000-0000-000000000000";
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-12-01T10:00:00.123456789Z"), ZoneOffset.UTC);
    static final String NOW = "2026-12-01T10:00:00.1234560Z";

    DataSource erp;
    Operations operations;

    @BeforeEach
    void connect() throws Exception {
        erp = TestDatabase.filled();
        operations = new Operations(erp, CLOCK);
        ok(save(GUID, Map.of("CLIENT", "NORTH", "CURRENCY", "SEK")));
    }

    Reply call(Operation operation) {
        return call(operation, request -> {});
    }

    Reply call(Operation operation, Consumer<Request> members) {
        return operations.answer(operation, request(members));
    }

    static Request request(Consumer<Request> members) {
        Request request = new Request();
        request.connectionGuid = GUID;
        members.accept(request);
        return request;
    }

    Reply about(Operation operation, String guid) {
        return call(operation, request -> request.connectionGuid = guid);
    }

    Reply save(String guid, Map<String, String> settings) {
        return call(SAVE_CONNECTION, request -> {
            request.connectionGuid = guid;
            request.connectionInfo = settings;
        });
    }

    Reply byKeys(String type, String... keys) {
        return byKeys(type, Arrays.asList(keys));
    }

    Reply byKeys(String type, List<String> keys, String... fields) {
        return call(GET_ACTORS, request -> {
            request.actorType = type;
            request.erpKeys = keys;
            request.fieldKeys = Arrays.asList(fields);
        });
    }

    Reply text(String type, String searchText) {
        return call(SEARCH_ACTORS, request -> {
            request.actorType = type;
            request.searchText = searchText;
        });
    }

    Reply advanced(SearchRestrictionInfoWS... restrictions) {
        return call(SEARCH_ACTORS_ADVANCED, request -> {
            request.actorType = "Customer";
            request.restrictions = Arrays.asList(restrictions);
        });
    }

    Reply below(String type, String parentType, String parentKey, String searchText) {
        return call(SEARCH_ACTOR_BY_PARENT, request -> {
            request.actorType = type;
            request.parentActorType = parentType;
            request.parentActorErpKey = parentKey;
            request.searchText = searchText;
        });
    }

    Reply since(String type, String moment) {
        return call(GET_ACTORS_BY_TIMESTAMP, request -> {
            request.actorType = type;
            request.updatedOnOrAfter = moment;
        });
    }

    Reply create(ErpActorWS actor) {
        return call(CREATE_ACTOR, request -> request.actor = actor);
    }

    Reply save(ErpActorWS... actors) {
        return call(SAVE_ACTORS, request -> request.actors = Arrays.asList(actors));
    }

    Reply list(String guid, String name) {
        return call(GET_LIST, request -> {
            request.connectionGuid = guid;
            request.listName = name;
        });
    }

    Reply items(String name, String... keys) {
        return call(GET_LIST_ITEMS, request -> {
            request.listName = name;
            request.listItemKeys = List.of(keys);
        });
    }

    static SearchRestrictionInfoWS restriction(String field, String operator, String scalar, List<String> values) {
        SearchRestrictionInfoWS restriction = new SearchRestrictionInfoWS();
        restriction.fieldKey = field;
        restriction.operator = operator;
        restriction.scalarValue = scalar;
        restriction.values = values;
        return restriction;
    }

    static ErpActorWS actor(String type, String key, Map<String, String> values) {
        ErpActorWS actor = new ErpActorWS();
        actor.actorType = type;
        actor.erpKey = key;
        actor.fieldValues = values;
        return actor;
    }

    static List<String> keys(Reply reply) {
        return ok(reply).actors.stream().map(actor -> actor.erpKey).toList();
    }

    static Reply ok(Reply reply) {
        assertTrue(reply.isOk, () -> reply.userExplanation + " " + reply.techExplanation);
        assertEquals(Reply.State.OK, reply.state);
        assertNull(reply.errorCode);
        return reply;
    }

    static String error(Reply reply, String code) {
        assertFalse(reply.isOk);
        assertEquals(Reply.State.ERROR, reply.state);
        assertEquals(code, reply.errorCode, reply.techExplanation);
        assertFalse(reply.userExplanation.isEmpty() || reply.techExplanation.isEmpty());
        return reply.userExplanation;
    }
}
