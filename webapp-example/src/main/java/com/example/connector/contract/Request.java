package com.example.connector.contract;

import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElementWrapper;
import jakarta.xml.bind.annotation.XmlType;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.List;
import java.util.Map;

/** The members that requests have; each operation's request has some of them. Null: absent, or nil. */
@XmlType(name = "")
public class Request {

    @XmlElement(name = "ConnectionGuid")
    public String connectionGuid;

    @XmlElement(name = "ConnectionInfo")
    @XmlJavaTypeAdapter(Dictionary.Adapter.class)
    public Map<String, String> connectionInfo;

    @XmlElement(name = "ActorType")
    public String actorType;

    @XmlElementWrapper(name = "ErpKeys")
    @XmlElement(name = "string", namespace = Dictionary.ARRAYS, nillable = true)
    public List<String> erpKeys;

    @XmlElementWrapper(name = "Restrictions")
    @XmlElement(name = "SearchRestrictionInfoWS", nillable = true)
    public List<SearchRestrictionInfoWS> restrictions;

    @XmlElement(name = "SearchText")
    public String searchText;

    @XmlElement(name = "ParentActorType")
    public String parentActorType;

    @XmlElement(name = "ParentActorErpKey")
    public String parentActorErpKey;

    @XmlElement(name = "UpdatedOnOrAfter")
    public String updatedOnOrAfter;

    @XmlElementWrapper(name = "FieldKeys")
    @XmlElement(name = "string", namespace = Dictionary.ARRAYS, nillable = true)
    public List<String> fieldKeys;

    @XmlElement(name = "Actor")
    public ErpActorWS actor;

    @XmlElementWrapper(name = "Actors")
    @XmlElement(name = "ErpActorWS", nillable = true)
    public List<ErpActorWS> actors;

    @XmlElement(name = "ListName")
    public String listName;

    @XmlElementWrapper(name = "ListItemKeys")
    @XmlElement(name = "string", namespace = Dictionary.ARRAYS, nillable = true)
    public List<String> listItemKeys;
}
