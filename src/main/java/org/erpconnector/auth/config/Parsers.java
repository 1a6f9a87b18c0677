package org.erpconnector.auth.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the text of a setting becomes a value. A refusal says what would be accepted, as "...". */
final class Parsers {
    private static final Pattern APPLICATION_ID = Pattern.compile("[A-Za-z0-9_-]{1,128}");
    private static final Pattern PATH = Pattern.compile("/[A-Za-z0-9._~/-]*[A-Za-z0-9._~-]");
    private static final Pattern SECRET_PATH = Pattern.compile("[A-Za-z0-9_-]{32,128}");
    /** No scheme but {@code java:}, which stays inside the server: others make the JDK connect to the host in them. */
    private static final Pattern JNDI_NAME = Pattern.compile("(java:/?)?[A-Za-z0-9_$.-]+(/[A-Za-z0-9_$.-]+)*");

    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,9}");
    /**
     * Ranges and single characters of the base64url alphabet; a dot, a control or a negation cannot be written. A range
     * stays within digits, capitals or small letters: 9-A and Z-a have other characters between them.
     */
    private static final Pattern NONCE_PATTERN =
            Pattern.compile("\\[((?:[0-9]-[0-9]|[A-Z]-[A-Z]|[a-z]-[a-z]|[A-Za-z0-9_]){1,64}-?)]"
                    + "\\{([0-9]{1,3})(?:,([0-9]{1,3}))?}");

    /** XML 1.0 (fifth edition) section 2.3, without the colon (Namespaces in XML, section 4): NCName. */
    private static final String NAME_START =
            "A-Z_a-z\\xC0-\\xD6\\xD8-\\xF6\\xF8-\\x{2FF}\\x{370}-\\x{37D}\\x{37F}-\\x{1FFF}"
                    + "\\x{200C}\\x{200D}\\x{2070}-\\x{218F}\\x{2C00}-\\x{2FEF}\\x{3001}-\\x{D7FF}\\x{F900}-\\x{FDCF}"
                    + "\\x{FDF0}-\\x{FFFD}\\x{10000}-\\x{EFFFF}";

    private static final Pattern NCNAME =
            Pattern.compile("[" + NAME_START + "][" + NAME_START + "0-9.\\xB7\\x{300}-\\x{36F}\\x{203F}\\x{2040}-]*");
    /** RFC 3986: a scheme and more, of the characters of a URI but for & and ', which XML escapes. */
    private static final Pattern NAMESPACE =
            Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:[A-Za-z0-9._~:/?#\\[\\]@!$()*+,;=%-]+");
    /** No answer may be in these: XML's own cannot be declared, and an element of SOAP's is no answer. */
    private static final Set<String> RESERVED = Set.of(
            "http://www.w3.org/XML/1998/namespace",
            "http://www.w3.org/2000/xmlns/",
            "http://schemas.xmlsoap.org/soap/envelope/",
            "http://www.w3.org/2003/05/soap-envelope");

    private static final Pattern PLACEHOLDER = Pattern.compile("your[-_ ].*", Pattern.CASE_INSENSITIVE);

    private static final Pattern RANGE = Pattern.compile("([A-Za-z0-9])-([A-Za-z0-9])");

    private static final String ABSOLUTE = "the absolute path of a file";
    private static final int SHORTEST_NONCE = 16;
    private static final int LONGEST_NONCE = 128;
    private static final int SHORTEST_PASSWORD = 12;
    private static final int LONGEST_PASSWORD = 128;

    private Parsers() {}

    static String text(String value) {
        String text = value.strip();
        // Some of these texts are written into XML answers, where one such character spoils every answer.
        if (Printable.INVISIBLE.matcher(text).find()) {
            throw new IllegalArgumentException("one line without control characters or other invisible ones");
        }
        return text;
    }

    static String applicationId(String value) {
        String id = value.strip();
        // Left as it was pasted. It would start, and refuse every token as meant for somebody else.
        if (PLACEHOLDER.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "the client id of your app in SuperOffice's App Store in place of README's"
                            + " placeholder YOUR-CLIENT-ID: what follows app:// in the tenant's connector URL");
        }
        if (!APPLICATION_ID.matcher(id).matches()) {
            throw new IllegalArgumentException(
                    "the client id of the app, letters, digits, - and _ only, without app:// or spn: in front");
        }
        return id;
    }

    static String place(String value) {
        String place = value.strip();
        if (place.indexOf(',') >= 0) {
            throw new IllegalArgumentException("one place, without a comma");
        }
        return place;
    }

    static String jndiName(String value) {
        String name = value.strip();
        if (!JNDI_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a name of the server's naming service, such as java:comp/env/jdbc/erp or jdbc/erp");
        }
        return name;
    }

    static List<String> places(String value) {
        List<String> places =
                Arrays.stream(value.split(",", -1)).map(String::strip).toList();
        if (places.stream().anyMatch(String::isEmpty)) {
            throw new IllegalArgumentException("places separated by single commas");
        }
        return places;
    }

    static Path file(String value) {
        String text = value.strip();
        try {
            Path file = Path.of(text);
            if (file.isAbsolute()) {
                return file;
            }
        } catch (InvalidPathException e) {
            throw new IllegalArgumentException(ABSOLUTE, e);
        }
        throw new IllegalArgumentException(ABSOLUTE);
    }

    static String path(String value) {
        String path = value.strip();
        if (!PATH.matcher(path).matches() || path.contains("//") || path.contains("/.")) {
            throw new IllegalArgumentException(
                    "a path inside the web application, such as /authenticate: it begins with / and does not end with one,"
                            + " and has letters, digits, - _ ~ and . only, no // and no . after a /");
        }
        return path;
    }

    /**
     * A class and a length, nothing more: our key also signs tokens that log a system user in, of the same dotted form,
     * so a nonce that could hold a dot would let a caller choose what our key says.
     */
    static Pattern noncePattern(String value) {
        Matcher form = NONCE_PATTERN.matcher(value.strip());
        if (!form.matches() || hasBackwardRange(form.group(1))) {
            throw new IllegalArgumentException(
                    "one class of letters, digits, _ and - with a length, such as [0-9A-Fa-f]{32}");
        }
        int least = Integer.parseInt(form.group(2));
        int most = form.group(3) == null ? least : Integer.parseInt(form.group(3));
        if (least < SHORTEST_NONCE || most > LONGEST_NONCE || least > most) {
            throw new IllegalArgumentException(
                    "a length from " + SHORTEST_NONCE + " to " + LONGEST_NONCE + " characters");
        }
        return Pattern.compile(value.strip());
    }

    /** Written into answers as it stands, so nothing that a reader of XML would not take for one name. */
    static String elementName(String value) {
        String name = value.strip();
        if (!NCNAME.matcher(name).matches() || Printable.INVISIBLE.matcher(name).find()) {
            throw new IllegalArgumentException(
                    "the local name of an XML element, such as AuthenticationResponse: a letter or _ first, then letters,"
                            + " digits, . - and _ too, without a prefix");
        }
        return name;
    }

    static String namespace(String value) {
        String namespace = value.strip();
        if (!NAMESPACE.matcher(namespace).matches() || !uri(namespace) || RESERVED.contains(namespace)) {
            throw new IllegalArgumentException(
                    "an absolute URI such as http://www.superoffice.com/superid/0.1: ASCII without white space, quotes,"
                            + " < > or &, and neither XML's namespace nor SOAP's");
        }
        return namespace;
    }

    private static boolean uri(String text) {
        try {
            return new URI(text).isAbsolute();
        } catch (URISyntaxException e) {
            return false;
        }
    }

    static URI address(String value) {
        try {
            return new URI(value.strip());
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException(
                    "an address such as https://login.example.com/.well-known/openid-configuration", e);
        }
    }

    static Instant instant(String value) {
        try {
            return OffsetDateTime.parse(value.strip()).toInstant();
        } catch (DateTimeParseException e) {
            throw new IllegalArgumentException(
                    "date, time and zone as in 2027-01-31T22:00:00Z or 2027-01-31T23:00:00+01:00", e);
        }
    }

    private static boolean hasBackwardRange(String members) {
        return RANGE.matcher(members).results().anyMatch(range -> range.group(1).compareTo(range.group(2)) > 0);
    }

    static Function<String, Integer> number(int least, int most) {
        return value -> {
            String text = value.strip();
            if (!DIGITS.matcher(text).matches() || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
                throw new IllegalArgumentException("a whole number from " + least + " to " + most);
            }
            return Integer.parseInt(text);
        };
    }

    static Boolean flag(String value) {
        return switch (value.strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("true or false");
        };
    }

    /** Long enough that nobody guesses it, and of characters that no server and no client writes in another way. */
    static Secret secretPath(String value) {
        String segment = value.strip();
        if (!SECRET_PATH.matcher(segment).matches()) {
            throw new IllegalArgumentException(
                    "one path segment of 32 to 128 letters, digits, - and _, without a slash; make it by chance");
        }
        return new Secret(segment);
    }

    /** Not {@code *}, which nobody is in, nor {@code **}, which everybody is in who has any login of the server's. */
    static String role(String value) {
        String role = value.strip();
        if (role.indexOf('*') >= 0 || Printable.INVISIBLE.matcher(role).find()) {
            throw new IllegalArgumentException(
                    "the name of one role as the server has it, without * and invisible characters");
        }
        return role;
    }

    /** One that a person types: what a browser cannot send, or a budget of guesses cannot protect, is refused at the start. */
    static Secret password(String value) {
        int length = value.length();
        if (length < SHORTEST_PASSWORD
                || length > LONGEST_PASSWORD
                || value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(SHORTEST_PASSWORD + " to " + LONGEST_PASSWORD
                    + " characters without control characters; make them by chance, as openssl rand -base64 18 does");
        }
        return new Secret(value);
    }

    static <E extends Enum<E>> Function<String, E> choice(Class<E> type) {
        List<String> names = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .toList();
        return value -> {
            int at = names.indexOf(value.strip());
            if (at < 0) {
                throw new IllegalArgumentException("one of " + String.join(", ", names));
            }
            return type.getEnumConstants()[at];
        };
    }
}
