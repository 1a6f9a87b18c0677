package com.example.connector.erp;

import java.util.Collection;

/** The connector says no: a sentence for the user, one for the technician, and a code where one is published. */
public class ConnectorException extends RuntimeException {

    /** Makes the caller send SaveConnection again and repeat its call. */
    public static final String UNKNOWN_CONNECTION_ID = "UNKNOWN_CONNECTION_ID";

    /** Spelt as published. */
    public static final String UNKNOWN_FIELD_KEY = "UNKOWN_FIELDKEY";

    /** Spelt as published. */
    public static final String UNKNOWN_LIST_ITEM_ID = "UNKOWN_LISTITEM_ID";

    /** Of what the caller has sent, so much is enough to find it again. */
    private static final int LONGEST = 500;

    private static final int MOST_KEYS = 20;

    private final String errorCode;
    private final String userExplanation;

    public ConnectorException(String errorCode, String userExplanation, String techExplanation) {
        super(shortened(techExplanation));
        this.errorCode = errorCode;
        this.userExplanation = userExplanation;
    }

    static ConnectorException badRequest(String userExplanation, String techExplanation) {
        return new ConnectorException(null, userExplanation, techExplanation);
    }

    static ConnectorException unknownField(String kind, String fieldKey) {
        return new ConnectorException(
                UNKNOWN_FIELD_KEY, "The ERP system has no such field.", kind + " has no field [" + fieldKey + "]");
    }

    public static ConnectorException unknownActor(String typeName, Collection<String> erpKeys) {
        return badRequest(
                erpKeys.size() < 2
                        ? "The actor is not in the ERP system."
                        : erpKeys.size() + " actors are not in the ERP system.",
                typeName + " does not exist: "
                        + erpKeys.stream().limit(MOST_KEYS).toList());
    }

    private static String shortened(String text) {
        return text.codePointCount(0, text.length()) > LONGEST
                ? text.substring(0, text.offsetByCodePoints(0, LONGEST)) + "..."
                : text;
    }

    public String errorCode() {
        return errorCode;
    }

    public String userExplanation() {
        return userExplanation;
    }
}
