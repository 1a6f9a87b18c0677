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
import com.example.connector.erp.ActorKind;
import com.example.connector.erp.ActorStore;
import com.example.connector.erp.ConnectionStore;
import com.example.connector.erp.FieldSpec;
import com.example.connector.erp.ListStore;
import com.example.connector.erp.SavedConnection;
import jakarta.annotation.Resource;
import jakarta.jws.WebService;
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
        return new Answering(erp)
                .answer(new FieldMetadataInfoArrayPluginResponseWS(), "nothing is asked", (answer, database) -> {
                    answer.fieldMetaDataObjects = Messages.fields(SavedConnection.FIELDS);
                });
    }

    @Override
    public ConnectorResultBaseWS testConfigData(TestConfigDataRequestWS request) {
        return new Answering(erp).answer(new ConnectorResultBaseWS(), request, (answer, database) -> {
            SavedConnection.of(new UUID(0, 0), request.connectionInfo, new ListStore(database));
        });
    }

    @Override
    public ConnectorResultBaseWS saveConnection(SaveConnectionRequestWS request) {
        return new Answering(erp).answer(new ConnectorResultBaseWS(), request, (answer, database) -> {
            UUID guid = ConnectionStore.guid(request.connectionGuid);
            ListStore lists = new ListStore(database);
            new ConnectionStore(database).save(SavedConnection.of(guid, request.connectionInfo, lists));
        });
    }

    @Override
    public ConnectorResultBaseWS testConnection(RequestBaseWS request) {
        return new Answering(erp).answer(new ConnectorResultBaseWS(), request, (answer, database) -> {
            new ConnectionStore(database).get(request.connectionGuid);
        });
    }

    @Override
    public ConnectorResultBaseWS deleteConnection(RequestBaseWS request) {
        return new Answering(erp).answer(new ConnectorResultBaseWS(), request, (answer, database) -> {
            new ConnectionStore(database).delete(request.connectionGuid);
        });
    }

    @Override
    public StringArrayPluginResponseWS getSupportedActorTypes(RequestBaseWS request) {
        return new Answering(erp).answer(new StringArrayPluginResponseWS(), request, (answer, database) -> {
            new ConnectionStore(database).get(request.connectionGuid);
            answer.items = ActorKind.names();
        });
    }

    @Override
    public FieldMetadataInfoArrayPluginResponseWS getSupportedActorTypeFields(ActorTypeRequestWS request) {
        return new Answering(erp).answer(new FieldMetadataInfoArrayPluginResponseWS(), request, (answer, database) -> {
            new ConnectionStore(database).get(request.connectionGuid);
            answer.fieldMetaDataObjects =
                    Messages.fields(ActorKind.named(request.actorType).fields());
        });
    }

    @Override
    public ActorArrayPluginResponseWS getActors(GetActorsRequestWS request) {
        return new Answering(erp).answer(new ActorArrayPluginResponseWS(), request, (answer, database) -> {
            SavedConnection connection = new ConnectionStore(database).get(request.connectionGuid);
            ActorKind kind = ActorKind.named(request.actorType);
            List<FieldSpec> fields = kind.fields(request.fieldKeys);
            ActorStore actors = new ActorStore(database, connection.client());
            answer.actors = Messages.actors(actors.byKeys(kind, request.erpKeys), fields);
        });
    }

    @Override
    public StringArrayPluginResponseWS getSearchableFields(ActorTypeRequestWS request) {
        return new Answering(erp).answer(new StringArrayPluginResponseWS(), request, (answer, database) -> {
            new ConnectionStore(database).get(request.connectionGuid);
            answer.items = ActorKind.named(request.actorType).fields().stream()
                    .map(FieldSpec::key)
                    .toList();
        });
    }

    @Override
    public ActorArrayPluginResponseWS searchActorsAdvanced(SearchActorsAdvancedRequestWS request) {
        return new Answering(erp).answer(new ActorArrayPluginResponseWS(), request, (answer, database) -> {
            SavedConnection connection = new ConnectionStore(database).get(request.connectionGuid);
            ActorKind kind = ActorKind.named(request.actorType);
            List<FieldSpec> fields = kind.fields(request.fieldKeys);
            ActorStore actors = new ActorStore(database, connection.client());
            answer.actors = Messages.actors(actors.matching(kind, Messages.restrictions(request.restrictions)), fields);
        });
    }

    @Override
    public ActorArrayPluginResponseWS searchActors(SearchActorsRequestWS request) {
        return new Answering(erp).answer(new ActorArrayPluginResponseWS(), request, (answer, database) -> {
            SavedConnection connection = new ConnectionStore(database).get(request.connectionGuid);
            ActorKind kind = ActorKind.named(request.actorType);
            List<FieldSpec> fields = kind.fields(request.fieldKeys);
            ActorStore actors = new ActorStore(database, connection.client());
            answer.actors = Messages.actors(actors.matching(kind, request.searchText), fields);
        });
    }

    @Override
    public ActorArrayPluginResponseWS searchActorByParent(SearchActorByParentRequestWS request) {
        return new Answering(erp).answer(new ActorArrayPluginResponseWS(), request, (answer, database) -> {
            SavedConnection connection = new ConnectionStore(database).get(request.connectionGuid);
            ActorKind kind = ActorKind.named(request.actorType);
            List<FieldSpec> fields = kind.fields(request.fieldKeys);
            ActorStore actors = new ActorStore(database, connection.client());
            answer.actors = Messages.actors(
                    actors.below(kind, request.parentActorType, request.parentActorErpKey, request.searchText), fields);
        });
    }

    @Override
    public ActorArrayPluginResponseWS getActorsByTimestamp(GetActorsByTimestampRequestWS request) {
        return new Answering(erp).answer(new ActorArrayPluginResponseWS(), request, (answer, database) -> {
            SavedConnection connection = new ConnectionStore(database).get(request.connectionGuid);
            ActorKind kind = ActorKind.named(request.actorType);
            List<FieldSpec> fields = kind.fields(request.fieldKeys);
            ActorStore actors = new ActorStore(database, connection.client());
            answer.actors = Messages.actors(actors.changedSince(kind, request.updatedOnOrAfter), fields);
        });
    }

    @Override
    public ActorPluginResponseWS createActor(CreateActorRequestWS request) {
        return new Answering(erp).answer(new ActorPluginResponseWS(), request, (answer, database) -> {
            SavedConnection connection = new ConnectionStore(database).get(request.connectionGuid);
            answer.actor = new ActorSaving(database, connection, clock).create(request.actor);
        });
    }

    @Override
    public ActorArrayPluginResponseWS saveActors(SaveActorsRequestWS request) {
        return new Answering(erp).answer(new ActorArrayPluginResponseWS(), request, (answer, database) -> {
            SavedConnection connection = new ConnectionStore(database).get(request.connectionGuid);
            answer.actors = new ActorSaving(database, connection, clock).save(request.actors);
        });
    }

    @Override
    public ListItemArrayPluginResponseWS getList(GetListRequestWS request) {
        return new Answering(erp).answer(new ListItemArrayPluginResponseWS(), request, (answer, database) -> {
            new ConnectionStore(database).mustBeKnownOrNew(request.connectionGuid);
            answer.listItems = new ListStore(database).items(request.listName);
        });
    }

    @Override
    public ListItemArrayPluginResponseWS getListItems(GetListItemsRequestWS request) {
        return new Answering(erp).answer(new ListItemArrayPluginResponseWS(), request, (answer, database) -> {
            new ConnectionStore(database).mustBeKnownOrNew(request.connectionGuid);
            answer.listItems = new ListStore(database).items(request.listName, request.listItemKeys);
        });
    }
}
