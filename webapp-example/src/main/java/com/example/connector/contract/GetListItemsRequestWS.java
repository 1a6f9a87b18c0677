package com.example.connector.contract;

import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElementWrapper;
import jakarta.xml.bind.annotation.XmlType;
import java.util.List;

/** Items of a list by key. */
@XmlType(name = "GetListItemsRequestWS")
public class GetListItemsRequestWS extends RequestBaseWS {

    @XmlElementWrapper(name = "ListItemKeys", nillable = true)
    @XmlElement(name = "string", namespace = Contract.ARRAYS)
    public List<String> listItemKeys;

    @XmlElement(name = "ListName", nillable = true)
    public String listName;
}
