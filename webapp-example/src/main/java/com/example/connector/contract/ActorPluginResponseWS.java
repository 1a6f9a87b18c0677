package com.example.connector.contract;

import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlType;

/** One actor. */
@XmlType(name = "ActorPluginResponseWS")
public class ActorPluginResponseWS extends ConnectorResultBaseWS {

    @XmlElement(name = "Actor", nillable = true)
    public ErpActorWS actor;
}
