package com.example.connector.contract;

/** The names that caller and connector share. */
public final class Contract {

    public static final String NAMESPACE = "http://www.superoffice.net/EIS/Connector/1.0";

    /** Where WCF's data contracts keep arrays of strings and dictionaries. */
    public static final String ARRAYS = "http://schemas.microsoft.com/2003/10/Serialization/Arrays";

    static final String ACTION = NAMESPACE + "/IErpConnectorWS/";

    private Contract() {}
}
