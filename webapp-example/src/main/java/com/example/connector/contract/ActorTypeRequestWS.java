package com.example.connector.contract;

import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlType;

/** A question about one type of actor. */
@XmlType(name = "ActorTypeRequestWS")
public class ActorTypeRequestWS extends RequestBaseWS {

    @XmlElement(name = "ActorType", nillable = true)
    public String actorType;
}
