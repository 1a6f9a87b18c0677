package org.erpconnector.auth.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.erpconnector.auth.simulator.FakeConnector.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Replies that a lenient reader understands and WCF does not; each is named, with what WCF sees. */
class MisreadTest {

    private final StubErp erp = new StubErp();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // by alphabet, as a data contract would be
                "WSTestConnection | <State>Ok</State><IsOk>true</IsOk>(.*<ErrorCode [^>]*>) | $1<IsOk>true</IsOk><State>Ok</State>"
                        + "| IsOk comes after ErrorCode | WCF sees State=Ok, IsOk=false",
                "WSTestConnection | <State>Ok</State>(<IsOk>true</IsOk>) | $1<State>Ok</State>"
                        + "| State comes after IsOk | WCF sees State=Ok, IsOk=[true]",
                "WSTestConnection | <IsOk>true</IsOk> | | IsOk is missing: WCF sees IsOk=false | ``",
                "WSTestConnection | IsOk> | IsOK> | IsOk is missing | skips what it does not know, IsOK",
                "WSTestConnection | <State>Ok</State> | | State is missing: WCF sees State=Ok | ``",
                "WSTestConnection | <IsOk> | <IsOk xmlns='urn:other'> | IsOk is in the namespace [urn:other] | IsOk=false",
                "WSGetSupportedActorTypes | (<State>.*)(<Items>.*</Items>) | $2$1"
                        + "| IsOk comes after Items | UserExplanation=null, TechExplanation=null, ErrorCode=null, Items=(2 elements)",
                "WSGetActorsByTimestamp | (<ActorType>.*?)(<ErpKey>.*?</ErpKey>) | $2$1"
                        + "| Actors, ErpActorWS 1: ActorType comes after ErpKey | WCF sees ActorType=null, ErpKey=[1]",
                "WSGetConfigData | (<DefaultValue>db.*?)(<FieldKey>server</FieldKey>) | $2$1"
                        + "| FieldMetaDataObjects, FieldMetadataInfoWS 1: DefaultValue comes after FieldKey | DefaultValue=null",
                "WSCreateActor | (<LastModified>.*?</LastModified>)(.*</ParentErpKey>) | $2$1"
                        + "| Actor: LastModified comes after ParentErpKey | LastModified=null"
            })
    void isNamedWithWhatWcfSees(String operation, String right, String wrong, String fault, String seen) {
        String printed = sync(operation, right, wrong == null ? "" : wrong);
        assertThat(printed)
                .contains("FAILED: " + operation + ": WCF would misread the reply: ")
                .contains(fault)
                .contains(seen)
                .doesNotContain("db & co");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "WSTestConnection | ConnectorResultBase | WSTestConnectionResponse | body holds <WSTestConnectionResponse",
                "WSTestConnection | superoffice.net/EIS | superoffice.com/EIS | WCF looks for <ConnectorResultBase",
                "WSTestConnection | true</IsOk | True</IsOk | IsOk is [True]; true and false are the words for it",
                "WSTestConnection | State>Ok< | State>OK< | State is [OK], WCF knows Ok, OkWithInfo, Warning, Error",
                "WSGetSupportedActorTypes | b:string | string | Items holds <string xmlns",
                "WSGetActorsByTimestamp | ErpActorWS | Actor | Actors holds <Actor xmlns",
                "WSGetConfigData | >Text< | >text< | FieldType is [text], WCF knows",
                "WSGetConfigData | <Rank>1 | <Rank>first | Rank is [first], WCF expects a whole number",
                "WSGetList | (<b:Key>.*?</b:Key>)(<b:Value>.*?</b:Value>) | $2$1 | Key comes after Value",
                "WSGetList | >SE< | >NO< | ListItems has the key [NO] twice"
            })
    void cannotBeReadByWcf(String operation, String right, String wrong, String fault) {
        assertThat(sync(operation, right, wrong))
                .contains("FAILED: " + operation + ": WCF cannot read the reply: ")
                .contains(fault);
    }

    @Test
    void isNoReplyOfTheContractAtAll() {
        assertThat(sync(Response.of(404, "text/html", "no"))).contains("HTTP 404: there is no endpoint listening");
        assertThat(sync(Response.of(200, "text/html", "<html/>"))).contains("its content type is [text/html]");
        assertThat(sync(Response.of(200, "text/xml", "<html/>"))).contains("it is no SOAP 1.1 envelope but <html");
        assertThat(sync(Response.of(200, "text/xml", Response.envelope("")))).contains("its body is empty");
        assertThat(sync(Response.of(500, "text/xml", Response.envelope("<a/>"))))
                .contains("HTTP 500, and its body is no SOAP fault");
        assertThat(sync(Response.of(302, "text/html", ""))).contains("a redirect, which SuperOffice does not follow");
    }

    private String sync(Response response) {
        erp.instead.put("WSGetConfigData", response);
        String printed = sync("WSGetConfigData", "", "");
        assertThat(printed).contains("FAILED: WSGetConfigData: WCF cannot read the reply: ");
        return printed;
    }

    private String sync(String operation, String right, String wrong) {
        erp.spoiled.put(operation, reply -> reply.replaceAll("(?s)" + right, wrong));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream print = new PrintStream(out, true, StandardCharsets.UTF_8);
        try (FakeConnector connector = new FakeConnector(erp::answer)) {
            int status = Simulator.run(new String[] {"sync", "--url", connector.url()}, print, print);
            assertThat(status).as(out.toString(StandardCharsets.UTF_8)).isEqualTo(1);
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
