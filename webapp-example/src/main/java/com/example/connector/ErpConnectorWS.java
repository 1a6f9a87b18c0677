package com.example.connector;

import com.example.connector.contract.ActorArrayPluginResponseWS;
import com.example.connector.contract.ActorPluginResponseWS;
import com.example.connector.contract.ActorTypeRequestWS;
import com.example.connector.contract.ConnectorResultBaseWS;
import com.example.connector.contract.Contract;
import com.example.connector.contract.CreateActorRequestWS;
import com.example.connector.contract.FieldMetadataInfoArrayPluginResponseWS;
import com.example.connector.contract.GetActorsByTimestampRequestWS;
import com.example.connector.contract.GetActorsRequestWS;
import com.example.connector.contract.GetListItemsRequestWS;
import com.example.connector.contract.GetListRequestWS;
import com.example.connector.contract.IErpConnectorWS;
import com.example.connector.contract.ListItemArrayPluginResponseWS;
import com.example.connector.contract.RequestBaseWS;
import com.example.connector.contract.SaveActorsRequestWS;
import com.example.connector.contract.SaveConnectionRequestWS;
import com.example.connector.contract.SearchActorByParentRequestWS;
import com.example.connector.contract.SearchActorsAdvancedRequestWS;
import com.example.connector.contract.SearchActorsRequestWS;
import com.example.connector.contract.StringArrayPluginResponseWS;
import com.example.connector.contract.TestConfigDataRequestWS;
import com.example.connector.erp.Actor;
import com.example.connector.erp.ActorKind;
import com.example.connector.erp.ActorStore;
import com.example.connector.erp.ConnectionStore;
import com.example.connector.erp.FieldSpec;
import com.example.connector.erp.ListStore;
import com.example.connector.erp.SavedConnection;
import jakarta.annotation.Resource;
import jakarta.jws.WebService;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;

/** The connector's web service: SuperOffice asks, the ERP system answers. */
@WebService(
        serviceName = "ErpConnectorWS",
        portName = "BasicHttpBinding_IErpConnectorWS",
        targetNamespace = Contract.NAMESPACE,
        endpointInterface = "com.example.connector.contract.IErpConnectorWS")
public class ErpConnectorWS implements IErpConnectorWS {

    static final String DATA_SOURCE = "java:app/jdbc/erp";

    @Resource(lookup = DATA_SOURCE)
    private DataSource erp;

    private final Clock clock;

    public ErpConnectorWS() {
        this.clock = Clock.systemUTC();
    }

    ErpConnectorWS(DataSource erp, Clock clock) {
        this.erp = erp;
        this.clock = clock;
    }

    @Override
    public FieldMetadataInfoArrayPluginResponseWS getConfigData() {
        return answering().answer(new FieldMetadataInfoArrayPluginResponseWS(), (answer, database) -> {
            answer.fieldMetaDataObjects = Messages.fields(SavedConnection.FIELDS);
        });
    }

    @Override
    public ConnectorResultBaseWS testConfigData(TestConfigDataRequestWS request) {
        return answering().answer(new ConnectorResultBaseWS(), request, (answer, database) -> {
            SavedConnection.of(new UUID(0, 0), request.connectionInfo, new ListStore(database));
        });
    }

    @Override
    public ConnectorResultBaseWS saveConnection(SaveConnectionRequestWS request) {
        return answering().answer(new ConnectorResultBaseWS(), request, (answer, database) -> {
            UUID guid = ConnectionStore.guid(request.connectionGuid);
            ListStore lists = new ListStore(database);
            new ConnectionStore(database).save(SavedConnection.of(guid, request.connectionInfo, lists));
        });
    }

    @Override
    public ConnectorResultBaseWS testConnection(RequestBaseWS request) {
        return answering().answer(new ConnectorResultBaseWS(), request, (answer, database) -> {
            connection(database, request);
        });
    }

    @Override
    public ConnectorResultBaseWS deleteConnection(RequestBaseWS request) {
        return answering().answer(new ConnectorResultBaseWS(), request, (answer, database) -> {
            new ConnectionStore(database).delete(request.connectionGuid);
        });
    }

    @Override
    public StringArrayPluginResponseWS getSupportedActorTypes(RequestBaseWS request) {
        return answering().answer(new StringArrayPluginResponseWS(), request, (answer, database) -> {
            connection(database, request);
            answer.items = ActorKind.names();
        });
    }

    @Override
    public FieldMetadataInfoArrayPluginResponseWS getSupportedActorTypeFields(ActorTypeRequestWS request) {
        return answering().answer(new FieldMetadataInfoArrayPluginResponseWS(), request, (answer, database) -> {
            connection(database, request);
            answer.fieldMetaDataObjects =
                    Messages.fields(ActorKind.named(request.actorType).fields());
        });
    }

