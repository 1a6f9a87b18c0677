package com.example.connector.contract;

import jakarta.xml.bind.annotation.XmlEnum;
import jakarta.xml.bind.annotation.XmlEnumValue;
import jakarta.xml.bind.annotation.XmlType;

/** What may be done with a field. */
@XmlType(name = "FieldAccessWS")
@XmlEnum
public enum FieldAccessWS {
    @XmlEnumValue("Normal")
    NORMAL,
    @XmlEnumValue("Mandatory")
    MANDATORY,
    @XmlEnumValue("ReadOnly")
    READ_ONLY
}
