/**
 * The messages of SuperOffice's ERP connector contract. WCF reads a reply in order and skips in silence what comes late,
 * so the order of the members here is the contract's; in a request JAXB takes them in any order.
 */
@XmlSchema(
        namespace = Operation.NAMESPACE,
        elementFormDefault = XmlNsForm.QUALIFIED,
        xmlns = {
            @XmlNs(prefix = "", namespaceURI = Operation.NAMESPACE),
            @XmlNs(prefix = "b", namespaceURI = Dictionary.ARRAYS),
            @XmlNs(prefix = "xsi", namespaceURI = XMLConstants.W3C_XML_SCHEMA_INSTANCE_NS_URI)
        })
@XmlAccessorType(XmlAccessType.FIELD)
package com.example.connector.contract;

import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlNs;
import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
import javax.xml.XMLConstants;
