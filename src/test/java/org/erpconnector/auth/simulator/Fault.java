package org.erpconnector.auth.simulator;

import java.util.List;

/** What a connector does wrong, and the cases that must find it: these, and no others. */
enum Fault {
    // the token
    ALG_NONE("J-01", "J-03", "W-17"),
    PUBLIC_KEY_AS_SECRET("J-04"),
    ANY_RSA_ALGORITHM("J-06", "J-07", "J-08"),
    TRUSTS_JWK("J-14"),
    TRUSTS_X5C("J-15"),
    KID_ALONE_COUNTS("J-17"),
    IGNORES_CRIT("J-19", "J-20", "J-21", "J-22"),
    IGNORES_ZIP("J-23"),
    FIRST_MEMBER_COUNTS("J-24", "J-25"),
    LAX_SIGNATURE("J-31", "J-34"),
    STRIPS_WHITE_SPACE("J-32", "J-33"),
    STRIPS_BEARER("J-39"),
    ANY_AUDIENCE("C-01", "C-02", "C-03", "C-04", "C-05", "C-06", "C-07", "W-19"),
    AUDIENCE_BEGINS("C-03"),
    ANY_ISSUER("C-08", "C-09", "C-10", "C-11", "C-12"),
    NONCE_OPTIONAL("C-16", "C-25"),
    ANY_NONCE("C-17", "C-18", "C-19", "C-20", "C-21", "C-22", "C-23"),
    NEVER_EXPIRES("S-01", "S-02", "W-18"),
    NEVER_TOO_EARLY("S-05", "S-06", "S-13"),
    EXP_OPTIONAL("S-09"),
    /** Which no rule forbids: a warning. */
    ANY_LIFETIME("S-08"),
    REPLAYS("R-01", "R-02", "R-04", "W-20"),
    REMEMBERS_TEXT("R-03"),
    REMEMBERS_REFUSED("R-05"),
    // the answer
    STATUS_201("A-01"),
    HTML("A-02"),
    DEMANDING_HEADER("A-04"),
    OTHER_WRAPPER("A-05"),
    OTHER_NAMESPACE("A-06", "A-07"),
    OTHER_RESULT("A-07"),
    OTHER_MEMBER_NAMESPACE("A-08"),
    OTHER_ORDER("A-09"),
    YES_IN_CAPITALS("A-10"),
    INDENTED_TOKEN("A-11"),
    OTHER_NONCE("A-13"),
    LOCAL_TIME("A-14"),
    URL_BASE64("A-15"),
    OTHER_KEY("A-16"),
    FAULT_FOR_NO("F-01"),
    NO_REASON("F-03"),
    STACK_TRACE("F-04"),
    REPEATS_TOKEN("F-05"),
    // the envelope
    NO_TRIM("H-07"),
    NO_MARK("H-12", "P-05"),
    NO_QUOTED_CHARSET("H-18"),
    NO_CHUNKS("H-20", "P-02", "P-03"),
    ALLOWS_DTD("M-01", "M-02", "M-03", "M-04"),
    FIRST_TOKEN("M-06", "M-08"),
    READS_FIRST_TEXT("M-09", "M-10"),
    UNDERSTANDS_ALL("M-22"),
    ANY_ENVELOPE("M-23"),
    FIRST_QUESTION("M-25"),
    IGNORES_ACTION("M-26"),
    ANY_MEDIA_TYPE("M-28", "M-29"),
    ALLOWS_GET("M-33"),
    // plain HTTP
    JWT_FOR_ITSELF("W-08", "W-15"),
    JWT_WITHOUT_NONCE("W-10", "W-15"),
    JSON_AS_TEXT("W-13"),
    NO_CHALLENGE("W-21"),
    LAST_TOKEN_COUNTS("W-23"),
    // what follows
    STATUS_LAST("E-01", "E-23"),
    MANGLES_LETTERS("E-13"),
    BARE_NUMBERS("E-25"),
    OTHER_CODE("E-27"),
    UNKNOWN_CONNECTION_IS_FAULT("E-18", "E-19", "E-20", "E-21"),
    UNKNOWN_OPERATION_IS_404("E-24"),
    DROPS_LARGE_BODY("P-01", "P-03"),
    MIRRORS_FOR_ALL("D-06", "D-07", "D-08", "D-09", "D-10");

    @SuppressWarnings("ImmutableEnumChecker") // List.of
    private final List<String> cases;

    Fault(String... cases) {
        this.cases = List.of(cases);
    }

    List<String> cases() {
        return cases;
    }
}
