package com.example.connector;

import com.example.connector.contract.ErpActorWS;
import com.example.connector.erp.Actor;
import com.example.connector.erp.ActorKind;
import com.example.connector.erp.ActorStore;
import com.example.connector.erp.ActorWriter;
import com.example.connector.erp.ConnectorException;
import com.example.connector.erp.SavedConnection;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;

/** Writes the caller's actors and reads back what the ERP system has made of them. */
record ActorSaving(Connection database, SavedConnection connection, Clock clock) {

    ErpActorWS create(ErpActorWS actor) throws SQLException {
        ActorKind kind = kind(actor);
        String key = writer().create(kind, actor.parentActorType, actor.parentErpKey, actor.fieldValues);
        return stored(kind, key);
    }

    List<ErpActorWS> save(List<ErpActorWS> actors) throws SQLException {
        List<ErpActorWS> saved = new ArrayList<>();
        for (ErpActorWS actor : actors == null ? List.<ErpActorWS>of() : actors) {
            ActorKind kind = kind(actor);
            writer().change(kind, actor.erpKey, actor.parentActorType, actor.parentErpKey, actor.fieldValues);
            saved.add(stored(kind, actor.erpKey));
        }
        return saved;
    }

    private ActorWriter writer() {
        return new ActorWriter(database, connection, clock);
    }

    private static ActorKind kind(ErpActorWS actor) {
        if (actor == null) {
            throw new ConnectorException(null, "There is no actor to save.", "The element [Actor] is missing");
        }
        return ActorKind.named(actor.actorType);
    }

    private ErpActorWS stored(ActorKind kind, String key) throws SQLException {
        Actor actor = new ActorStore(database, connection.client())
                .byKeys(kind, List.of(key))
                .get(0);
        return Messages.actor(actor, kind.fields());
    }
}
