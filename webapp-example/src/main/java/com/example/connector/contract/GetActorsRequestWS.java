package com.example.connector.contract;

import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElementWrapper;
import jakarta.xml.bind.annotation.XmlType;
import java.util.List;

/** Actors by key. */
@XmlType(name = "GetActorsRequestWS")
public class GetActorsRequestWS extends RequestBaseWS {

    @XmlElement(name = "ActorType", nillable = true)
    public String actorType;

    @XmlElementWrapper(name = "ErpKeys", nillable = true)
    @XmlElement(name = "string", namespace = Contract.ARRAYS)
    public List<String> erpKeys;

    @XmlElementWrapper(name = "FieldKeys", nillable = true)
    @XmlElement(name = "string", namespace = Contract.ARRAYS)
    public List<String> fieldKeys;
}
