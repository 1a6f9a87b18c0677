package org.erpconnector.auth.erp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** The tests' reader falls into the traps into which WCF falls. */
class WcfReaderTest {
    private static final ErpContract.Operation OPERATION = ErpContract.operation("WSGetSupportedActorTypes");

    @Test
    void readsMembersInTheirOrder() {
        ErpReply reply = read("<State>Ok</State><IsOk>true</IsOk><ErrorCode i:nil='true'/>"
                + "<Items><b:string>Customer</b:string></Items>");
        assertThat(reply.ok().items()).containsExactly("Customer");
    }

    @Test
    void passesOverWhatComesLateOrIsUnknown() {
        ErpReply reply = read("<ErrorCode/><IsOk>true</IsOk><Items/><State>Ok</State><Other/>");
        assertThat(reply.isOk()).isFalse();
        assertThat(reply.members().keySet()).containsExactly("ErrorCode", "Items");
        assertThat(reply.skipped()).containsExactly("IsOk", "State", "Other");
        assertThat(read("<IsOk xmlns='urn:other'>true</IsOk>").isOk()).isFalse();
    }

    @Test
    void passesOverWhatComesLateInAnActor() {
        ErpReply reply = WcfReader.read(
                ErpContract.operation("WSCreateActor"),
                envelope(
                        "ActorPluginResponse",
                        "<State>Ok</State><IsOk>true</IsOk><Actor><ErpKey>1</ErpKey><ActorType>Person</ActorType></Actor>"));
        assertThat(reply.actor()).isEqualTo(Map.of("ErpKey", "1"));
        assertThat(reply.skipped()).containsExactly("ActorType");
    }

    @Test
    void cannotReadAWrapperOfAnotherName() {
        assertThatThrownBy(() -> WcfReader.read(OPERATION, envelope("WSGetSupportedActorTypesResponse", "")))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("StringArrayPluginResponse");
    }

    private static ErpReply read(String members) {
        return WcfReader.read(OPERATION, envelope("StringArrayPluginResponse", members));
    }

    private static String envelope(String wrapper, String members) {
        return "<s:Envelope xmlns:s='http://schemas.xmlsoap.org/soap/envelope/'><s:Body><" + wrapper + " xmlns='"
                + ErpContract.NAMESPACE + "' xmlns:b='" + ErpContract.ARRAYS
                + "' xmlns:i='http://www.w3.org/2001/XMLSchema-instance'>" + members + "</" + wrapper
                + "></s:Body></s:Envelope>";
    }
}
