package com.example.connector.contract;

import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElementWrapper;
import jakarta.xml.bind.annotation.XmlType;
import java.util.List;

/** Actors that meet every restriction. */
@XmlType(name = "SearchActorsAdvancedRequestWS")
public class SearchActorsAdvancedRequestWS extends RequestBaseWS {

    @XmlElement(name = "ActorType", nillable = true)
    public String actorType;

    @XmlElementWrapper(name = "FieldKeys", nillable = true)
    @XmlElement(name = "string", namespace = Contract.ARRAYS)
    public List<String> fieldKeys;

    @XmlElementWrapper(name = "Restrictions", nillable = true)
    @XmlElement(name = "SearchRestrictionInfoWS", nillable = true)
    public List<SearchRestrictionInfoWS> restrictions;
}
