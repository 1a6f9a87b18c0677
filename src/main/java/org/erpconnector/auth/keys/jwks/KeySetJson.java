package org.erpconnector.auth.keys.jwks;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.erpconnector.auth.json.MalformedJsonException;
import org.erpconnector.auth.json.StrictJson;

/** How documents of an issuer are read. Stateless. */
final class KeySetJson {
    /** A hundred keys of a dozen members each are many. */
    private static final StrictJson.Limits LIMITS = new StrictJson.Limits(HttpAnswer.LARGEST_BODY, 16, 4096);

    private static final String REMEDY = "Look at what answers at this address";

    private KeySetJson() {}

    static JsonNode object(String text) throws KeySetException {
        try {
            return new StrictJson(LIMITS).object(text);
        } catch (MalformedJsonException e) {
            throw new KeySetException("the answer is " + e.fault(), REMEDY);
        }
    }

    /**
     * True if a member says nothing: it is not there, null, empty, or holds only what says nothing. .NET's
     * JsonWebKey, and writers that serialise an object's fields, write {@code "oth":[]} or {@code "d":null} for
     * what the key has not.
     */
    static boolean absent(JsonNode member) {
        if (member.isContainerNode()) {
            for (JsonNode element : member) {
                if (!absent(element)) {
                    return false;
                }
            }
            return true;
        }
        return member.isMissingNode()
                || member.isNull()
                || (member.isTextual() && member.textValue().isEmpty());
    }

    /** A member that is text; empty where there is none, or an empty one, or null. */
    static Optional<String> text(JsonNode object, String name) throws KeySetException {
        JsonNode member = object.path(name);
        if (!member.isContainerNode() && absent(member)) {
            return Optional.empty();
        }
        if (!member.isTextual()) {
            throw new KeySetException("its " + name + " is no text", REMEDY);
        }
        return Optional.of(member.textValue());
    }
}
