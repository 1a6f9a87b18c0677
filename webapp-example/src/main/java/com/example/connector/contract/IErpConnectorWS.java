package com.example.connector.contract;

import static com.example.connector.contract.Contract.ACTION;
import static com.example.connector.contract.Contract.NAMESPACE;

import jakarta.jws.WebMethod;
import jakarta.jws.WebParam;
import jakarta.jws.WebResult;
import jakarta.jws.WebService;

/** The operations that SuperOffice's ERP integration server calls: document/literal, wrapped, one parameter "request". */
@WebService(name = "IErpConnectorWS", targetNamespace = NAMESPACE)
public interface IErpConnectorWS {

    @WebMethod(operationName = "WSGetConfigData", action = ACTION + "WSGetConfigData")
    @WebResult(name = "WSGetConfigDataResult", targetNamespace = NAMESPACE)
    FieldMetadataInfoArrayPluginResponseWS getConfigData();

    @WebMethod(operationName = "WSTestConfigData", action = ACTION + "WSTestConfigData")
    @WebResult(name = "WSTestConfigDataResult", targetNamespace = NAMESPACE)
    ConnectorResultBaseWS testConfigData(
            @WebParam(name = "request", targetNamespace = NAMESPACE) TestConfigDataRequestWS request);

    @WebMethod(operationName = "WSSaveConnection", action = ACTION + "WSSaveConnection")
    @WebResult(name = "WSSaveConnectionResult", targetNamespace = NAMESPACE)
    ConnectorResultBaseWS saveConnection(
            @WebParam(name = "request", targetNamespace = NAMESPACE) SaveConnectionRequestWS request);

    @WebMethod(operationName = "WSTestConnection", action = ACTION + "WSTestConnection")
    @WebResult(name = "WSTestConnectionResult", targetNamespace = NAMESPACE)
    ConnectorResultBaseWS testConnection(
            @WebParam(name = "request", targetNamespace = NAMESPACE) RequestBaseWS request);

    @WebMethod(operationName = "WSDeleteConnection", action = ACTION + "WSDeleteConnection")
    @WebResult(name = "WSDeleteConnectionResult", targetNamespace = NAMESPACE)
    ConnectorResultBaseWS deleteConnection(
            @WebParam(name = "request", targetNamespace = NAMESPACE) RequestBaseWS request);

    @WebMethod(operationName = "WSGetSupportedActorTypes", action = ACTION + "WSGetSupportedActorTypes")
    @WebResult(name = "WSGetSupportedActorTypesResult", targetNamespace = NAMESPACE)
    StringArrayPluginResponseWS getSupportedActorTypes(
            @WebParam(name = "request", targetNamespace = NAMESPACE) RequestBaseWS request);

    @WebMethod(operationName = "WSGetSupportedActorTypeFields", action = ACTION + "WSGetSupportedActorTypeFields")
    @WebResult(name = "WSGetSupportedActorTypeFieldsResult", targetNamespace = NAMESPACE)
    FieldMetadataInfoArrayPluginResponseWS getSupportedActorTypeFields(
            @WebParam(name = "request", targetNamespace = NAMESPACE) ActorTypeRequestWS request);

    @WebMethod(operationName = "WSGetActors", action = ACTION + "WSGetActors")
    @WebResult(name = "WSGetActorsResult", targetNamespace = NAMESPACE)
    ActorArrayPluginResponseWS getActors(
            @WebParam(name = "request", targetNamespace = NAMESPACE) GetActorsRequestWS request);

    @WebMethod(operationName = "WSGetSearchableFields", action = ACTION + "WSGetSearchableFields")
    @WebResult(name = "WSGetSearchableFieldsResult", targetNamespace = NAMESPACE)
    StringArrayPluginResponseWS getSearchableFields(
            @WebParam(name = "request", targetNamespace = NAMESPACE) ActorTypeRequestWS request);

    @WebMethod(operationName = "WSSearchActorsAdvanced", action = ACTION + "WSSearchActorsAdvanced")
    @WebResult(name = "WSSearchActorsAdvancedResult", targetNamespace = NAMESPACE)
    ActorArrayPluginResponseWS searchActorsAdvanced(
            @WebParam(name = "request", targetNamespace = NAMESPACE) SearchActorsAdvancedRequestWS request);

    @WebMethod(operationName = "WSSearchActors", action = ACTION + "WSSearchActors")
    @WebResult(name = "WSSearchActorsResult", targetNamespace = NAMESPACE)
    ActorArrayPluginResponseWS searchActors(
            @WebParam(name = "request", targetNamespace = NAMESPACE) SearchActorsRequestWS request);

    @WebMethod(operationName = "WSSearchActorByParent", action = ACTION + "WSSearchActorByParent")
    @WebResult(name = "WSSearchActorByParentResult", targetNamespace = NAMESPACE)
    ActorArrayPluginResponseWS searchActorByParent(
            @WebParam(name = "request", targetNamespace = NAMESPACE) SearchActorByParentRequestWS request);

    @WebMethod(operationName = "WSCreateActor", action = ACTION + "WSCreateActor")
    @WebResult(name = "WSCreateActorResult", targetNamespace = NAMESPACE)
    ActorPluginResponseWS createActor(
            @WebParam(name = "request", targetNamespace = NAMESPACE) CreateActorRequestWS request);

    @WebMethod(operationName = "WSSaveActors", action = ACTION + "WSSaveActors")
    @WebResult(name = "WSSaveActorsResult", targetNamespace = NAMESPACE)
    ActorArrayPluginResponseWS saveActors(
            @WebParam(name = "request", targetNamespace = NAMESPACE) SaveActorsRequestWS request);

    @WebMethod(operationName = "WSGetList", action = ACTION + "WSGetList")
    @WebResult(name = "WSGetListResult", targetNamespace = NAMESPACE)
    ListItemArrayPluginResponseWS getList(
            @WebParam(name = "request", targetNamespace = NAMESPACE) GetListRequestWS request);

    @WebMethod(operationName = "WSGetListItems", action = ACTION + "WSGetListItems")
    @WebResult(name = "WSGetListItemsResult", targetNamespace = NAMESPACE)
    ListItemArrayPluginResponseWS getListItems(
            @WebParam(name = "request", targetNamespace = NAMESPACE) GetListItemsRequestWS request);

    @WebMethod(operationName = "WSGetActorsByTimestamp", action = ACTION + "WSGetActorsByTimestamp")
    @WebResult(name = "WSGetActorsByTimestampResult", targetNamespace = NAMESPACE)
    ActorArrayPluginResponseWS getActorsByTimestamp(
            @WebParam(name = "request", targetNamespace = NAMESPACE) GetActorsByTimestampRequestWS request);
}
