package com.example.connector.contract;

import jakarta.xml.bind.annotation.XmlEnum;
import jakarta.xml.bind.annotation.XmlEnumValue;
import jakarta.xml.bind.annotation.XmlType;

/** What a field holds. */
@XmlType(name = "FieldTypeWS")
@XmlEnum
public enum FieldTypeWS {
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
