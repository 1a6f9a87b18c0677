package org.erpconnector.auth.simulator;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * Writes a call of {@code IErpConnectorWS}: the operation's name, within it {@code request}, within that the members in
 * the order of a WCF data contract, {@code ConnectionGuid} of the base class first and the others by alphabet. Whoever
 * adds members keeps to that order; a WCF service would lose those that come late.
 */
record ErpOperation(String name, List<String> members, boolean hasRequest) {

    static final String NAMESPACE = "http://www.superoffice.net/EIS/Connector/1.0";

    private static final String ARRAYS = "http://schemas.microsoft.com/2003/10/Serialization/Arrays";

    ErpOperation {
        members = List.copyOf(members);
    }

    /** An operation without a request. */
    static ErpOperation bare(String name) {
        return new ErpOperation(name, List.of(), false);
    }

    /** An operation on no connection yet. */
    static ErpOperation unconnected(String name) {
        return new ErpOperation(name, List.of(), true);
    }

    static ErpOperation on(String connection, String name) {
        return new ErpOperation(name, List.of(Xml.element("ConnectionGuid", connection)), true);
    }

    ErpOperation with(String member, String value) {
        return plus(Xml.element(member, value));
    }

    ErpOperation with(String member, Collection<String> values) {
        StringBuilder xml = new StringBuilder();
        values.forEach(value -> xml.append(Xml.element("b:string", value)));
        return plus(array(member, xml));
    }

    ErpOperation with(String member, Map<String, String> values) {
        StringBuilder xml = new StringBuilder();
        values.forEach((key, value) -> xml.append("<b:KeyValueOfstringstring>")
                .append(Xml.element("b:Key", key))
                .append(Xml.element("b:Value", value))
                .append("</b:KeyValueOfstringstring>"));
        return plus(array(member, xml));
    }

    OutgoingMessage message() {
        String request = hasRequest ? "<request>" + String.join("", members) + "</request>" : "";
        return SoapVersion.SOAP_1_1.message(
                NAMESPACE + "/IErpConnectorWS/" + name,
                "",
                "<" + name + " xmlns=\"" + NAMESPACE + "\">" + request + "</" + name + ">");
    }

    private ErpOperation plus(String xml) {
        List<String> more = new ArrayList<>(members);
        more.add(xml);
        return new ErpOperation(name, more, hasRequest);
    }

    private static String array(String member, CharSequence content) {
        return "<" + member + " xmlns:b=\"" + ARRAYS + "\">" + content + "</" + member + ">";
    }
}
