package com.example.connector.contract;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * The operations of the contract {@code IErpConnectorWS}. A message is bare: the one element in the SOAP body is named as
 * here and holds the members of {@link Request} or {@link Reply}. Since several operations share a request, it is the
 * SOAPAction that names the operation.
 */
public enum Operation {
    GET_CONFIG_DATA("WSGetConfigData", "WSGetConfigData", "FieldMetadataInfoArrayPluginResponse"),
    TEST_CONFIG_DATA("WSTestConfigData", "TestConfigDataRequest", "ConnectorResultBase"),
    SAVE_CONNECTION("WSSaveConnection", "SaveConnectionRequest", "ConnectorResultBase"),
    TEST_CONNECTION("WSTestConnection", "RequestBase", "ConnectorResultBase"),
    DELETE_CONNECTION("WSDeleteConnection", "RequestBase", "ConnectorResultBase"),
    GET_SUPPORTED_ACTOR_TYPES("WSGetSupportedActorTypes", "RequestBase", "StringArrayPluginResponse"),
    GET_SUPPORTED_ACTOR_TYPE_FIELDS(
            "WSGetSupportedActorTypeFields",
            "GetSupportedActorTypeFieldsRequest",
            "FieldMetadataInfoArrayPluginResponse"),
    GET_SEARCHABLE_FIELDS("WSGetSearchableFields", "GetSearchableFieldsRequest", "StringArrayPluginResponse"),
    GET_ACTORS("WSGetActors", "GetActorsRequest", "ActorArrayPluginResponse"),
    SEARCH_ACTORS_ADVANCED("WSSearchActorsAdvanced", "SearchActorsAdvancedRequest", "ActorArrayPluginResponse"),
    SEARCH_ACTORS("WSSearchActors", "SearchActorsRequest", "ActorArrayPluginResponse"),
    SEARCH_ACTOR_BY_PARENT("WSSearchActorByParent", "SearchActorByParentRequest", "ActorArrayPluginResponse"),
    CREATE_ACTOR("WSCreateActor", "CreateActorRequest", "ActorPluginResponse"),
    SAVE_ACTORS("WSSaveActors", "SaveActorsRequest", "ActorArrayPluginResponse"),
    GET_LIST("WSGetList", "GetListRequest", "ListItemArrayPluginResponse"),
    GET_LIST_ITEMS("WSGetListItems", "GetListItemsRequest", "ListItemArrayPluginResponse"),
    GET_ACTORS_BY_TIMESTAMP("WSGetActorsByTimestamp", "GetActorsByTimestampRequest", "ActorArrayPluginResponse");

    public static final String NAMESPACE = "http://www.superoffice.net/EIS/Connector/1.0";

    private final String action;
    private final String request;
    private final String reply;

    Operation(String name, String request, String reply) {
        this.action = NAMESPACE + "/IErpConnectorWS/" + name;
        this.request = request;
        this.reply = reply;
    }

    /** The operation of this SOAPAction, without its quotation marks. */
    public static Optional<Operation> of(String action) {
        return Stream.of(values())
                .filter(operation -> operation.action.equals(action))
                .findFirst();
    }

    /** The name of the element in the request's body. */
    public String request() {
        return request;
    }

    /** The name of the element in the reply's body. */
    public String reply() {
        return reply;
    }

    /** This one alone asks for nothing in particular: its body may be empty. */
    public boolean mayBeEmpty() {
        return this == GET_CONFIG_DATA;
    }
}
