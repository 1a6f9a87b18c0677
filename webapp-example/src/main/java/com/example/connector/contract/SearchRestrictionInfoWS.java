package com.example.connector.contract;

import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElementWrapper;
import jakarta.xml.bind.annotation.XmlType;
import java.util.List;

/** One condition of a search. */
@XmlType(name = "SearchRestrictionInfoWS")
public class SearchRestrictionInfoWS {

    @XmlElement(name = "FieldKey", nillable = true)
    public String fieldKey;

    @XmlElement(name = "Operator", nillable = true)
    public String operator;

    @XmlElement(name = "ScalarValue", nillable = true)
    public String scalarValue;

    @XmlElementWrapper(name = "Values", nillable = true)
    @XmlElement(name = "string", namespace = Contract.ARRAYS)
    public List<String> values;
}
