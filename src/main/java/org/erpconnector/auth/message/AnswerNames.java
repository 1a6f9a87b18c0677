package org.erpconnector.auth.message;

import java.util.Optional;

/**
 * What connector answers are called where the question's names do not tell. In WCF an answer is a class of its own, which
 * may name its wrapper as it likes; a client drops one that is called otherwise.
 *
 * @param element local name of the Body's child; empty: the question's with {@code Response}
 * @param namespace takes the place of the question's, the Body's child; empty: that one
 */
public record AnswerNames(Optional<String> element, Optional<String> namespace) {
    /** All from the question. */
    public static final AnswerNames DERIVED = new AnswerNames(Optional.empty(), Optional.empty());

    String element(String derived) {
        return element.orElse(derived);
    }

    /**
     * The question's shape in the answer's namespace. Members in the question's namespace belong to the same contract and
     * go with it; those in another are of a data contract, which has a namespace of its own.
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
