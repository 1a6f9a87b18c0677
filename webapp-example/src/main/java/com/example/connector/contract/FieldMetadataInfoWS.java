package com.example.connector.contract;

import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlType;

/** A field: what it is called, what it holds, what may be done with it. */
@XmlType(name = "FieldMetadataInfoWS")
public class FieldMetadataInfoWS {

    @XmlElement(name = "Access")
    public FieldAccessWS access;

    @XmlElement(name = "DefaultValue", nillable = true)
    public String defaultValue;

    @XmlElement(name = "DisplayDescription", nillable = true)
    public String displayDescription;

    @XmlElement(name = "DisplayName", nillable = true)
    public String displayName;

    @XmlElement(name = "FieldKey", nillable = true)
    public String fieldKey;

    @XmlElement(name = "FieldType")
    public FieldTypeWS fieldType;

    @XmlElement(name = "ListName", nillable = true)
    public String listName;

    @XmlElement(name = "MaxLength")
    public int maxLength;

    @XmlElement(name = "Rank")
    public int rank;
}
