package org.erpconnector.auth.message;

/** Faults of both versions; the text is fixed and holds nothing of the input. */
final class SoapFault {
    /** Whose fault it is, as SOAP 1.1 section 4.4.1 and SOAP 1.2 part 1 section 5.4.6 name it. */
    enum Code {
        SENDER("Client", "Sender"),
        RECEIVER("Server", "Receiver"),
        VERSION_MISMATCH("VersionMismatch", "VersionMismatch"),
        MUST_UNDERSTAND("MustUnderstand", "MustUnderstand");

        private final String soap11;
        private final String soap12;

        Code(String soap11, String soap12) {
            this.soap11 = soap11;
            this.soap12 = soap12;
        }

        /** SOAP 1.1 section 6.2: always 500. SOAP 1.2 part 2 table 20: 400 for the sender's fault, else 500. */
        int status(SoapVersion version) {
            return version == SoapVersion.SOAP_1_2 && this == SENDER ? 400 : 500;
        }
    }

    private SoapFault() {}

    static String text(SoapVersion version, Code code, String sentence) {
        XmlText xml = new XmlText();
        xml.raw("<s:Envelope xmlns:s=\"" + version.namespace() + "\"><s:Body><s:Fault>");
        if (version == SoapVersion.SOAP_1_1) {
            xml.element("faultcode", "s:" + code.soap11).element("faultstring", sentence);
        } else {
            xml.raw("<s:Code>").element("s:Value", "s:" + code.soap12).raw("</s:Code>");
            xml.raw("<s:Reason><s:Text xml:lang=\"en\">").text(sentence).raw("</s:Text></s:Reason>");
        }
        return xml.raw("</s:Fault></s:Body></s:Envelope>").toString();
    }
}
