package org.erpconnector.auth.message;

import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.erpconnector.auth.reason.Reason;
import org.jspecify.annotations.Nullable;

/**
 * Is this request ours? Asked of every request that the connector gets, so the cheapest test comes first and the body
 * is not touched. Immutable and safe for use by several threads.
 */
public final class Recognizer {
    private static final String OPERATION = "authenticate";
    private static final Inspection NOT_OURS = Inspection.NotOurs.INSTANCE;

    /**
     * A token signed with 1024 bits, the shortest that is used anywhere, has some 400 characters, and the smallest
     * envelope around it 150.
     */
    private static final int SMALLEST_HANDSHAKE = 512;

    /** A token has 8 KB at most, and as much again is left for the envelope. */
    private static final int LARGEST_HANDSHAKE = 16_384;

    private final @Nullable String authenticatePath;

    /**
     * @param authenticatePath path of the HTTP contract inside the web application; null: there is no such contract
     */
    public Recognizer(@Nullable String authenticatePath) {
        this.authenticatePath = authenticatePath;
    }

    /** Judges by method, path and headers alone. */
    public Inspection recognise(RequestHead head) {
        String contentType = head.contentType();
        boolean perhapsHttp = authenticatePath != null && authenticatePath.equals(head.path());
        return !perhapsHttp && plainlyNotOurs(head, contentType) ? NOT_OURS : judge(head, contentType, perhapsHttp);
    }

    /** What nearly every request is, told without an allocation. Anything unusual is left to {@link #judge}. */
    private static boolean plainlyNotOurs(RequestHead head, @Nullable String contentType) {
        String action = head.soapAction();
        if (contentType == null) {
            return action == null || plainlyAnother(action);
        }
        boolean actionInContentType = contentType.indexOf('+') >= 0;
        if (action == null) {
            return !perhapsXml(contentType) || (!actionInContentType && !perhapsHandshake(head));
        }
        return !actionInContentType && plainlyAnother(action);
    }

    /**
     * Whether what names no action can be a handshake at all, by its declared length. To look into a body is to take its
     * beginning from the server's stream, so it is done to as few as possible: nobody's stream is touched otherwise.
     */
    private static boolean perhapsHandshake(RequestHead head) {
        long length = head.contentLength();
        return length >= SMALLEST_HANDSHAKE && length <= LARGEST_HANDSHAKE;
    }

    private static boolean perhapsXml(String contentType) {
        return contentType.contains("xm") || contentType.contains("xM") || contentType.indexOf('X') >= 0;
    }

    /** One action, in quotes or not, that ends with a letter or digit, and not with the operation's name. */
    private static boolean plainlyAnother(String action) {
        int end = action.endsWith("\"") ? action.length() - 1 : action.length();
        if (end == 0 || action.indexOf(',') >= 0 || !Character.isLetterOrDigit(action.charAt(end - 1))) {
            return false;
        }
        return !action.regionMatches(true, end - OPERATION.length(), OPERATION, 0, OPERATION.length());
    }

    /** The whole judgement, for every request that is not plainly somebody else's. */
    static Inspection judge(RequestHead head, @Nullable String contentType, boolean perhapsHttp) {
        List<String> actions = head.soapActions();
        if (contentType == null && actions.isEmpty()) {
            return NOT_OURS;
        }
        MediaType mediaType = MediaType.parse(contentType);
        Optional<Contract> http = perhapsHttp ? http(mediaType.type()) : Optional.empty();
        return http.isPresent() ? http(head, http.get(), mediaType) : soap(head, mediaType, actions);
    }

    private static Inspection http(RequestHead head, Contract contract, MediaType mediaType) {
        Shape.Http dialect = new Shape.Http(contract);
        if (!head.method().equals("POST")) {
            return new Inspection.Refused(dialect, Reason.METHOD_NOT_ALLOWED);
        }
        return encoded(head)
                ? new Inspection.Refused(dialect, Reason.MEDIA_TYPE_UNSUPPORTED)
                : new Inspection.Unread(dialect, true, "", mediaType);
    }

    private static Optional<Contract> http(String mediaType) {
        return Arrays.stream(Contract.values())
                .filter(contract -> recognised(contract, mediaType))
                .findFirst();
    }

