package com.example.connector.contract;

import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElementWrapper;
import jakarta.xml.bind.annotation.XmlType;
import java.util.List;

/** Descriptions of fields. */
@XmlType(name = "FieldMetadataInfoArrayPluginResponseWS")
public class FieldMetadataInfoArrayPluginResponseWS extends ConnectorResultBaseWS {

    @XmlElementWrapper(name = "FieldMetaDataObjects", nillable = true)
    @XmlElement(name = "FieldMetadataInfoWS", nillable = true)
    public List<FieldMetadataInfoWS> fieldMetaDataObjects;
}
