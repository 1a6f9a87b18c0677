package org.erpconnector.auth.simulator;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** A customer, supplier, person or project of the ERP system; absent members are empty. */
record ErpActor(
        String type, String key, Map<String, String> values, String lastModified, String parentType, String parentKey) {

    /** The first value whose field key contains name, or the key. */
    String label() {
        return values.entrySet().stream()
                .filter(e -> e.getKey().toLowerCase(Locale.ROOT).contains("name"))
                .map(Map.Entry::getValue)
                .filter(value -> !value.isBlank())
                .findFirst()
                .orElse(key);
    }

    ErpType.Value toSend() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("ActorType", type);
        members.put("ErpKey", key);
        members.put("FieldValues", values);
        members.put("LastModified", lastModified);
        members.put("ParentActorType", parentType);
        members.put("ParentErpKey", parentKey);
        members.values().removeIf(""::equals);
        return ErpType.ACTOR.of(members);
    }
}
