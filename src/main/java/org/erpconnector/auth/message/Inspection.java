package org.erpconnector.auth.message;

import java.util.function.Function;
import java.util.function.Supplier;
import org.erpconnector.auth.reason.Reason;
import org.jspecify.annotations.Nullable;

/** What a request is: told by its head, and where that leaves it open, by its body. */
public sealed interface Inspection permits Inspection.NotOurs, Inspection.Unread, Inspection.Refused, HandshakeRequest {
    /** Not a handshake: goes on to the connector as it came. */
    record NotOurs() implements Inspection {
        /** One for all, since nearly every request is one. */
        static final NotOurs INSTANCE = new NotOurs();
    }

    /**
     * The body decides, and has to be read.
     *
     * @param dialect how a refusal is worded
     * @param certain true if the head alone says that this is a handshake, so that the connector never gets it
     * @param action the SOAP action as sent, without quotes; empty: none
     * @param mediaType the Content-Type
     */
    record Unread(Dialect dialect, boolean certain, String action, MediaType mediaType) implements Inspection {
        /** A request in SOAP. */
        public static Unread soap(SoapVersion version, boolean certain, String action, @Nullable String contentType) {
            return new Unread(version, certain, action, MediaType.parse(contentType));
        }

        /** A request to the HTTP contract. */
        public static Unread http(Contract contract, @Nullable String contentType) {
            return new Unread(new Shape.Http(contract), true, "", MediaType.parse(contentType));
        }
    }

    /**
     * A handshake that is refused before its token is judged.
     *
     * @param dialect how the refusal is worded
     * @param problem why
     */
    record Refused(Dialect dialect, Reason problem) implements Inspection {}

    /** What the one of these four that it is comes to: a switch in which none can be forgotten. */
    default <A> A fold(
            Supplier<A> notOurs,
            Function<? super Unread, A> unread,
            Function<? super Refused, A> refused,
            Function<? super HandshakeRequest, A> asked) {
        if (this instanceof Unread it) {
            return unread.apply(it);
        }
        if (this instanceof Refused it) {
            return refused.apply(it);
        }
        return this instanceof HandshakeRequest it ? asked.apply(it) : notOurs.get();
    }
}
