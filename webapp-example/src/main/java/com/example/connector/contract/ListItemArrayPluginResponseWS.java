package com.example.connector.contract;

import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlType;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.Map;

/** List items: key and text. */
@XmlType(name = "ListItemArrayPluginResponseWS")
public class ListItemArrayPluginResponseWS extends ConnectorResultBaseWS {

    @XmlElement(name = "ListItems", nillable = true)
    @XmlJavaTypeAdapter(DictionaryAdapter.class)
    public Map<String, String> listItems;
}
