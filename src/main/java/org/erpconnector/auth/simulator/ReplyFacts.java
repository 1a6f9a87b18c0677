package org.erpconnector.auth.simulator;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.jspecify.annotations.Nullable;

/**
 * Parts of a SOAP reply. Each is found even if another is wrong, so that each can be judged by its own case.
 *
 * @param envelope the root element; empty if the reply is not XML
 * @param wrapper the first child of the body
 * @param holder the parent of the members: the result element if the contract has one, otherwise the wrapper
 */
record ReplyFacts(
        Optional<XmlElement> envelope, Optional<XmlElement> wrapper, Optional<XmlElement> holder, ReplyShape shape) {

    static ReplyFacts of(HttpReply reply, HandshakeSettings settings) {
        ReplyShape shape = ReplyShape.of(settings);
        Optional<XmlElement> envelope = xml(reply);
        Optional<XmlElement> wrapper = envelope.flatMap(whole -> whole.child("Body"))
                .flatMap(body -> body.children().stream().findFirst());
        Optional<XmlElement> holder = shape.result().isPresent()
                ? wrapper.flatMap(outer -> outer.child(shape.result().get().getLocalPart()))
                : wrapper;
        return new ReplyFacts(envelope, wrapper, holder, shape);
    }

    private static Optional<XmlElement> xml(HttpReply reply) {
        try {
            return Optional.of(XmlElement.parse(reply.body()));
        } catch (MalformedException e) {
            return Optional.empty();
        }
    }

    /** The members of the contract that are present, in any namespace, in document order. */
    List<XmlElement> members() {
        return holder.map(XmlElement::children).orElse(List.of()).stream()
                .filter(child -> shape.order().contains(child.name()))
                .toList();
    }

    boolean inOrder() {
        List<Integer> places = members().stream()
                .map(member -> shape.order().indexOf(member.name()))
                .toList();
        return places.stream().sorted().distinct().toList().equals(places);
    }

    Optional<XmlElement> member(String name) {
        return members().stream().filter(member -> member.name().equals(name)).findFirst();
    }

    /** Passes if the element has the expected name; the finding says which name it has. */
    static Finding named(Optional<XmlElement> element, QName expected) {
        return Finding.of(
                element.filter(found -> found.qname().equals(expected)).isPresent(),
                element.map(found -> "it is " + Shown.element(found.qname())).orElse("there is none") + " instead of "
                        + Shown.element(expected));
    }

    /** The token, anywhere in the reply. */
    static Optional<String> tokenAnywhere(HttpReply reply) {
        return xml(reply).map(ReplyFacts::tokenBelow).orElseGet(() -> tokenOf(text(reply)));
    }

    static String text(HttpReply reply) {
        return new String(reply.body(), StandardCharsets.UTF_8);
    }

    private static Optional<String> tokenBelow(XmlElement element) {
        return element.name().equals(ReplyShape.TOKEN)
                ? Optional.of(element.text())
                : element.children().stream()
                        .flatMap(child -> tokenBelow(child).stream())
                        .findFirst();
    }

    private static Optional<String> tokenOf(String text) {
        return text.startsWith("{")
                ? Optional.ofNullable(json(text).get(ReplyShape.TOKEN)).map(Object::toString)
                : Optional.of(text.strip()).filter(token -> !token.isEmpty());
    }

    /** Empty if the text is not a JSON object. */
    static Map<String, @Nullable Object> json(String text) {
        try {
            Map<String, @Nullable Object> members = JSONObjectUtils.parse(text);
            return members == null ? Map.of() : members;
        } catch (ParseException e) {
            return Map.of();
        }
    }
}
