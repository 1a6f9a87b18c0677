package org.erpconnector.auth.reason;

import java.util.Locale;

/**
 * Why a handshake or a call did not pass. The name is the stable reason code of log, JMX, metrics and events; meaning and
 * remedy are what the manual's reasons.md and the doctor say of it. No line of the log has a code that is not here.
 */
public enum Reason {
    METHOD_NOT_ALLOWED("Authenticate needs POST", "an Authenticate that is no POST", "A browser or a scanner."),
    MESSAGE_TOO_LARGE(
            "The authentication request is too large",
            "a handshake of more than `max-message-size` bytes",
            "SuperOffice's has a few thousand. A captured one: give the request's body and nothing else."),
    MEDIA_TYPE_UNSUPPORTED(
            Stage.MESSAGE,
            "The request has an unsupported media type, charset or content encoding",
            Actor.ADMINISTRATOR,
            "a handshake that is no XML or JSON by its Content-Type, or in another charset than UTF-8 and UTF-16, or compressed",
            "Compare with what SuperOffice sends: a proxy in between may have changed it."),
    ACTION_AMBIGUOUS(
            "The request names more than one action",
            "SOAPAction names Authenticate and another operation",
            "SuperOffice names one: leave it refused and find out who sent it."),
    /** A connector that dispatches by the other one would be fooled. */
    ACTION_MISMATCH(
            "The action and the body of the request disagree",
            "SOAPAction says Authenticate, the body asks for something else",
            "Leave it refused and find out who sent it. A captured one: give the whole envelope of an Authenticate."),
    /** SOAP 1.1 section 3, SOAP 1.2 part 1 section 5: a SOAP message must not contain a document type declaration. */
    DTD_FORBIDDEN(
            "A SOAP message must not contain a document type declaration", "a DTD, as attacks on XML parsers have"),
    BODY_BROKEN(
            "The request broke off",
            "the connection ended before the body",
            "If SuperOffice's do, look at the proxies."),
    BODY_TOO_SLOW(
            "The request took too long to come",
            "the body did not come within ten seconds",
            "If SuperOffice's do, look at the proxies."),
    ENVELOPE_UNREADABLE(
            "The request is not a readable SOAP envelope",
            "no well-formed XML, or bytes that are no text",
            "A scanner or a test tool. A captured envelope: give it unchanged, from its first < to its last >."),
    ENVELOPE_STRUCTURE(
            "The SOAP envelope does not have the structure of an authentication request",
            "XML, but not SOAP with one Authenticate in it",
            "A scanner or a test tool. A captured envelope: give it unchanged, from its first < to its last >."),
    SOAP_VERSION_MISMATCH(
            Stage.MESSAGE,
            "The SOAP version of the envelope does not match",
            Actor.DEVELOPER,
            "Content-Type and envelope say two versions of SOAP",
            "Correct the test tool: `text/xml` is SOAP 1.1, `application/soap+xml` is SOAP 1.2."),
    HEADER_NOT_UNDERSTOOD(
            Stage.MESSAGE,
            "A SOAP header that must be understood is not",
            Actor.DEVELOPER,
            "a SOAP header with `mustUnderstand` that no handshake has",
            "Send it without: SuperOffice sends none."),
    /** Two tokens: one parser would judge the first and another use the second (signature wrapping). */
    TOKEN_AMBIGUOUS(
            "The request holds more than one SignedToken", "two tokens in one request, as in attacks on signatures"),
    /** A comment or an element inside the token: parsers differ in what the text then is (CVE-2017-11427). */
    TOKEN_NOT_TEXT(
            "SignedToken must hold text only", "a comment or an element inside the token, as in attacks on signatures"),
    JSON_UNREADABLE(
            Stage.MESSAGE,
            "The request is not a JSON object with one string member SignedToken",
            Actor.DEVELOPER,
            "a body for `authenticate-path` that is not `{\"SignedToken\": \"...\"}`",
            "Send that, in UTF-8, or the token itself as `application/jwt`."),

