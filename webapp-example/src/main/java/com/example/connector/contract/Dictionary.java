package com.example.connector.contract;

import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlType;
import jakarta.xml.bind.annotation.adapters.XmlAdapter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A dictionary of strings, as .NET writes it: a list of keys with their values. */
@XmlType(name = "ArrayOfKeyValueOfstringstring", namespace = Dictionary.ARRAYS)
class Dictionary {

    /** Where .NET keeps its arrays and dictionaries. */
    static final String ARRAYS = "http://schemas.microsoft.com/2003/10/Serialization/Arrays";

    @XmlElement(name = "KeyValueOfstringstring", namespace = ARRAYS)
    List<Entry> entries = new ArrayList<>();

    @XmlType(
            name = "KeyValueOfstringstring",
            namespace = ARRAYS,
            propOrder = {"key", "value"})
    static class Entry {

        @XmlElement(name = "Key", namespace = ARRAYS, nillable = true)
        String key;

        @XmlElement(name = "Value", namespace = ARRAYS, nillable = true)
        String value;
    }

    /** A map in memory, in the same order. Of two entries with one key the last counts. */
    static class Adapter extends XmlAdapter<Dictionary, Map<String, String>> {

        @Override
        public Map<String, String> unmarshal(Dictionary dictionary) {
            if (dictionary == null) {
                return null;
            }
            Map<String, String> map = new LinkedHashMap<>();
            for (Entry entry : dictionary.entries) {
                map.put(entry.key, entry.value);
            }
            return map;
        }

        @Override
        public Dictionary marshal(Map<String, String> map) {
            if (map == null) {
                return null;
            }
            Dictionary dictionary = new Dictionary();
            map.forEach((key, value) -> {
                Entry entry = new Entry();
                entry.key = key;
                entry.value = value;
                dictionary.entries.add(entry);
            });
            return dictionary;
        }
    }
}
