package org.erpconnector.auth.simulator;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A handshake and its outcome, read more tolerantly than SuperOffice reads: an acceptance in a wrong form is an
 * acceptance, so that only the case about the form fails, and a signature in the wrong place is a signature.
 *
 * @param reply absent if the connection was closed without one
 * @param said the outcome in words
 */
record Exchange(CallerToken sent, Optional<HttpReply> reply, Outcome outcome, String said) {

    /** The outcome of a handshake. */
    enum Outcome {
        /** Accepted, or a reply with a token. */
        ACCEPTED,
        /** Refused in the form of the contract. */
        REFUSED,
        /** A SOAP fault. */
        FAULT,
        /** A status of 300 to 499. */
        STATUS,
        /** The connection was closed without a reply. */
        CLOSED,
        /** A server error, or a reply that cannot be interpreted. */
        OTHER
    }

    /** Refusals; a connector may choose any of them, unless a case is stricter. */
    static final Set<Outcome> REFUSALS =
            Set.copyOf(EnumSet.of(Outcome.REFUSED, Outcome.FAULT, Outcome.STATUS, Outcome.CLOSED));

    private static final Pattern REPLY_TOKEN = Pattern.compile("[0-9A-Za-z_-]*\\.[0-9]{12}\\.[0-9A-Za-z+/=_-]{40,}");
    private static final Set<String> FLAGS = Set.of("Succeeded", "IsSuccessful");
    private static final Set<String> REASONS = Set.of("Reason", "ErrorMessage");
    private static final Set<String> FAULTS = Set.of("faultstring", "Text");

    static Exchange broken(CallerToken sent) {
        return new Exchange(sent, Optional.empty(), Outcome.CLOSED, "ended the connection without an answer");
    }

    static Exchange of(CallerToken sent, HttpReply reply, boolean soap) {
        if (reply.truncated()) {
            return with(sent, reply, Outcome.OTHER, "sent more than " + reply.body().length + " bytes");
        }
        String text = ReplyFacts.text(reply);
        return REPLY_TOKEN.matcher(text).find()
                ? with(sent, reply, Outcome.ACCEPTED, "accepted it, and signed")
                : soap ? soap(sent, reply) : http(sent, reply, text);
    }

    /** Whether a reply accepts, in any form. */
    static boolean accepts(HttpReply reply, boolean soap) {
        return of(new CallerToken("", "", "", "", "", Instant.EPOCH), reply, soap).outcome == Outcome.ACCEPTED;
    }

    private static Exchange soap(CallerToken sent, HttpReply reply) {
        XmlElement envelope;
        try {
            envelope = XmlElement.parse(reply.body());
        } catch (MalformedException e) {
            return status(sent, reply, "no XML");
        }
        Optional<String> flag = find(envelope, FLAGS);
        Optional<String> token = find(envelope, Set.of(ReplyShape.TOKEN));
        if (token.filter(text -> !text.isBlank()).isPresent()) {
            return with(sent, reply, Outcome.ACCEPTED, "accepted it, and gave a token");
        }
        if (flag.isPresent()) {
            boolean yes = Set.of("true", "1").contains(flag.get().strip());
            return yes
                    ? with(sent, reply, Outcome.ACCEPTED, "accepted it")
                    : with(sent, reply, Outcome.REFUSED, "refused it" + reason(find(envelope, REASONS)));
        }
        return find(envelope, Set.of("Fault")).isPresent()
                ? with(sent, reply, Outcome.FAULT, "answered with a SOAP fault" + reason(find(envelope, FAULTS)))
                : status(sent, reply, "XML without Succeeded or a fault");
    }

    private static Exchange http(CallerToken sent, HttpReply reply, String text) {
        if (reply.isSuccess()) {
            Map<String, @Nullable Object> members = ReplyFacts.json(text);
            boolean yes = Boolean.TRUE.equals(members.get("Succeeded"))
                    || members.get(ReplyShape.TOKEN) instanceof String
                    || text.strip().matches("[0-9A-Za-z_-]+\\.[0-9A-Za-z_-]+\\.[0-9A-Za-z_-]+");
            return yes
                    ? with(sent, reply, Outcome.ACCEPTED, "accepted it")
                    : with(sent, reply, Outcome.OTHER, "answered HTTP " + reply.status() + " without a token");
        }
        return reply.status() >= 400 && reply.status() < 500
                ? with(sent, reply, Outcome.REFUSED, "refused it with " + reply.statusInWords())
                : status(sent, reply, "");
    }

    /** A status of 300 to 499 is a refusal, any other is not. */
    private static Exchange status(CallerToken sent, HttpReply reply, String what) {
        boolean refuses = reply.status() >= 300 && reply.status() < 500;
        String content = what.isEmpty() || refuses ? "" : ", " + what;
        return with(
                sent, reply, refuses ? Outcome.STATUS : Outcome.OTHER, "answered " + reply.statusInWords() + content);
    }

    private static Exchange with(CallerToken sent, HttpReply reply, Outcome outcome, String said) {
        return new Exchange(sent, Optional.of(reply), outcome, said);
    }

    private static String reason(Optional<String> text) {
        return text.filter(words -> !words.isBlank())
                .map(words -> " [" + Shown.text(words) + "]")
                .orElse("");
    }

    /** The text of the first element with one of these names, at any depth. */
    private static Optional<String> find(XmlElement element, Set<String> names) {
        if (names.contains(element.name())) {
            return Optional.of(element.text());
        }
        return element.children().stream()
                .flatMap(child -> find(child, names).stream())
                .findFirst();
    }

    /** The outcome in words, without the nonce. */
    String shown() {
        return said.replace(sent.nonce(), Shown.ends(sent.nonce()));
    }

    /** Without the token. */
    @Override
    public String toString() {
        return "Exchange[" + outcome + "]";
    }
}
