package com.example.connector.contract;

import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlType;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.Map;

/** Connection settings to try, before there is a connection. */
@XmlType(name = "TestConfigDataRequestWS")
public class TestConfigDataRequestWS {

    @XmlElement(name = "ConnectionInfo", nillable = true)
    @XmlJavaTypeAdapter(DictionaryAdapter.class)
    public Map<String, String> connectionInfo;
}
