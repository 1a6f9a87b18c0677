package com.example.connector;

import com.example.connector.contract.ErpActorWS;
import com.example.connector.contract.Operation;
import com.example.connector.contract.Reply;
import com.example.connector.contract.Request;
import com.example.connector.erp.Actor;
import com.example.connector.erp.ActorKind;
import com.example.connector.erp.ActorStore;
import com.example.connector.erp.ActorWriter;
import com.example.connector.erp.ConnectionStore;
import com.example.connector.erp.ConnectorException;
import com.example.connector.erp.FieldSpec;
import com.example.connector.erp.ListStore;
import com.example.connector.erp.SavedConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One call of an operation, in its transaction. Nothing of an actor is told but through a connection that is known. */
record Call(Connection database, Request request, Clock clock) {

    Reply answer(Operation operation) throws SQLException {
        Reply reply = Reply.ok();
        switch (operation) {
            case GET_CONFIG_DATA -> reply.fieldMetaDataObjects = Messages.fields(SavedConnection.FIELDS);
            case TEST_CONFIG_DATA -> settings();
            case SAVE_CONNECTION -> connections().save(request.connectionGuid, settings());
            case TEST_CONNECTION -> connection();
            case DELETE_CONNECTION -> connections().delete(request.connectionGuid);
            case GET_SUPPORTED_ACTOR_TYPES -> reply.items = actorTypes();
            case GET_SUPPORTED_ACTOR_TYPE_FIELDS -> reply.fieldMetaDataObjects = Messages.fields(fields());
            case GET_SEARCHABLE_FIELDS ->
                reply.items = fields().stream().map(FieldSpec::key).toList();
            case GET_ACTORS -> byKeys(reply);
            case SEARCH_ACTORS_ADVANCED ->
                reply.actors = chosen(actors().matching(kind(), Messages.restrictions(request.restrictions)));
            case SEARCH_ACTORS -> reply.actors = chosen(actors().matching(kind(), request.searchText));
            case SEARCH_ACTOR_BY_PARENT ->
                reply.actors = chosen(
                        actors().below(request.parentActorType, request.parentActorErpKey, kind(), request.searchText));
            case GET_ACTORS_BY_TIMESTAMP ->
                reply.actors = chosen(actors().changedSince(kind(), request.updatedOnOrAfter));
            case CREATE_ACTOR -> reply.actor = create(request.actor);
            case SAVE_ACTORS -> reply.actors = save(request.actors);
            case GET_LIST -> reply.listItems = lists().items(request.listName);
            case GET_LIST_ITEMS -> reply.listItems = lists().items(request.listName, request.listItemKeys);
        }
        return reply;
    }

    private ConnectionStore connections() {
        return new ConnectionStore(database);
    }

    private SavedConnection connection() throws SQLException {
        return connections().get(request.connectionGuid);
    }

    private SavedConnection settings() throws SQLException {
        return SavedConnection.of(request.connectionInfo, new ListStore(database));
    }

    /** Lists are asked for before there is a connection too. */
    private ListStore lists() throws SQLException {
        connections().mustBeKnownOrNew(request.connectionGuid);
        return new ListStore(database);
    }

    private List<String> actorTypes() throws SQLException {
        connection();
        return ActorKind.names();
    }

    private List<FieldSpec> fields() throws SQLException {
        connection();
        return kind().fields();
    }

    private ActorKind kind() {
        return ActorKind.named(request.actorType);
    }

    private ActorStore actors() throws SQLException {
        return new ActorStore(database, connection().client());
    }

    /** With the fields that the caller wants to see. */
    private List<ErpActorWS> chosen(List<Actor> found) {
        return Messages.actors(found, kind().fields(request.fieldKeys));
    }

    /** Of several keys, those that are of no actor, or no more, do not spoil the rest. */
    private void byKeys(Reply reply) throws SQLException {
        Set<String> keys = new LinkedHashSet<>(request.erpKeys == null ? List.of() : request.erpKeys);
        List<Actor> found = actors().byKeys(kind(), keys);
        reply.actors = chosen(found);
        found.forEach(actor -> keys.remove(actor.erpKey()));
        if (found.isEmpty()) {
            throw ConnectorException.unknownActor(kind().typeName(), keys);
        }
        if (!keys.isEmpty()) {
            ConnectorException missing = ConnectorException.unknownActor(kind().typeName(), keys);
            reply.inform(missing.userExplanation(), missing.getMessage());
        }
    }

    private ErpActorWS create(ErpActorWS actor) throws SQLException {
        ActorWriter writer = new ActorWriter(database, connection(), clock);
        ActorKind kind = kind(actor);
        return stored(kind, writer.create(kind, actor.parentActorType, actor.parentErpKey, values(actor)));
    }

    private List<ErpActorWS> save(List<ErpActorWS> actors) throws SQLException {
        ActorWriter writer = new ActorWriter(database, connection(), clock);
        List<ErpActorWS> saved = new ArrayList<>();
        for (ErpActorWS actor : actors == null ? List.<ErpActorWS>of() : actors) {
            ActorKind kind = kind(actor);
            writer.change(kind, actor.erpKey, actor.parentActorType, actor.parentErpKey, values(actor));
            saved.add(stored(kind, actor.erpKey));
        }
        return saved;
    }

    private static ActorKind kind(ErpActorWS actor) {
        if (actor == null) {
            throw new ConnectorException(null, "There is no actor to save.", "Actor is missing");
        }
        return ActorKind.named(actor.actorType);
    }

    private static Map<String, String> values(ErpActorWS actor) {
        return actor.fieldValues == null ? Map.of() : actor.fieldValues;
    }

    /** What the ERP system has made of it. */
    private ErpActorWS stored(ActorKind kind, String key) throws SQLException {
        Actor actor = actors().byKeys(kind, Set.of(key)).get(0);
        return Messages.actor(actor, kind.fields());
    }
}
