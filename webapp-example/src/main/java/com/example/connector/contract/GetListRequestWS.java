package com.example.connector.contract;

import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlType;

/** A list by name. */
@XmlType(name = "GetListRequestWS")
public class GetListRequestWS extends RequestBaseWS {

    @XmlElement(name = "ListName", nillable = true)
    public String listName;
}