    /** Whether a request to the path of the HTTP contract is of this contract. */
    private static boolean recognised(Contract contract, String mediaType) {
        // Whole: for a new contract somebody has to say here where it is told apart.
        return switch (contract) {
            case HTTP_JWT -> mediaType.equals("application/jwt");
            case HTTP_JSON -> mediaType.equals("application/json");
            // In an envelope, which tells: see SoapEnvelope.contract().
            case CONNECTOR_PARAMETER, CONNECTOR_MESSAGE, MIRRORING -> false;
        };
    }

    private static Inspection soap(RequestHead head, MediaType mediaType, List<String> soapActions) {
        Optional<SoapVersion> version = SoapVersion.ofMediaType(mediaType.type());
        Set<String> distinct = actions(mediaType, version, soapActions);
        boolean authenticate = false;
        String named = "";
        for (String action : distinct) {
            if (namesAuthenticate(action)) {
                authenticate = true;
                named = action;
            }
        }
        if (!authenticate && (version.isEmpty() || namesOne(distinct))) {
            return NOT_OURS;
        }
        SoapVersion answer = version.orElse(SoapVersion.SOAP_1_1);
        if (authenticate && distinct.size() > 1) {
            // A receiver that takes the other one would dispatch another operation than we have judged.
            return new Inspection.Refused(answer, Reason.ACTION_AMBIGUOUS);
        }
        if (!authenticate) {
            return encoded(head) || !perhapsHandshake(head)
                    ? NOT_OURS
                    : new Inspection.Unread(answer, false, named, mediaType);
        }
        if (!head.method().equals("POST")) {
            return new Inspection.Refused(answer, Reason.METHOD_NOT_ALLOWED);
        }
        if (version.isEmpty() || encoded(head)) {
            return new Inspection.Refused(answer, Reason.MEDIA_TYPE_UNSUPPORTED);
        }
        return new Inspection.Unread(answer, true, named, mediaType);
    }

    private static Set<String> actions(MediaType mediaType, Optional<SoapVersion> version, List<String> soapActions) {
        Set<String> distinct = new LinkedHashSet<>();
        soapActions.forEach(action -> addActions(action, distinct));
        if (version.isPresent() && version.get() == SoapVersion.SOAP_1_2) {
            mediaType.values("action").forEach(action -> addActions(action, distinct));
        }
        return distinct;
    }

    private static boolean namesOne(Set<String> actions) {
        return !actions.isEmpty() && !actions.contains("");
    }

    /**
     * Why what looks like a handshake was not taken for one.
     *
     * @param head of a request that went on to the connector
     * @param xml whether its body is XML; else it is a token, or JSON with one
     * @param judged whether its whole body was read, and is not that of a handshake
     */
    Reason whyNot(RequestHead head, boolean xml, boolean judged) {
        if (!xml) {
            boolean there = authenticatePath != null && authenticatePath.equals(head.path());
            return there ? Reason.PASSED_MEDIA_TYPE : Reason.PASSED_OTHER_PATH;
        }
        MediaType mediaType = MediaType.parse(head.contentType());
        Optional<SoapVersion> version = SoapVersion.ofMediaType(mediaType.type());
        if (namesOne(actions(mediaType, version, head.soapActions()))) {
            return Reason.PASSED_OTHER_ACTION;
        }
        if (encoded(head)) {
            return Reason.PASSED_COMPRESSED;
        }
        if (version.isEmpty()) {
            return Reason.PASSED_MEDIA_TYPE;
        }
        if (judged) {
            return Reason.PASSED_OTHER_FORM;
        }
        return perhapsHandshake(head) ? Reason.PASSED_UNREAD : Reason.PASSED_LENGTH;
    }

    /** A proxy may have joined two headers into one, RFC 9110 section 5.3. */
    private static void addActions(String header, Set<String> actions) {
        for (String action : MediaType.split(header, ',')) {
            actions.add(MediaType.unquote(action.strip()).strip());
        }
    }

    /** We never inflate: a few kilobytes of gzip can become gigabytes. */
    static boolean encoded(RequestHead head) {
        String encoding = head.contentEncoding();
        return encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity");
    }

    /** The last segment decides, since the namespace of the contract is not published; a separator may follow it. */
    static boolean namesAuthenticate(String action) {
        int end = action.length();
        while (end > 0 && "/#:".indexOf(action.charAt(end - 1)) >= 0) {
            end--;
        }
        int start = end;
        while (start > 0 && "/#:".indexOf(action.charAt(start - 1)) < 0) {
            start--;
        }
        return action.substring(start, end).toLowerCase(Locale.ROOT).equals(OPERATION);
    }
}
