package org.erpconnector.auth.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import javax.xml.namespace.QName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlElementTest {

    @Test
    void keepsNamespacesTextAndWhitespace() throws MalformedException {
        XmlElement root =
                read("<a:r xmlns:a='urn:a'><b xmlns='urn:b'> x<![CDATA[<y>]]>&amp;<!-- no --> </b><c/></a:r>");

        assertThat(root.qname()).isEqualTo(new QName("urn:a", "r"));
        assertThat(root.child(new QName("urn:b", "b")))
                .get()
                .extracting(XmlElement::text)
                .isEqualTo(" x<y>& ");
        assertThat(root.child(new QName("urn:b", "c"))).isEmpty();
        assertThat(root.textOf("c")).isEmpty();
    }

    @Test
    void knowsNil() throws MalformedException {
        XmlElement root =
                read("<r xmlns:i='http://www.w3.org/2001/XMLSchema-instance'><a i:nil='true'/><b nil='true'/></r>");

        assertThat(root.child("a")).get().matches(XmlElement::isNil);
        assertThat(root.child("b")).get().matches(b -> !b.isNil());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE r><r/>",
                "<!DOCTYPE r SYSTEM 'file:///etc/passwd'><r/>",
                "<!DOCTYPE r [<!ENTITY x 'y'>]><r>&x;</r>",
                "<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><r>&x;</r>"
            })
    void refusesADocumentTypeDeclaration(String xml) {
        assertThatThrownBy(() -> read(xml)).hasMessage("it has a document type declaration");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "<r>", "<r></s>", "<r/><r/>", "<r>&x;</r>", "<p:r/>"})
    void refusesWhatIsNotWellFormed(String xml) {
        assertThatThrownBy(() -> read(xml)).isInstanceOf(MalformedException.class);
    }

    @Test
    void refusesNestingWithoutBounds() {
        assertThatThrownBy(() -> read("<a>".repeat(200) + "</a>".repeat(200))).hasMessageContaining("nested");
    }

    private static XmlElement read(String xml) throws MalformedException {
        return XmlElement.parse(xml.getBytes(StandardCharsets.UTF_8));
    }
}
