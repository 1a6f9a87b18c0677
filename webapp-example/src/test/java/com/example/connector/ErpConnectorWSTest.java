package com.example.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.example.connector.contract.Operation;
import com.example.connector.contract.Reply;
import com.example.connector.contract.Request;
import jakarta.xml.soap.MessageFactory;
import jakarta.xml.soap.MimeHeaders;
import jakarta.xml.soap.SOAPMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The service as its caller sees it: messages in, messages out. */
class ErpConnectorWSTest {

    private static final String NAMESPACES = " xmlns='" + Operation.NAMESPACE + "'"
            + " xmlns:q='http://schemas.microsoft.com/2003/10/Serialization/Arrays'"
            + " xmlns:n='http://www.w3.org/2001/XMLSchema-instance'";
    private static final String OK = "<State>Ok</State><IsOk>true</IsOk><UserExplanation xsi:nil=\"true\"/>"
            + "<TechExplanation xsi:nil=\"true\"/><ErrorCode xsi:nil=\"true\"/>";
    private static final String CONNECTION = "<ConnectionGuid>6f9619ff-8b86-d011-b42d-00cf4fc964ff</ConnectionGuid>";
    private static final String NORTH =
            "<q:KeyValueOfstringstring><q:Key>CLIENT</q:Key><q:Value>NORTH</q:Value>" + "</q:KeyValueOfstringstring>";

    private Operations operations;
    private ErpConnectorWS service;

    @BeforeEach
    void connect() throws Exception {
        DataSource erp = TestDatabase.filled();
        operations = new Operations(erp, Clock.systemUTC());
        service = new ErpConnectorWS(operations);
        String saved = call(
                "WSSaveConnection",
                "<SaveConnectionRequest>" + CONNECTION + "<ConnectionInfo>" + NORTH
                        + "</ConnectionInfo></SaveConnectionRequest>");
        assertEquals("<ConnectorResultBase>" + OK + "</ConnectorResultBase>", saved);
    }

    @Test
    void writesTheStatusFirstAndTheMembersOfAnActorInTheirOrder() throws Exception {
        assertEquals(
                "<ActorArrayPluginResponse>" + OK
                        + "<Actors><ErpActorWS><ActorType>Person</ActorType><ErpKey>10014</ErpKey><FieldValues>"
                        + "<b:KeyValueOfstringstring><b:Key>PHONE</b:Key><b:Value/></b:KeyValueOfstringstring>"
                        + "<b:KeyValueOfstringstring><b:Key>NAME</b:Key><b:Value>Accounts Payable</b:Value>"
                        + "</b:KeyValueOfstringstring></FieldValues>"
                        + "<LastModified>2026-05-13T08:00:00.0000000Z</LastModified>"
                        + "<ParentActorType>Customer</ParentActorType><ParentErpKey>10002</ParentErpKey>"
                        + "</ErpActorWS></Actors></ActorArrayPluginResponse>",
                call(
                        "WSGetActors",
                        "<GetActorsRequest>" + CONNECTION + "<ActorType>Person</ActorType>"
                                + "<ErpKeys><q:string>10014</q:string></ErpKeys>"
                                + "<FieldKeys><q:string>PHONE</q:string><q:string>NAME</q:string></FieldKeys>"
                                + "</GetActorsRequest>"));
    }

    @Test
    void writesTheMembersOfAFieldInTheirOrder() throws Exception {
        String client = "<FieldMetadataInfoWS><Access>Mandatory</Access><DefaultValue xsi:nil=\"true\"/>"
                + "<DisplayDescription>Whose books to connect to</DisplayDescription><DisplayName>Client</DisplayName>"
                + "<FieldKey>CLIENT</FieldKey><FieldType>List</FieldType><ListName>Client</ListName>"
                + "<MaxLength>40</MaxLength><Rank>1</Rank></FieldMetadataInfoWS>";
        String fields = call("WSGetConfigData", "");
        assertTrue(fields.contains(OK + "<FieldMetaDataObjects>" + client), fields);
        assertEquals(fields, call("WSGetConfigData", "<WSGetConfigData/>"));
    }

    @Test
    void writesAnErrorWithoutAPayload() throws Exception {
        assertEquals(
                "<StringArrayPluginResponse><State>Error</State><IsOk>false</IsOk>"
                        + "<UserExplanation>The connection is not known to the ERP connector.</UserExplanation>"
                        + "<TechExplanation>Unknown ConnectionGuid [&lt;x&gt;]</TechExplanation>"
                        + "<ErrorCode>UNKNOWN_CONNECTION_ID</ErrorCode></StringArrayPluginResponse>",
                call("WSGetSupportedActorTypes", "<RequestBase><ConnectionGuid>&lt;x></ConnectionGuid></RequestBase>"));
    }

