package com.example.connector.contract;

import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElementWrapper;
import jakarta.xml.bind.annotation.XmlType;
import java.util.List;

/** Actors by free text. */
@XmlType(name = "SearchActorsRequestWS")
public class SearchActorsRequestWS extends RequestBaseWS {

    @XmlElement(name = "ActorType", nillable = true)
    public String actorType;

    @XmlElementWrapper(name = "FieldKeys", nillable = true)
    @XmlElement(name = "string", namespace = Contract.ARRAYS)
    public List<String> fieldKeys;

    @XmlElement(name = "SearchText", nillable = true)
    public String searchText;
}
