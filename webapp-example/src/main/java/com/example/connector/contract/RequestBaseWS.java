package com.example.connector.contract;

import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlType;

/** What every request about a saved connection carries. */
@XmlType(name = "RequestBaseWS")
public class RequestBaseWS {

    @XmlElement(name = "ConnectionGuid", nillable = true)
    public String connectionGuid;
}
