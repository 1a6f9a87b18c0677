package org.erpconnector.auth.erp;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A request as WCF writes it. Members that are not set are nil. */
public final class ErpRequest {
    private final ErpContract.Operation operation;
    private final Map<String, Object> members = new LinkedHashMap<>();
    private boolean backwards;

    private ErpRequest(ErpContract.Operation operation) {
        this.operation = operation;
        operation.members().forEach(member -> members.put(member, null));
    }

    public static ErpRequest of(String operation, String connection) {
        ErpRequest request = new ErpRequest(ErpContract.operation(operation));
        return request.members.containsKey("ConnectionGuid") ? request.with("ConnectionGuid", connection) : request;
    }

    /**
     * Sets a member.
     *
     * @param value a string, a list of strings, restrictions or actors, a map of strings, or an actor; null: nil
     */
    public ErpRequest with(String member, Object value) {
        if (!members.containsKey(member)) {
            throw new IllegalArgumentException(operation.request() + " has no " + member);
        }
        members.put(member, value);
        return this;
    }

    /** Leaves a member out. */
    public ErpRequest without(String member) {
        members.remove(member);
        return this;
    }

    /** In the opposite order. Mono's WCF too sends inherited members last. */
    public ErpRequest backwards() {
        backwards = true;
        return this;
    }

    /** What an actor is when it is sent. */
    public record Actor(
            String type,
            String key,
            Map<String, String> values,
            String lastModified,
            String parentType,
            String parentKey) {
        public static Actor of(String type, String key, Map<String, String> values) {
            return new Actor(type, key, values, null, null, null);
        }

        public Actor below(String otherType, String otherKey) {
            return new Actor(type, key, values, lastModified, otherType, otherKey);
        }
    }

    public record Restriction(String fieldKey, String operator, List<String> values) {}

    public ErpContract.Operation operation() {
        return operation;
    }

    public String envelope() {
        return envelope(body());
    }

    public static String envelope(String body) {
        return "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>" + body
                + "</s:Body></s:Envelope>";
    }

    /** What is in the SOAP body. */
    public String body() {
        if (operation.request().isEmpty()) {
            return "";
        }
        List<String> names = new ArrayList<>(members.keySet());
        if (backwards) {
            Collections.reverse(names);
        }
        StringBuilder xml = new StringBuilder("<" + operation.request() + " xmlns=\"" + ErpContract.NAMESPACE
                + "\" xmlns:d4p1=\"" + ErpContract.ARRAYS
                + "\" xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\">");
        names.forEach(name -> xml.append(element(name, members.get(name))));
        return xml.append("</").append(operation.request()).append('>').toString();
    }

    private static String element(String name, Object value) {
        return value == null ? "<" + name + " i:nil=\"true\"/>" : "<" + name + ">" + content(value) + "</" + name + ">";
    }

    private static String content(Object value) {
        if (value instanceof List<?> list) {
            return String.join("", list.stream().map(ErpRequest::item).toList());
        }
        if (value instanceof Map<?, ?> map) {
            return entries(map.entrySet());
        }
        if (value instanceof Actor actor) {
            return structure(
                    ErpContract.ACTOR,
                    actor.type(),
                    actor.key(),
                    actor.values(),
                    actor.lastModified(),
                    actor.parentType(),
                    actor.parentKey());
        }
        if (value instanceof Restriction restriction) {
            return structure(
                    ErpContract.RESTRICTION,
                    restriction.fieldKey(),
                    restriction.operator(),
                    null,
                    restriction.values());
        }
        return escaped(value.toString());
    }

    private static String item(Object value) {
        if (value instanceof Actor) {
            return element("ErpActorWS", value);
        }
        return element(value instanceof Restriction ? "SearchRestrictionInfoWS" : "d4p1:string", value);
    }

    private static String entries(Set<? extends Map.Entry<?, ?>> entries) {
        return String.join(
                "",
                entries.stream()
                        .map(entry -> "<d4p1:KeyValueOfstringstring>" + element("d4p1:Key", entry.getKey())
                                + element("d4p1:Value", entry.getValue()) + "</d4p1:KeyValueOfstringstring>")
                        .toList());
    }

    private static String structure(List<String> names, Object... values) {
        StringBuilder xml = new StringBuilder();
        List<Object> all = Arrays.asList(values);
        for (int i = 0; i < names.size(); i++) {
            xml.append(element(names.get(i), all.get(i)));
        }
        return xml.toString();
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
