package org.erpconnector.auth.message;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.erpconnector.auth.reason.Reason;
import org.jspecify.annotations.Nullable;

/**
 * A Content-Type header, read as RFC 9110 section 8.3.1 writes it.
 *
 * @param type type and subtype in lower case
 * @param parameters name in lower case and value without quotes, in order
 */
public record MediaType(String type, List<Parameter> parameters) {
    /**
     * One parameter.
     *
     * @param name in lower case
     * @param value without quotes
     */
    public record Parameter(String name, String value) {}

    /** Reads the header; null is read as an empty one. */
    static MediaType parse(@Nullable String header) {
        List<String> parts = split(header == null ? "" : header, ';');
        List<Parameter> parameters = new ArrayList<>();
        for (String part : parts.subList(1, parts.size())) {
            int equals = part.indexOf('=');
            if (equals > 0) {
                String name = part.substring(0, equals).strip().toLowerCase(Locale.ROOT);
                parameters.add(
                        new Parameter(name, unquote(part.substring(equals + 1).strip())));
            }
        }
        return new MediaType(parts.get(0).strip().toLowerCase(Locale.ROOT), List.copyOf(parameters));
    }

    /** Every value of a parameter. More than one is the sender's mistake, or an attack. */
    List<String> values(String name) {
        return parameters.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .toList();
    }

    /** The one charset named, empty if none; two are {@link Reason#MEDIA_TYPE_UNSUPPORTED}. */
    Optional<String> charset() throws MalformedMessageException {
        List<String> charsets = values("charset");
        if (charsets.size() > 1) {
            throw new MalformedMessageException(Reason.MEDIA_TYPE_UNSUPPORTED);
        }
        return charsets.stream().findFirst().map(charset -> charset.toLowerCase(Locale.ROOT));
    }

    /** At separators that do not stand in quotes: an action may hold one. */
    static List<String> split(String header, char separator) {
        if (header.indexOf(separator) < 0) {
            return List.of(header);
        }
        List<String> parts = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < header.length(); i++) {
            char c = header.charAt(i);
            quoted = (c == '"') != quoted;
            if (c == separator && !quoted) {
                parts.add(part.toString());
                part.setLength(0);
            } else {
                part.append(c);
            }
        }
        parts.add(part.toString());
        return parts;
    }

    /** In single quotes as well: RFC 9110 does not know them, but some clients write them and some servers take them off. */
    static String unquote(String value) {
        int last = value.length() - 1;
        boolean quoted = last > 0
                && (value.charAt(0) == '"' || value.charAt(0) == '\'')
                && value.charAt(0) == value.charAt(last);
        return quoted ? value.substring(1, last) : value;
    }
}
