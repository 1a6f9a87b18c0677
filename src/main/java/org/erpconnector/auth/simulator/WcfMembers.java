package org.erpconnector.auth.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Members of a reply as a WCF client reads them: forward only. After a member it expects only later ones, so a member
 * that comes too late is silently lost, and so is one in another namespace. {@code losses} describes each.
 */
record WcfMembers(Map<String, XmlElement> present, List<String> losses) {

    static WcfMembers read(XmlElement parent, String namespace, List<String> order) {
        Map<String, XmlElement> present = new HashMap<>();
        List<String> losses = new ArrayList<>();
        String last = "";
        int next = 0;
        for (XmlElement child : parent.children()) {
            int position = order.indexOf(child.name());
            if (position < 0) {
                // Unknown members are skipped, so that WCF contracts can be extended.
                continue;
            }
            if (!child.namespace().equals(namespace)) {
                losses.add(child.name() + " is in the namespace [" + Shown.text(child.namespace())
                        + "], the caller looks in [" + namespace + "]: it does not see it");
            } else if (position < next) {
                losses.add(child.name() + " comes after " + last + ", the caller expects the order "
                        + String.join(", ", order) + ": it does not see it");
            } else {
                present.put(child.name(), child);
                last = child.name();
                next = position + 1;
            }
        }
        return new WcfMembers(Map.copyOf(present), List.copyOf(losses));
    }

    /** A string member, absent if nil; white space is part of it. */
    Optional<String> text(String name) throws MalformedException {
        XmlElement member = present.get(name);
        if (member == null || member.isNil()) {
            return Optional.empty();
        }
        if (!member.children().isEmpty()) {
            throw new MalformedException(name + " has child elements, the caller expects text");
        }
        return Optional.of(member.text());
    }

    /** A boolean member, false if absent (XML Schema part 2, section 3.2.2: true, false, 1, 0). */
    boolean bool(String name) throws MalformedException {
        XmlElement member = present.get(name);
        if (member == null) {
            return false;
        }
        return switch (member.text().strip()) {
            case "true", "1" -> true;
            case "false", "0" -> false;
            default ->
                throw new MalformedException(
                        name + " is [" + Shown.text(member.text()) + "]; true and false are the words for it");
        };
    }
}
