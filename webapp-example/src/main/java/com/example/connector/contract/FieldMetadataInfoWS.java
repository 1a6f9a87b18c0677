package com.example.connector.contract;

import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlEnum;
import jakarta.xml.bind.annotation.XmlEnumValue;
import jakarta.xml.bind.annotation.XmlType;

/** What the caller needs to know of a field, to show it and to fill it in. */
@XmlType(
        propOrder = {
            "access",
            "defaultValue",
            "displayDescription",
            "displayName",
            "fieldKey",
            "fieldType",
            "listName",
            "maxLength",
            "rank"
        })
public class FieldMetadataInfoWS {

    @XmlElement(name = "Access")
    public Access access;

    @XmlElement(name = "DefaultValue", nillable = true)
    public String defaultValue;

    @XmlElement(name = "DisplayDescription", nillable = true)
    public String displayDescription;

    @XmlElement(name = "DisplayName", nillable = true)
    public String displayName;

    @XmlElement(name = "FieldKey", nillable = true)
    public String fieldKey;

    @XmlElement(name = "FieldType")
    public Type fieldType;

    @XmlElement(name = "ListName", nillable = true)
    public String listName;

    @XmlElement(name = "MaxLength")
    public int maxLength;

    @XmlElement(name = "Rank")
    public int rank;

    @XmlType(name = "FieldAccessInfoWS")
    @XmlEnum
    public enum Access {
        @XmlEnumValue("Normal")
        NORMAL,
        @XmlEnumValue("Mandatory")
        MANDATORY,
        @XmlEnumValue("ReadOnly")
        READ_ONLY
    }

    @XmlType(name = "FieldMetadataTypeInfoWS")
    @XmlEnum
    public enum Type {
        @XmlEnumValue("Checkbox")
        CHECKBOX,
        @XmlEnumValue("Text")
        TEXT,
        @XmlEnumValue("Password")
        PASSWORD,
        @XmlEnumValue("Integer")
        INTEGER,
        @XmlEnumValue("Double")
        DOUBLE,
        @XmlEnumValue("List")
        LIST,
        @XmlEnumValue("Datetime")
        DATETIME,
        @XmlEnumValue("Label")
        LABEL
    }
}
