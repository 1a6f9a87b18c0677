package com.example.connector.contract;

import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElementWrapper;
import jakarta.xml.bind.annotation.XmlType;
import java.util.List;

/** Names. */
@XmlType(name = "StringArrayPluginResponseWS")
public class StringArrayPluginResponseWS extends ConnectorResultBaseWS {

    @XmlElementWrapper(name = "Items", nillable = true)
    @XmlElement(name = "string", namespace = Contract.ARRAYS)
    public List<String> items;
}
