package org.erpconnector.auth.simulator;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * JSON (RFC 8259) as strictly as a judge reads it: UTF-8, one value, no member twice (RFC 7515, section 4, lets a JWT's
 * reader refuse that), no deep nesting, no numbers of absurd length. Objects become maps, arrays lists, numbers
 * {@link BigDecimal}.
 */
final class Json {

    private static final int DEEPEST = 20;
    private static final Pattern NUMBER =
            Pattern.compile("-?(?:0|[1-9][0-9]{0,30})(?:\\.[0-9]{1,30})?(?:[eE][+-]?[0-9]{1,3})?");
    private static final String ESCAPES = "\"\\/bfnrt";
    private static final String ESCAPED = "\"\\/\b\f\n\r\t";

    private final String text;
    private int at;

    private Json(String text) {
        this.text = text;
    }

    /** Reads a text that must be one object. */
    static Map<String, @Nullable Object> object(byte[] utf8) throws MalformedException {
        Json json = new Json(decoded(utf8));
        json.skipSpace();
        json.expect('{');
        Map<String, @Nullable Object> object = json.members(1);
        json.skipSpace();
        if (json.at != json.text.length()) {
            throw new MalformedException("something follows the JSON object");
        }
        return object;
    }

    /** A string with its quotation marks. */
    static String quoted(String value) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            int escape = c == '/' ? -1 : ESCAPED.indexOf(c);
            if (escape >= 0) {
                quoted.append('\\').append(ESCAPES.charAt(escape));
            } else if (c < 0x20) {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }

    private static String decoded(byte[] utf8) throws MalformedException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedException("it is not UTF-8", e);
        }
    }

    private @Nullable Object value(int depth) throws MalformedException {
        if (depth > DEEPEST) {
            throw new MalformedException("its JSON is nested more than " + DEEPEST + " deep");
        }
        skipSpace();
        return switch (peek()) {
            case '{' -> {
                at++;
                yield members(depth + 1);
            }
            case '[' -> {
                at++;
                yield elements(depth + 1);
            }
            case '"' -> string();
            case 't' -> word("true", true);
            case 'f' -> word("false", false);
            case 'n' -> word("null", null);
            default -> number();
        };
    }

    private Map<String, @Nullable Object> members(int depth) throws MalformedException {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        skipSpace();
        if (taken('}')) {
            return members;
        }
        do {
            skipSpace();
            String name = string();
            skipSpace();
            expect(':');
            if (members.containsKey(name)) {
                throw new MalformedException("its JSON has a member twice");
            }
            members.put(name, value(depth));
            skipSpace();
        } while (taken(','));
        expect('}');
        return members;
    }

    private List<@Nullable Object> elements(int depth) throws MalformedException {
        List<@Nullable Object> elements = new ArrayList<>();
        skipSpace();
        if (taken(']')) {
            return elements;
        }
        do {
            elements.add(value(depth));
            skipSpace();
        } while (taken(','));
        expect(']');
        return elements;
    }

    private String string() throws MalformedException {
        expect('"');
        StringBuilder string = new StringBuilder();
        while (peek() != '"') {
            char c = text.charAt(at++);
            if (c < 0x20) {
                throw new MalformedException("a JSON string has a bare control character");
            }
            string.append(c == '\\' ? escape() : c);
        }
        at++;
        return string.toString();
    }

    private char escape() throws MalformedException {
        char c = peek();
        at++;
        if (c == 'u' && text.substring(at, Math.min(at + 4, text.length())).matches("[0-9A-Fa-f]{4}")) {
            at += 4;
            return (char) Integer.parseInt(text.substring(at - 4, at), 16);
        }
        int escape = ESCAPES.indexOf(c);
        if (escape < 0) {
            throw new MalformedException("a JSON string has an escape that does not exist");
        }
        return ESCAPED.charAt(escape);
    }

    private BigDecimal number() throws MalformedException {
        Matcher number = NUMBER.matcher(text).region(at, text.length());
        if (!number.lookingAt()) {
            throw new MalformedException("its JSON has something that is no value");
        }
        at = number.end();
        return new BigDecimal(number.group());
    }

    private @Nullable Object word(String word, @Nullable Object meaning) throws MalformedException {
        if (!text.startsWith(word, at)) {
            throw new MalformedException("its JSON has something that is no value");
        }
        at += word.length();
        return meaning;
    }

    private void expect(char c) throws MalformedException {
        if (!taken(c)) {
            throw new MalformedException("its JSON lacks a [" + c + "]");
        }
    }

    private boolean taken(char c) throws MalformedException {
        if (peek() != c) {
            return false;
        }
        at++;
        return true;
    }

    private char peek() throws MalformedException {
        if (at >= text.length()) {
            throw new MalformedException("its JSON ends too early");
        }
        return text.charAt(at);
    }

    private void skipSpace() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }
}
