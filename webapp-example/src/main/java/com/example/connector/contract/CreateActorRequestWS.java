package com.example.connector.contract;

import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlType;

/** An actor to create. */
@XmlType(name = "CreateActorRequestWS")
public class CreateActorRequestWS extends RequestBaseWS {

    @XmlElement(name = "Actor", nillable = true)
    public ErpActorWS actor;
}
