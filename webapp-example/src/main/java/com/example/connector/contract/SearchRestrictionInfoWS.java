package com.example.connector.contract;

import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlElementWrapper;
import java.util.List;

/** One condition of a search. */
public class SearchRestrictionInfoWS {

    @XmlElement(name = "FieldKey")
    public String fieldKey;

    @XmlElement(name = "Operator")
    public String operator;

    @XmlElement(name = "ScalarValue")
    public String scalarValue;

    @XmlElementWrapper(name = "Values")
    @XmlElement(name = "string", namespace = Dictionary.ARRAYS, nillable = true)
    public List<String> values;
}
