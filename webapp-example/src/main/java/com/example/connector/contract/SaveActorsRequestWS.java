package com.example.connector.contract;

import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElementWrapper;
import jakarta.xml.bind.annotation.XmlType;
import java.util.List;

/** Actors to change. */
@XmlType(name = "SaveActorsRequestWS")
public class SaveActorsRequestWS extends RequestBaseWS {

    @XmlElementWrapper(name = "Actors", nillable = true)
    @XmlElement(name = "ErpActorWS", nillable = true)
    public List<ErpActorWS> actors;
}