    @Test
    void readsMembersInAnyOrderAbsentOrNil() throws Exception {
        String text = "<SearchText>fjord</SearchText>";
        String type = "<ActorType>Customer</ActorType>";
        String found = call("WSSearchActors", request(CONNECTION + type + text));
        assertTrue(found.contains("<ErpKey>10001</ErpKey>"), found);
        assertEquals(found, call("WSSearchActors", request(text + "<FieldKeys n:nil='true'/>" + type + CONNECTION)));
        String nothing = call("WSSearchActors", request("<SearchText n:nil='true'/>" + CONNECTION));
        assertTrue(nothing.contains("Unknown ActorType [null]"), nothing);
    }

    private static String request(String members) {
        return "<SearchActorsRequest>" + members + "</SearchActorsRequest>";
    }

    @Test
    void keepsTextOfAnyLanguage() throws Exception {
        String name = "Søn &amp; Далёкий &lt;中文&gt; &#128512; \"'";
        String created = call(
                "WSCreateActor",
                "<CreateActorRequest>" + CONNECTION + "<Actor><ActorType>Customer</ActorType><FieldValues>"
                        + "<q:KeyValueOfstringstring><q:Key>NAME</q:Key><q:Value>" + name
                        + "</q:Value></q:KeyValueOfstringstring></FieldValues></Actor></CreateActorRequest>");
        assertTrue(created.contains("<b:Key>NAME</b:Key><b:Value>" + name + "</b:Value>"), created);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<RequestBase/><RequestBase/>",
                "<RequestBase/><x/>",
                "<RequestBase xmlns='urn:other'/>",
                "<RequestBase xmlns=''/>",
                "<GetListRequest/>",
                "<WSDeleteConnection><request/></WSDeleteConnection>",
                "<WSDeleteConnection/>"
            })
    void aBodyOfAnotherShapeIsAFaultAndDoesNothing(String body) throws Exception {
        fault("WSDeleteConnection", body.replace("<RequestBase/>", "<RequestBase>" + CONNECTION + "</RequestBase>"));
        assertEquals(
                "<ConnectorResultBase>" + OK + "</ConnectorResultBase>",
                call("WSTestConnection", "<RequestBase>" + CONNECTION + "</RequestBase>"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "WSDeleteEverything", "wsdeleteconnection", "WSDeleteConnection\"\""})
    void anUnknownActionIsAFaultAndDoesNothing(String name) throws Exception {
        fault(name, "<RequestBase>" + CONNECTION + "</RequestBase>");
    }

    @Test
    void noActionOrTwoAreAFault() throws Exception {
        String body = "<RequestBase>" + CONNECTION + "</RequestBase>";
        assertTrue(service.invoke(message(body)).getSOAPBody().hasFault());
        String delete = action("WSDeleteConnection");
        assertTrue(service.invoke(message(body, delete, action("WSTestConnection")))
                .getSOAPBody()
                .hasFault());
        assertFalse(service.invoke(message(body, delete.replace("\"", "")))
                .getSOAPBody()
                .hasFault());
    }

    @ParameterizedTest
    @EnumSource(Operation.class)
    void everyOperationAnswersARequestWithoutMembers(Operation operation) throws Exception {
        Reply reply = operations.answer(operation, new Request());
        assertEquals(operation == Operation.GET_CONFIG_DATA, reply.isOk);
        assertNotEquals("The ERP system is not available.", reply.userExplanation);
    }

    private void fault(String name, String body) throws Exception {
        SOAPMessage answer = service.invoke(message(body, action(name)));
        assertTrue(answer.getSOAPBody().hasFault(), () -> written(answer));
        assertEquals(
                "Client", answer.getSOAPBody().getFault().getFaultCodeAsName().getLocalName());
    }

    private String call(String name, String body) throws Exception {
        SOAPMessage answer = service.invoke(message(body, action(name)));
        assertFalse(answer.getSOAPBody().hasFault(), () -> written(answer));
        String text = written(answer);
        return text.substring(text.indexOf("Body>") + 5, text.lastIndexOf("</SOAP-ENV:Body"))
                .replaceAll(" xmlns(:\\w+)?=\"[^\"]*\"", "");
    }

    private static String action(String name) {
        return "\"" + Operation.NAMESPACE + "/IErpConnectorWS/" + name + "\"";
    }

    private static SOAPMessage message(String body, String... actions) throws Exception {
        MimeHeaders headers = new MimeHeaders();
        headers.addHeader("Content-Type", "text/xml; charset=utf-8");
        List.of(actions).forEach(action -> headers.addHeader("SOAPAction", action));
        String envelope = "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'" + NAMESPACES + "><s:Body>"
                + body + "</s:Body></s:Envelope>";
        return MessageFactory.newInstance()
                .createMessage(headers, new ByteArrayInputStream(envelope.getBytes(StandardCharsets.UTF_8)));
    }

    private static String written(SOAPMessage message) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            message.writeTo(out);
            return out.toString(StandardCharsets.UTF_8);
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