    TOKEN_MISSING(
            Stage.UNPROVEN, "no token, or an empty one", "A scanner or a test tool. A captured request: look at it."),
    TOKEN_MALFORMED(
            Stage.UNPROVEN,
            "what came is no JWT",
            "A scanner or a test tool. A captured token: copy all three parts, without quotes, line breaks or Bearer."),
    ALGORITHM_NOT_ALLOWED(Stage.UNPROVEN, "not signed with RS256, as SuperOffice signs"),
    HEADER_NOT_ALLOWED(Stage.UNPROVEN, "its header has more than SuperOffice writes: alg, kid, x5t and typ"),
    KEY_HINT_MISSING(
            Stage.UNPROVEN,
            Actor.ADMINISTRATOR,
            "neither kid nor x5t says which of several keys signed it",
            "Name one certificate alone in `caller-keys`, that of the environment that calls."),
    KEY_HINTS_DISAGREE(Stage.UNPROVEN, "kid and x5t name two keys"),
    KEY_UNKNOWN(
            Stage.UNPROVEN,
            Actor.ADMINISTRATOR,
            "signed with a key that `caller-keys` does not name",
            "Compare its kid with the caller's keys: name the certificate of the environment that calls, or the new one."),
    SIGNATURE_INVALID(
            Stage.UNPROVEN,
            "names a key of SuperOffice's that did not sign it",
            "Somebody pretends to be SuperOffice: leave it refused and find out who. A captured token: copy it again."),
    /** Depends on the form of the message alone: to say it helps nobody to forge one. */
    SAML_NOT_SUPPORTED(
            Stage.UNPROVEN,
            "SAML tokens are not supported, the application must be registered to send a JWT",
            Actor.SUPEROFFICE,
            "the app is registered for SAML tokens",
            "Ask SuperOffice to register it for JWT."),

    CLAIMS_MALFORMED(
            Stage.PROVEN,
            "The claims of the token are malformed",
            Actor.SUPEROFFICE,
            "signed by SuperOffice, but a claim has another type than in any published token",
            "Tell SuperOffice which, as the detail says."),
    ISSUER_WRONG(
            Stage.PROVEN,
            "Wrong issuer",
            "issued by somebody else than `issuer` says",
            "An id_token of a user's login is for another purpose. Set `issuer` only for a caller of your own."),
    AUDIENCE_WRONG(
            Stage.PROVEN,
            "Wrong audience, the token is meant for another application",
            "meant for another application",
            "Compare aud, behind `spn:`, with `application-id`: each environment has its own client id."),
    TOKEN_EXPIRED(
            Stage.PROVEN,
            "The token has expired",
            "its six minutes are over",
            "If new ones are refused so, set this machine's clock (NTP). A captured token: judge it with --at."),
    TOKEN_NOT_YET_VALID(
            Stage.PROVEN, "The token is not yet valid", "its time has not begun", "Set this machine's clock (NTP)."),
    LIFETIME_NOT_ALLOWED(
            Stage.PROVEN,
            "The lifetime of the token is not allowed",
            Actor.SUPEROFFICE,
            "valid for more than an hour, or never",
            "Tell SuperOffice, unless the caller is your own."),
    NONCE_NOT_ALLOWED(
            Stage.PROVEN,
            "The nonce is missing or not allowed",
            "its nonce, which our key signs, is not what `nonce-pattern` allows",
            "Tell SuperOffice. If it writes other ones now, widen `nonce-pattern`; a dot is never allowed."),
    TENANT_NOT_ALLOWED(
            Stage.PROVEN,
            "The context identifier is missing or not allowed",
            Actor.SUPEROFFICE,
            "sub and the claim ctx do not name one customer, such as Cust12345",
            "Tell SuperOffice what came."),
    TOKEN_REPLAYED(
            Stage.PROVEN,
            "The token was used before",
            "sent a second time within its lifetime",
            "If SuperOffice sent it twice, tell it; if not, somebody has overheard it: look at the proxies in between."),

    CALLER_NOT_ALLOWED(
            Stage.CALL,
            "a call from an address that is not in `allowed-callers`",
            "A stranger, or a new address of SuperOffice's; behind a proxy the server must be told of the true one."),
    SECRET_PATH_MISSING(
            Stage.CALL, "a call without the segment of `secret-path`", "A stranger, or a URL registered without it."),
    HANDSHAKE_NOT_RECENT(
            Stage.CALL,
            "a call without a handshake within `require-recent-handshake` seconds",
            "A stranger, or more seconds are needed; in a cluster each node counts its own."),

