package org.erpconnector.auth.simulator;

import java.util.Optional;

/** Reads a SOAP reply with WCF's checks of HTTP status, content type, envelope and fault. */
final class SoapReply {

    private SoapReply() {}

    /**
     * The only child of the body.
     *
     * @throws MalformedException if a WCF client rejects the status, content type or envelope
     */
    static XmlElement bodyChild(HttpReply reply, SoapVersion version) throws MalformedException {
        // Faults have status 500 (SOAP 1.1), or 400 and 500 (SOAP 1.2, part 2, table 20).
        boolean mayBeFault = reply.status() == 500 || (reply.status() == 400 && version == SoapVersion.SOAP_1_2);
        if (!reply.isSuccess() && !mayBeFault) {
            throw new MalformedException(reply.statusInWords());
        }
        if (!reply.mediaType().equals(version.mediaType())) {
            throw new MalformedException("its content type is [" + Shown.text(reply.contentType()) + "], SOAP "
                    + version + " has " + version.mediaType());
        }
        XmlElement envelope = XmlElement.parse(reply.body());
        if (!envelope.qname().equals(version.name("Envelope"))) {
            throw new MalformedException(
                    "it is no SOAP " + version + " envelope but " + Shown.element(envelope.qname()));
        }
        Optional<XmlElement> header = envelope.child(version.name("Header"));
        if (header.isPresent()
                && header.get().children().stream().anyMatch(e -> e.isTrue(version.name("mustUnderstand")))) {
            throw new MalformedException("it has a header that the caller must understand and does not know");
        }
        return envelope.child(version.name("Body"))
                .flatMap(body -> body.children().stream().findFirst())
                .orElseThrow(() -> new MalformedException("its body is empty"));
    }

    /** Code and text if the child of the body is a fault (SOAP 1.1, section 4.4; SOAP 1.2, section 5.4). */
    static Optional<String> fault(XmlElement bodyChild, SoapVersion version) {
        if (!bodyChild.qname().equals(version.name("Fault"))) {
            return Optional.empty();
        }
        String code = bodyChild.textOf("faultcode")
                + bodyChild.child("Code").map(c -> c.textOf("Value")).orElse("");
        String text = bodyChild.textOf("faultstring")
                + bodyChild.child("Reason").map(r -> r.textOf("Text")).orElse("");
        return Optional.of(Shown.text(code) + ": " + Shown.text(text));
    }
}
