package com.example.connector;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.example.connector.contract.ActorArrayPluginResponseWS;
import com.example.connector.contract.Contract;
import com.example.connector.contract.ErpActorWS;
import com.example.connector.contract.ResponseStateWS;
import com.example.connector.contract.SearchActorsAdvancedRequestWS;
import jakarta.xml.bind.JAXBContext;
import jakarta.xml.bind.JAXBElement;
import jakarta.xml.bind.Marshaller;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import javax.xml.namespace.QName;
import javax.xml.transform.stream.StreamSource;
import org.junit.jupiter.api.Test;

/** The messages look as a WCF data contract makes and expects them. */
class MessageShapeTest {

    private static final String NIL = " xsi:nil=\"true\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"/>";

    @Test
    void writesMembersByNameThoseOfTheBaseFirst() throws Exception {
        ErpActorWS actor = new ErpActorWS();
        actor.actorType = "Customer";
        actor.erpKey = "10001";
        actor.lastModified = "2026-01-15T08:00:00.0000000Z";
        actor.fieldValues = Map.of("NAME", "Fjord");
        ActorArrayPluginResponseWS answer = new ActorArrayPluginResponseWS();
        answer.isOk = true;
        answer.state = ResponseStateWS.OK_WITH_INFO;
        answer.actors = List.of(actor);
        assertEquals(
                "<R xmlns=\"" + Contract.NAMESPACE + "\" xmlns:b=\"" + Contract.ARRAYS + "\">"
                        + "<ErrorCode/><IsOk>true</IsOk><State>OkWithInfo</State>"
                        + "<TechExplanation/><UserExplanation/>"
                        + "<Actors><ErpActorWS><ActorType>Customer</ActorType><ErpKey>10001</ErpKey>"
                        + "<FieldValues><b:KeyValueOfstringstring><b:Key>NAME</b:Key><b:Value>Fjord</b:Value>"
                        + "</b:KeyValueOfstringstring></FieldValues>"
                        + "<LastModified>2026-01-15T08:00:00.0000000Z</LastModified>"
                        + "<ParentActorType/><ParentErpKey/></ErpActorWS></Actors></R>",
                written(answer).replace(NIL, "/>"));
    }

    @Test
    void readsArraysAndNilWhateverThePrefixes() throws Exception {
        SearchActorsAdvancedRequestWS request = read(
                SearchActorsAdvancedRequestWS.class,
                "<request xmlns='" + Contract.NAMESPACE + "' xmlns:q='" + Contract.ARRAYS
                        + "' xmlns:i='http://www.w3.org/2001/XMLSchema-instance'>"
                        + "<ConnectionGuid>g</ConnectionGuid><ActorType>Person</ActorType>"
                        + "<FieldKeys><q:string>A</q:string><q:string>B</q:string></FieldKeys>"
                        + "<Restrictions><SearchRestrictionInfoWS><FieldKey>A</FieldKey><Operator>=</Operator>"
                        + "<ScalarValue i:nil='true'/><Values><q:string>1</q:string></Values>"
                        + "</SearchRestrictionInfoWS></Restrictions></request>");
        assertEquals("g", request.connectionGuid);
        assertEquals(List.of("A", "B"), request.fieldKeys);
        assertEquals(List.of("1"), request.restrictions.get(0).values);
        assertNull(request.restrictions.get(0).scalarValue);
    }

    private static String written(ActorArrayPluginResponseWS answer) throws Exception {
        Marshaller marshaller =
                JAXBContext.newInstance(ActorArrayPluginResponseWS.class).createMarshaller();
        marshaller.setProperty(Marshaller.JAXB_FRAGMENT, true);
        StringWriter text = new StringWriter();
        QName name = new QName(Contract.NAMESPACE, "R");
        marshaller.marshal(new JAXBElement<>(name, ActorArrayPluginResponseWS.class, answer), text);
        return text.toString();
    }

    private static <T> T read(Class<T> type, String xml) throws Exception {
        return JAXBContext.newInstance(type)
                .createUnmarshaller()
                .unmarshal(new StreamSource(new StringReader(xml)), type)
                .getValue();
    }
}