    PASSED_OTHER_ACTION(
            Stage.PASSED,
            "an Authenticate went on to the connector: SOAPAction names another operation",
            "Send SOAPAction with Authenticate as its last segment, or empty."),
    PASSED_COMPRESSED(
            Stage.PASSED,
            Actor.ADMINISTRATOR,
            "an Authenticate went on to the connector: Content-Encoding says that it is compressed",
            "Have it sent as it is: SuperOffice compresses nothing, a proxy in between may."),
    PASSED_OTHER_PATH(
            Stage.PASSED,
            Actor.ADMINISTRATOR,
            "a token by itself or in JSON went on to the connector: `authenticate-path` is not set, or another",
            "Set `authenticate-path` to the path of the line, or send it there."),
    PASSED_MEDIA_TYPE(
            Stage.PASSED,
            "an Authenticate went on to the connector: its Content-Type is none of a handshake's",
            "Send SOAP as `text/xml` or `application/soap+xml`, a token as `application/jwt` or `application/json`."),
    PASSED_LENGTH(
            Stage.PASSED,
            "an Authenticate went on to the connector: it has no action, and no Content-Length of 512 to 16,384 bytes",
            "Send SOAPAction, as SuperOffice does."),
    PASSED_OTHER_FORM(
            Stage.PASSED,
            "XML with Authenticate and a token went on to the connector: it has no action, and no SOAP body asks for it",
            "Compare its envelope with a handshake's."),
    PASSED_UNREAD(
            Stage.PASSED,
            Actor.ADMINISTRATOR,
            "an Authenticate without an action went on to the connector: it was late, too long, or a filter in front had begun it",
            "Map this filter first in web.xml, and look at the proxies in between."),

    TOO_MANY_HANDSHAKES(
            Stage.FAILURE, "more in a second than `max-handshakes-per-second`", "If all are SuperOffice's, raise it."),
    CALLER_KEYS_UNAVAILABLE(
            Stage.FAILURE,
            "no key set of the caller's may be used",
            "See the warning of this filter: the server must reach the address of the key set."),
    REPLAY_STORE_UNAVAILABLE(
            Stage.FAILURE,
            "`replay-store` cannot say whether the token was used before",
            "See the detail: the store is full, or the server's database or cache is down."),
    SIGNING_FAILED(
            Stage.FAILURE,
            "the application key, or the hardware that holds it, does not sign",
            "See the detail. A hardware key must be there, and logged in to."),
    BODY_ALREADY_READ(
            Stage.FAILURE, Actor.DEVELOPER, "a filter in front has read the body", "Map this filter first in web.xml."),
    NOT_STARTED(
            Stage.FAILURE,
            "the filter could not start, and keeps its web application closed",
            "Mend what its line at start lists, and deploy or restart."),
    BODY_UNREADABLE(
            Stage.FAILURE,
            Actor.DEVELOPER,
            "the body cannot be read, through no fault of the caller's",
            "The detail names the class that fails: if it is a filter's in front, map this one first in web.xml."),
    TOO_MANY_BODIES(
            Stage.FAILURE,
            "bodies that do not come hold a sixteenth of the heap",
            "Somebody opens connections and sends nothing: find out who, and have a proxy in front wait for bodies."),
    INTERNAL_ERROR(
            Stage.FAILURE,
            Actor.DEVELOPER,
            "something that the filter does not foresee",
            "If the detail names a class, `WEB-INF/lib` lacks a jar, or has another version. Else report the stack trace.");

    private static final String ATTACK = "Leave it refused and find out who sent it.";

    private final Stage stage;
    private final String sentence;
    private final Actor actor;
    private final String meaning;
    private final String remedy;

    /** Of an attack: nobody can do more than refuse it. */
    Reason(Stage stage, String meaning) {
        this(stage, meaning, ATTACK);
    }

    Reason(String sentence, String meaning) {
        this(sentence, meaning, ATTACK);
    }

    Reason(Stage stage, String meaning, String remedy) {
        this(stage, stage.actor(), meaning, remedy);
    }

    Reason(String sentence, String meaning, String remedy) {
        this(Stage.MESSAGE, sentence, meaning, remedy);
    }

    Reason(Stage stage, Actor actor, String meaning, String remedy) {
        this(stage, stage.sentence(), actor, meaning, remedy);
    }

    Reason(Stage stage, String sentence, String meaning, String remedy) {
        this(stage, sentence, stage.actor(), meaning, remedy);
    }

    Reason(Stage stage, String sentence, Actor actor, String meaning, String remedy) {
        this.stage = stage;
        this.sentence = sentence;
        this.actor = actor;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /** The code, such as {@code token-expired}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** How far the request came. */
    public Stage stage() {
        return stage;
    }

    /** The fixed sentence for the caller: without quotes, and with nothing of the input in it. */
    public String sentence() {
        return sentence;
    }

    /** Who can mend it. */
    public Actor actor() {
        return actor;
    }

    /** What has happened, for operators. */
    public String meaning() {
        return meaning;
    }

    /** What the {@link #actor} can do, whole sentences. */
    public String remedy() {
        return remedy;
    }
}
