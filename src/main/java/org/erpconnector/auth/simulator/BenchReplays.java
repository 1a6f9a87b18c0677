package org.erpconnector.auth.simulator;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Saved requests, kept in memory, to be sent again. */
final class BenchReplays {

    private static final int MOST = 20;

    private final List<Saved> saved = new ArrayList<>();
    private Optional<Saved> last = Optional.empty();

    /** A request as it was sent. */
    record Saved(String title, HandshakeSettings settings, HttpMessage message) {}

    synchronized void remember(String title, HandshakeSettings settings, Optional<HttpMessage> message) {
        last = message.map(sent -> new Saved(title, settings, sent));
    }

    synchronized List<String> titles() {
        return saved.stream().map(Saved::title).toList();
    }

    synchronized void save(Instant now) throws UsageException {
        Saved request = last.orElseThrow(() -> new UsageException("There is nothing to save: send a handshake first."));
        if (saved.size() >= MOST) {
            saved.remove(0);
        }
        String title = now.toString().substring(11, 19) + " UTC, " + request.title();
        saved.add(new Saved(title, request.settings(), request.message()));
    }

    synchronized Saved saved(@Nullable Object index) throws UsageException {
        if (index instanceof Number number && number.intValue() >= 0 && number.intValue() < saved.size()) {
            return saved.get(number.intValue());
        }
        throw new UsageException("There is no such saved request.");
    }

    static void send(Saved request, BenchNarrator say, BenchFaults.VerdictListener listener) {
        HttpCaller caller = request.settings().http();
        say.step(2, "AAS -> connector", "the saved request, as it was, byte for byte");
        try {
            HttpReply reply = caller.heardBy(say).send(request.message());
            ConnectorAnswer answer = AnswerReader.read(reply, request.settings());
            // Also in another form than that of the contract: a fault may have sent one.
            boolean again =
                    Exchange.accepts(reply, request.settings().contract().isSoap());
            String what = "HTTP " + reply.status() + " after " + reply.millis() + " ms";
            say.step(3, "connector -> AAS", what + (again ? ": accepted" : ": not accepted"));
            if (again) {
                listener.verdict(
                        "failed", "ACCEPTED AGAIN: a copied request gets a signature", Optional.of(Advice.REPLAYED));
            } else {
                String reason = Shown.text(answer.reason());
                listener.verdict("ok", "REFUSED, as a copy has to be: " + reason, Optional.empty());
            }
        } catch (UnreachableException e) {
            say.failed(3, "connector -> AAS", "no answer");
            Advice advice = Advice.unreachable(e, caller.url().toString());
            listener.verdict("failed", "UNREACHABLE: " + Shown.cause(e), Optional.of(advice));
        }
    }
}
