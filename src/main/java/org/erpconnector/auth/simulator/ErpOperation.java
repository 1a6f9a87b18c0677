package org.erpconnector.auth.simulator;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.namespace.QName;

/**
 * The operations of {@code IErpConnectorWS}: the table from which requests are written and replies are read. Only the
 * SOAPAction identifies the operation, as several have the same body element and one has an empty body.
 */
enum ErpOperation {
    GET_CONFIG_DATA("WSGetConfigData", "", Payload.FIELDS),
    TEST_CONFIG_DATA("WSTestConfigData", "TestConfigDataRequest", Payload.NOTHING, "ConnectionInfo"),
    SAVE_CONNECTION(
            "WSSaveConnection", "SaveConnectionRequest", Payload.NOTHING, ErpOperation.CONNECTION, "ConnectionInfo"),
    TEST_CONNECTION("WSTestConnection", "RequestBase", Payload.NOTHING, ErpOperation.CONNECTION),
    DELETE_CONNECTION("WSDeleteConnection", "RequestBase", Payload.NOTHING, ErpOperation.CONNECTION),
    GET_SUPPORTED_ACTOR_TYPES("WSGetSupportedActorTypes", "RequestBase", Payload.STRINGS, ErpOperation.CONNECTION),
    GET_SUPPORTED_ACTOR_TYPE_FIELDS(
            "WSGetSupportedActorTypeFields",
            "GetSupportedActorTypeFieldsRequest",
            Payload.FIELDS,
            ErpOperation.CONNECTION,
            "ActorType"),
    GET_SEARCHABLE_FIELDS(
            "WSGetSearchableFields",
            "GetSearchableFieldsRequest",
            Payload.STRINGS,
            ErpOperation.CONNECTION,
            "ActorType"),
    GET_ACTORS(
            "WSGetActors",
            "GetActorsRequest",
            Payload.ACTORS,
            ErpOperation.CONNECTION,
            "ActorType",
            "ErpKeys",
            "FieldKeys"),
    SEARCH_ACTORS_ADVANCED(
            "WSSearchActorsAdvanced",
            "SearchActorsAdvancedRequest",
            Payload.ACTORS,
            ErpOperation.CONNECTION,
            "ActorType",
            "Restrictions",
            "FieldKeys"),
    SEARCH_ACTORS(
            "WSSearchActors",
            "SearchActorsRequest",
            Payload.ACTORS,
            ErpOperation.CONNECTION,
            "ActorType",
            "SearchText",
            "FieldKeys"),
    SEARCH_ACTOR_BY_PARENT(
            "WSSearchActorByParent",
            "SearchActorByParentRequest",
            Payload.ACTORS,
            ErpOperation.CONNECTION,
            "ActorType",
            "SearchText",
            "ParentActorType",
            "ParentActorErpKey",
            "FieldKeys"),
    CREATE_ACTOR("WSCreateActor", "CreateActorRequest", Payload.ACTOR, ErpOperation.CONNECTION, "Actor"),
    SAVE_ACTORS("WSSaveActors", "SaveActorsRequest", Payload.ACTORS, ErpOperation.CONNECTION, "Actors"),
    GET_LIST("WSGetList", "GetListRequest", Payload.LIST_ITEMS, ErpOperation.CONNECTION, "ListName"),
    GET_LIST_ITEMS(
            "WSGetListItems",
            "GetListItemsRequest",
            Payload.LIST_ITEMS,
            ErpOperation.CONNECTION,
            "ListName",
            "ListItemKeys"),
    GET_ACTORS_BY_TIMESTAMP(
            "WSGetActorsByTimestamp",
            "GetActorsByTimestampRequest",
            Payload.ACTORS,
            ErpOperation.CONNECTION,
            "UpdatedOnOrAfter",
            "ActorType",
            "FieldKeys");

    static final String NAMESPACE = "http://www.superoffice.net/EIS/Connector/1.0";
    static final String CONNECTION = "ConnectionGuid";

    private static final List<String> STATUS =
            List.of("State", "IsOk", "UserExplanation", "TechExplanation", "ErrorCode");

    private final String wireName;
    private final String request;
    private final Payload payload;

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> members;

    /** The content of a reply besides its status: the name of the wrapper element and of the member. */
    enum Payload {
        NOTHING("ConnectorResultBase", ""),
        FIELDS("FieldMetadataInfoArrayPluginResponse", "FieldMetaDataObjects"),
        STRINGS("StringArrayPluginResponse", "Items"),
        ACTORS("ActorArrayPluginResponse", "Actors"),
        ACTOR("ActorPluginResponse", "Actor"),
        LIST_ITEMS("ListItemArrayPluginResponse", "ListItems");

        private final String wrapper;
        private final String member;

        Payload(String wrapper, String member) {
            this.wrapper = wrapper;
            this.member = member;
        }

        String member() {
            return member;
        }
    }

    ErpOperation(String wireName, String request, Payload payload, String... members) {
        this.wireName = wireName;
        this.request = request;
        this.payload = payload;
        this.members = List.of(members);
    }

    String wireName() {
        return wireName;
    }

    Payload payload() {
        return payload;
    }

    /** Whether it changes anything in the connector or behind it. */
    boolean writes() {
        return switch (this) {
            case SAVE_CONNECTION, DELETE_CONNECTION, CREATE_ACTOR, SAVE_ACTORS -> true;
            default -> false;
        };
    }

    /** The only child of the reply's body. */
    QName reply() {
        return new QName(NAMESPACE, payload.wrapper);
    }

    /** In the order in which WCF expects them. */
    List<String> replyMembers() {
        return payload == Payload.NOTHING
                ? STATUS
                : Stream.concat(STATUS.stream(), Stream.of(payload.member)).toList();
    }

    /** @param values of the members; an absent one is sent as nil */
    OutgoingMessage message(Map<String, ?> values) {
        String body = request.isEmpty()
                ? ""
                : "<" + request + " xmlns=\"" + NAMESPACE + "\" xmlns:b=\"" + ErpType.ARRAYS
                        + "\" xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\">" + ErpType.members(members, values)
                        + "</" + request + ">";
        return SoapVersion.SOAP_1_1.message(NAMESPACE + "/IErpConnectorWS/" + wireName, "", body);
    }
}
