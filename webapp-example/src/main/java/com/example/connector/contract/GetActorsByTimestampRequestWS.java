package com.example.connector.contract;

import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElementWrapper;
import jakarta.xml.bind.annotation.XmlType;
import java.util.List;

/** Actors changed since a moment. */
@XmlType(name = "GetActorsByTimestampRequestWS")
public class GetActorsByTimestampRequestWS extends RequestBaseWS {

    @XmlElement(name = "ActorType", nillable = true)
    public String actorType;

    @XmlElementWrapper(name = "FieldKeys", nillable = true)
    @XmlElement(name = "string", namespace = Contract.ARRAYS)
    public List<String> fieldKeys;

    @XmlElement(name = "UpdatedOnOrAfter", nillable = true)
    public String updatedOnOrAfter;
}
