package org.erpconnector.auth.observe;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import org.erpconnector.auth.reason.Reason;

/**
 * The headline of the status page: whether handshakes are answered, if not why, and what to do. Requests of strangers
 * do not change it: only keys, failures that strangers cannot cause, and tokens that SuperOffice signed do.
 *
 * @param kind the state
 * @param why the reason in a sentence
 * @param remedy what to do; empty if {@code why} says it
 */
record StatusState(Kind kind, String why, String remedy) {
    /** From good to bad. */
    enum Kind {
        ANSWERING("answering", "Answering"),
        DEGRADED("degraded", "Degraded"),
        NOT_ANSWERING("not-answering", "Not answering");

        private final String label;
        private final String title;

        Kind(String label, String title) {
            this.label = label;
            this.title = title;
        }
    }

    static StatusState of(KeyReport keys, History history) {
        Optional<Verdict> latest = history.decisive();
        if (!keys.usable()) {
            return new StatusState(Kind.NOT_ANSWERING, keys.problem().orElse("no key of the caller is known"), "");
        }
        if (latest.isPresent() && latest.get().outcome() == Outcome.FAILED) {
            return because(Kind.NOT_ANSWERING, "The last handshake failed: ", latest.get());
        }
        if (keys.problem().isPresent()) {
            return new StatusState(Kind.DEGRADED, keys.problem().get(), "");
        }
        if (latest.isPresent() && latest.get().outcome() == Outcome.REFUSED) {
            return because(Kind.DEGRADED, "SuperOffice's last handshake was refused: ", latest.get());
        }
        return new StatusState(
                Kind.ANSWERING,
                latest.isPresent()
                        ? "SuperOffice's last handshake was answered."
                        : "Keys are loaded. SuperOffice has sent no handshake since the start.",
                "");
    }

    private static StatusState because(Kind kind, String what, Verdict verdict) {
        Reason reason = verdict.reason().orElseThrow();
        return new StatusState(
                kind,
                what + plain(reason.meaning()) + " (" + reason.code() + "). The log has the details, at "
                        + StatusReport.text(verdict.instant()) + ".",
                plain(reason.remedy()));
    }

    /** A sentence of the manual without its Markdown. */
    static String plain(String markdown) {
        return markdown.replace("`", "");
    }

    ObjectNode tree() {
        return JsonNodeFactory.instance
                .objectNode()
                .put("kind", kind.label)
                .put("title", kind.title)
                .put("why", why)
                .put("remedy", remedy);
    }
}
