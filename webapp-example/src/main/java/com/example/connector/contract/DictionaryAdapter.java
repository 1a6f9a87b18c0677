package com.example.connector.contract;

import jakarta.xml.bind.annotation.adapters.XmlAdapter;
import java.util.LinkedHashMap;
import java.util.Map;

/** A dictionary is a map in memory; the order of its entries is kept, and of two with one key the last counts. */
class DictionaryAdapter extends XmlAdapter<Dictionary, Map<String, String>> {

    @Override
    public Map<String, String> unmarshal(Dictionary dictionary) {
        if (dictionary == null) {
            return null;
        }
        Map<String, String> map = new LinkedHashMap<>();
        dictionary.entries.forEach(entry -> map.put(entry.key, entry.value));
        return map;
    }

    @Override
    public Dictionary marshal(Map<String, String> map) {
        if (map == null) {
            return null;
        }
        Dictionary dictionary = new Dictionary();
        map.forEach((key, value) -> dictionary.entries.add(entry(key, value)));
        return dictionary;
    }

    private static Dictionary.Entry entry(String key, String value) {
        Dictionary.Entry entry = new Dictionary.Entry();
        entry.key = key;
        entry.value = value;
        return entry;
    }
}
