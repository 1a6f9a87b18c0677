package org.erpconnector.auth.message;

import java.util.Locale;

/**
 * What can be wrong with a handshake before its token is looked at. The name is the reason code of the log; the
 * sentence goes to the caller and holds nothing of the input.
 */
public enum MessageProblem {
    METHOD_NOT_ALLOWED(405, "Authenticate needs POST"),
    MESSAGE_TOO_LARGE(413, "The authentication request is too large"),
    MEDIA_TYPE_UNSUPPORTED(415, "The request has an unsupported media type, charset or content encoding"),
    ACTION_AMBIGUOUS(0, "The request names more than one action"),
    /** The action says Authenticate, the body says something else: whoever dispatches by the other would be fooled. */
    ACTION_MISMATCH(0, "The action and the body of the request disagree"),
    /** SOAP 1.1 section 3, SOAP 1.2 part 1 section 5: a SOAP message must not contain a document type declaration. */
    DTD_FORBIDDEN(0, "A SOAP message must not contain a document type declaration"),
    BODY_BROKEN(400, "The request broke off"),
    BODY_TOO_SLOW(408, "The request took too long to come"),
    ENVELOPE_UNREADABLE(0, "The request is not a readable SOAP envelope"),
    ENVELOPE_STRUCTURE(0, "The SOAP envelope does not have the structure of an authentication request"),
    SOAP_VERSION_MISMATCH(0, "The SOAP version of the envelope does not match"),
    HEADER_NOT_UNDERSTOOD(0, "A SOAP header that must be understood is not"),
    /** Two tokens: one parser would judge the first and another use the second (signature wrapping). */
    TOKEN_AMBIGUOUS(0, "The request holds more than one SignedToken"),
    /** A comment or an element inside the token: parsers differ in what the text then is (CVE-2017-11427). */
    TOKEN_NOT_TEXT(0, "SignedToken must hold text only"),
    JSON_UNREADABLE(0, "The request is not a JSON object with one string member SignedToken");

    private final int plainStatus;
    private final String sentence;

    MessageProblem(int plainStatus, String sentence) {
        this.plainStatus = plainStatus;
        this.sentence = sentence;
    }

    /** The stable reason code that the log names. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The fixed sentence for the caller. */
    public String sentence() {
        return sentence;
    }

    /** The HTTP status of a plain answer, or 0 if the contract's own fault is the answer. */
    int plainStatus() {
        return plainStatus;
    }
}
