package com.example.connector.contract;

import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlType;

/** How an operation went; every answer begins with it. */
@XmlType(name = "ConnectorResultBaseWS")
public class ConnectorResultBaseWS {

    @XmlElement(name = "ErrorCode", nillable = true)
    public String errorCode;

    @XmlElement(name = "IsOk")
    public boolean isOk;

    @XmlElement(name = "State")
    public ResponseStateWS state;

    @XmlElement(name = "TechExplanation", nillable = true)
    public String techExplanation;

    @XmlElement(name = "UserExplanation", nillable = true)
    public String userExplanation;
}
