package com.example.connector.erp;

/** The connector says no: a sentence for the user, one for the technician, and a code where one is published. */
public class ConnectorException extends RuntimeException {

    /** Makes the caller send SaveConnection again and repeat its call. */
    public static final String UNKNOWN_CONNECTION_ID = "UNKNOWN_CONNECTION_ID";

    /** Spelt as published. */
    public static final String UNKNOWN_FIELD_KEY = "UNKOWN_FIELDKEY";

    /** Spelt as published. */
    public static final String UNKNOWN_LIST_ITEM_ID = "UNKOWN_LISTITEM_ID";

    private final String errorCode;
    private final String userExplanation;

    public ConnectorException(String errorCode, String userExplanation, String techExplanation) {
        super(techExplanation);
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

    public String errorCode() {
        return errorCode;
    }

    public String userExplanation() {
        return userExplanation;
    }
}
