package com.example.connector.contract;

import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlType;
import jakarta.xml.bind.annotation.adapters.XmlJavaTypeAdapter;
import java.util.Map;

/** A customer, supplier, project or person; its values by field key. */
@XmlType(propOrder = {"actorType", "erpKey", "fieldValues", "lastModified", "parentActorType", "parentErpKey"})
public class ErpActorWS {

    @XmlElement(name = "ActorType", nillable = true)
    public String actorType;

    @XmlElement(name = "ErpKey", nillable = true)
    public String erpKey;

    @XmlElement(name = "FieldValues", nillable = true)
    @XmlJavaTypeAdapter(Dictionary.Adapter.class)
    public Map<String, String> fieldValues;

    @XmlElement(name = "LastModified", nillable = true)
    public String lastModified;

    @XmlElement(name = "ParentActorType", nillable = true)
    public String parentActorType;

    @XmlElement(name = "ParentErpKey", nillable = true)
    public String parentErpKey;
}
