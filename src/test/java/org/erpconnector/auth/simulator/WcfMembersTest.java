package org.erpconnector.auth.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The reading rules are those of WCF's data contract serializer. */
class WcfMembersTest {

    private static final List<String> ORDER = List.of("Succeeded", "Reason", "Token");

    @Test
    void readsMembersInTheirOrder() throws MalformedException {
        WcfMembers members = read("<Succeeded>1</Succeeded><Reason/><Token> t </Token>");

        assertThat(members.losses()).isEmpty();
        assertThat(members.bool("Succeeded")).isTrue();
        assertThat(members.text("Reason")).contains("");
        assertThat(members.text("Token")).contains(" t ");
    }

    @Test
    void missesNothingWhenMembersAreAbsentOrUnknown() throws MalformedException {
        WcfMembers members = read("<New>x</New><Succeeded> true </Succeeded><Other/><Token>t</Token>");

        assertThat(members.losses()).isEmpty();
        assertThat(members.bool("Succeeded")).isTrue();
        assertThat(members.text("Reason")).isEmpty();
        assertThat(members.text("Token")).contains("t");
    }

    @Test
    void losesAMemberThatComesTooLate() throws MalformedException {
        WcfMembers members = read("<Token>t</Token><Succeeded>true</Succeeded>");

        assertThat(members.bool("Succeeded")).isFalse();
        assertThat(members.losses())
                .containsExactly("Succeeded comes after Token, the caller expects the order Succeeded, Reason, Token: "
                        + "it does not see it");
    }

    @Test
    void losesTheSecondOfTwo() throws MalformedException {
        WcfMembers members = read("<Token>first</Token><Token>second</Token>");

        assertThat(members.text("Token")).contains("first");
        assertThat(members.losses()).hasSize(1);
    }

    @Test
    void losesAMemberOfAnotherNamespace() throws MalformedException {
        WcfMembers members = read("<Succeeded xmlns='urn:other'>true</Succeeded>");

        assertThat(members.bool("Succeeded")).isFalse();
        assertThat(members.losses()).singleElement().asString().contains("[urn:other]", "[urn:ns]");
    }

    @Test
    void readsNilAsAbsent() throws MalformedException {
        assertThat(read("<Reason i:nil='true'/>").text("Reason")).isEmpty();
    }

    @Test
    void refusesABooleanInCapitals() throws MalformedException {
        WcfMembers members = read("<Succeeded>True</Succeeded>");

        assertThatThrownBy(() -> members.bool("Succeeded")).hasMessageContaining("Succeeded is [True]");
    }

    @Test
    void refusesElementsWhereTextIsExpected() throws MalformedException {
        WcfMembers members = read("<Token><x/></Token>");

        assertThatThrownBy(() -> members.text("Token")).hasMessageContaining("child elements");
    }

    private static WcfMembers read(String members) throws MalformedException {
        String xml = "<r xmlns='urn:ns' xmlns:i='http://www.w3.org/2001/XMLSchema-instance'>" + members + "</r>";
        return WcfMembers.read(XmlElement.parse(xml.getBytes(StandardCharsets.UTF_8)), "urn:ns", ORDER);
    }
}
