package com.example.connector.contract;

import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlType;
import java.util.ArrayList;
import java.util.List;

/** A .NET dictionary of strings on the wire. */
@XmlType(name = "ArrayOfKeyValueOfstringstring", namespace = Contract.ARRAYS)
class Dictionary {

    @XmlElement(name = "KeyValueOfstringstring", namespace = Contract.ARRAYS)
    List<Entry> entries = new ArrayList<>();

    @XmlType(name = "KeyValueOfstringstring", namespace = Contract.ARRAYS)
    static class Entry {

        @XmlElement(name = "Key", namespace = Contract.ARRAYS, nillable = true)
        String key;

        @XmlElement(name = "Value", namespace = Contract.ARRAYS, nillable = true)
        String value;
    }
}
