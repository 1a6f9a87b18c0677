package com.example.connector.contract;

import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlType;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.Map;

/** Connection settings to keep. */
@XmlType(name = "SaveConnectionRequestWS")
public class SaveConnectionRequestWS extends RequestBaseWS {

    @XmlElement(name = "ConnectionInfo", nillable = true)
    @XmlJavaTypeAdapter(DictionaryAdapter.class)
    public Map<String, String> connectionInfo;
}
