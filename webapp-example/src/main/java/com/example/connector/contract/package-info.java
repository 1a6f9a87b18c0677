/** The connector's messages, as SuperOffice's WCF client writes and reads them. */
@XmlSchema(
        namespace = Contract.NAMESPACE,
        elementFormDefault = XmlNsForm.QUALIFIED,
        xmlns = {
            @XmlNs(prefix = "", namespaceURI = Contract.NAMESPACE),
            @XmlNs(prefix = "b", namespaceURI = Contract.ARRAYS)
        })
// A data contract orders members by name, those of the base class first; its reader skips what comes out of turn.
@XmlAccessorOrder(XmlAccessOrder.ALPHABETICAL)
@XmlAccessorType(XmlAccessType.FIELD)
package com.example.connector.contract;

import jakarta.xml.bind.annotation.XmlAccessOrder;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorOrder;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlNs;
import jakarta.xml.bind.annotation.XmlNsForm;
import jakarta.xml.bind.annotation.XmlSchema;