    @Override
    public ActorArrayPluginResponseWS getActors(GetActorsRequestWS request) {
        return answering().answer(new ActorArrayPluginResponseWS(), request, (answer, database) -> {
            ActorStore store = actors(database, request);
            ActorKind kind = ActorKind.named(request.actorType);
            List<Actor> found = store.byKeys(kind, request.erpKeys);
            answer.actors = Messages.actors(found, kind.fields(request.fieldKeys));
        });
    }

    @Override
    public StringArrayPluginResponseWS getSearchableFields(ActorTypeRequestWS request) {
        return answering().answer(new StringArrayPluginResponseWS(), request, (answer, database) -> {
            connection(database, request);
            answer.items = ActorKind.named(request.actorType).fields().stream()
                    .map(FieldSpec::key)
                    .toList();
        });
    }

    @Override
    public ActorArrayPluginResponseWS searchActorsAdvanced(SearchActorsAdvancedRequestWS request) {
        return answering().answer(new ActorArrayPluginResponseWS(), request, (answer, database) -> {
            ActorStore store = actors(database, request);
            ActorKind kind = ActorKind.named(request.actorType);
            List<Actor> found = store.matching(kind, Messages.restrictions(request.restrictions));
            answer.actors = Messages.actors(found, kind.fields(request.fieldKeys));
        });
    }

    @Override
    public ActorArrayPluginResponseWS searchActors(SearchActorsRequestWS request) {
        return answering().answer(new ActorArrayPluginResponseWS(), request, (answer, database) -> {
            ActorStore store = actors(database, request);
            ActorKind kind = ActorKind.named(request.actorType);
            List<Actor> found = store.matching(kind, request.searchText);
            answer.actors = Messages.actors(found, kind.fields(request.fieldKeys));
        });
    }

    @Override
    public ActorArrayPluginResponseWS searchActorByParent(SearchActorByParentRequestWS request) {
        return answering().answer(new ActorArrayPluginResponseWS(), request, (answer, database) -> {
            ActorStore store = actors(database, request);
            ActorKind kind = ActorKind.named(request.actorType);
            List<Actor> found =
                    store.below(kind, request.parentActorType, request.parentActorErpKey, request.searchText);
            answer.actors = Messages.actors(found, kind.fields(request.fieldKeys));
        });
    }

    @Override
    public ActorArrayPluginResponseWS getActorsByTimestamp(GetActorsByTimestampRequestWS request) {
        return answering().answer(new ActorArrayPluginResponseWS(), request, (answer, database) -> {
            ActorStore store = actors(database, request);
            ActorKind kind = ActorKind.named(request.actorType);
            List<Actor> found = store.changedSince(kind, request.updatedOnOrAfter);
            answer.actors = Messages.actors(found, kind.fields(request.fieldKeys));
        });
    }

    @Override
    public ActorPluginResponseWS createActor(CreateActorRequestWS request) {
        return answering().answer(new ActorPluginResponseWS(), request, (answer, database) -> {
            answer.actor = saving(database, request).create(request.actor);
        });
    }

    @Override
    public ActorArrayPluginResponseWS saveActors(SaveActorsRequestWS request) {
        return answering().answer(new ActorArrayPluginResponseWS(), request, (answer, database) -> {
            answer.actors = saving(database, request).save(request.actors);
        });
    }

    @Override
    public ListItemArrayPluginResponseWS getList(GetListRequestWS request) {
        return answering().answer(new ListItemArrayPluginResponseWS(), request, (answer, database) -> {
            new ConnectionStore(database).mustBeKnownOrNew(request.connectionGuid);
            answer.listItems = new ListStore(database).items(request.listName);
        });
    }

    @Override
    public ListItemArrayPluginResponseWS getListItems(GetListItemsRequestWS request) {
        return answering().answer(new ListItemArrayPluginResponseWS(), request, (answer, database) -> {
            new ConnectionStore(database).mustBeKnownOrNew(request.connectionGuid);
            answer.listItems = new ListStore(database).items(request.listName, request.listItemKeys);
        });
    }

    private Answering answering() {
        return new Answering(erp);
    }

    private static SavedConnection connection(Connection database, RequestBaseWS request) throws SQLException {
        return new ConnectionStore(database).get(request.connectionGuid);
    }

    private static ActorStore actors(Connection database, RequestBaseWS request) throws SQLException {
        return new ActorStore(database, connection(database, request).client());
    }

    private ActorSaving saving(Connection database, RequestBaseWS request) throws SQLException {
        return new ActorSaving(database, connection(database, request), clock);
    }
}
