package org.erpconnector.auth.message;

import java.util.Optional;

/**
 * Names of a connector's answer that the question does not tell. A WCF service may name the answer's wrapper as it
 * likes, and its client drops any other.
 *
 * @param element local name of the Body's child; empty: the question's with {@code Response}
 * @param namespace replaces the namespace of the question; empty: it stays
 */
public record AnswerNames(Optional<String> element, Optional<String> namespace) {
    /** All from the question. */
    public static final AnswerNames DERIVED = new AnswerNames(Optional.empty(), Optional.empty());

    String element(String derived) {
        return element.orElse(derived);
    }

    /**
     * The question's shape in the answer's namespace. Members in the question's namespace change with it; those in
     * another belong to a data contract, which keeps its own.
     */
    Shape.Soap in(Shape.Soap shape) {
        if (namespace.isEmpty()) {
            return shape;
        }
        boolean together = shape.memberNamespace().equals(shape.namespace());
        return new Shape.Soap(
                shape.contract(),
                shape.version(),
                shape.element(),
                namespace.get(),
                together ? namespace.get() : shape.memberNamespace());
    }
}
