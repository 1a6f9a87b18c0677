package com.example.connector.erp;

import com.example.connector.contract.FieldMetadataInfoWS.Type;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoField;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Field values as text: {@code [I:123]}, {@code [F:1.5]}, {@code [DT:12/31/2013 23:59:59.0000000]}, a checkbox as
 * {@code [I:1]} or {@code [I:0]}; strings and list keys stand bare, nothing at all is the empty string.
 */
public final class ErpValue {

    private static final Pattern TAGGED = Pattern.compile("\\[(I|F|DT):([^\\[\\]]*)]");
    private static final DateTimeFormatter WRITTEN = date(7);
    private static final DateTimeFormatter READ = date(0);
    private static final Map<Type, String> TAGS = Map.of(
            Type.CHECKBOX, "I",
            Type.INTEGER, "I",
            Type.DOUBLE, "F",
            Type.DATETIME, "DT");

    private ErpValue() {}

    public static String encode(Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Boolean yes) {
            return yes ? "[I:1]" : "[I:0]";
        }
        if (value instanceof Integer number) {
            return "[I:" + number + "]";
        }
        if (value instanceof Double number) {
            return "[F:" + BigDecimal.valueOf(number).stripTrailingZeros().toPlainString() + "]";
        }
        if (value instanceof LocalDateTime moment) {
            return "[DT:" + WRITTEN.format(moment) + "]";
        }
        return value.toString();
    }

    /** The value that a text means in a field of this type; null when the text is null or empty. */
    public static Object decode(Type type, String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        if (!TAGS.containsKey(type)) {
            return text;
        }
        try {
            return parse(type, content(type, text));
        } catch (NumberFormatException | DateTimeException e) {
            throw bad(type, text);
        }
    }

    private static String content(Type type, String text) {
        Matcher tagged = TAGGED.matcher(text);
        // A whole number does for a double.
        boolean fits = tagged.matches()
                && (tagged.group(1).equals(TAGS.get(type))
                        || type == Type.DOUBLE && tagged.group(1).equals("I"));
        if (!fits) {
            throw bad(type, text);
        }
        return tagged.group(2);
    }

    private static Object parse(Type type, String content) {
        return switch (type) {
            case INTEGER -> Integer.valueOf(content);
            case DOUBLE -> finite(new BigDecimal(content).doubleValue());
            case DATETIME -> ErpTime.inDatabase(LocalDateTime.parse(content, READ));
            case CHECKBOX -> flag(Integer.parseInt(content));
            case TEXT, PASSWORD, LIST, LABEL -> content;
        };
    }

    private static Double finite(double number) {
        if (!Double.isFinite(number)) {
            throw new NumberFormatException();
        }
        return number;
    }

    private static Boolean flag(int number) {
        if (number != 0 && number != 1) {
            throw new NumberFormatException();
        }
        return number == 1;
    }

    private static ConnectorException bad(Type type, String text) {
        return ConnectorException.badRequest(
                "A value does not fit its field.", "Not a value of type " + type + ": [" + text + "]");
    }

    private static DateTimeFormatter date(int leastFraction) {
        return new DateTimeFormatterBuilder()
                .appendPattern("MM/dd/uuuu HH:mm:ss")
                .appendFraction(ChronoField.NANO_OF_SECOND, leastFraction, 7, true)
                .toFormatter(Locale.ROOT)
                .withResolverStyle(ResolverStyle.STRICT);
    }
}
