package com.example.connector.contract;

import jakarta.xml.bind.annotation.XmlEnum;
import jakarta.xml.bind.annotation.XmlEnumValue;
import jakarta.xml.bind.annotation.XmlType;

/** The colour of an answer. */
@XmlType(name = "ResponseStateWS")
@XmlEnum
public enum ResponseStateWS {
    @XmlEnumValue("Ok")
    OK,
    @XmlEnumValue("OkWithInfo")
    OK_WITH_INFO,
    @XmlEnumValue("Warning")
    WARNING,
    @XmlEnumValue("Error")
    ERROR
}
