package org.erpconnector.auth.simulator;

import java.util.List;
import java.util.Optional;
import javax.xml.namespace.QName;

/**
 * The reply that the caller's WCF client expects: names, namespaces and the order of members.
 *
 * @param wrapper the child of the body
 * @param result the element within the wrapper that holds the members; absent if the wrapper holds them
 * @param memberNamespace namespace of the members
 * @param order local names of all members, in the order of the contract
 * @param success name of the member that says whether the caller is accepted
 * @param reason name of the member that says why not
 */
record ReplyShape(
        QName wrapper,
        Optional<QName> result,
        String memberNamespace,
        List<String> order,
        String success,
        String reason) {

    static final String TOKEN = "SignedApplicationToken";

    private static final List<String> ALPHABETICAL = List.of("Reason", TOKEN, "Succeeded");
    private static final List<String> STATUS_FIRST = List.of("Succeeded", "Reason", TOKEN);
    private static final List<String> MIRRORING = List.of(
            "IsSuccessful",
            "ErrorMessage",
            TOKEN,
            "SupportedInterfaces",
            "SuperOfficeMirroringBuild",
            "ClientState",
            "AdditionalInformationJson");

    static ReplyShape of(HandshakeSettings settings) {
        String ns = settings.namespace();
        return switch (settings.contract()) {
            case CONNECTOR_PARAMETER ->
                new ReplyShape(
                        new QName(ns, "AuthenticateResponse"),
                        Optional.of(new QName(ns, "AuthenticateResult")),
                        HandshakeMessages.PARAMETER_MEMBERS,
                        ALPHABETICAL,
                        "Succeeded",
                        "Reason");
            case MIRRORING ->
                new ReplyShape(
                        new QName(ns, "AuthenticateResponse"),
                        Optional.empty(),
                        ns,
                        MIRRORING,
                        "IsSuccessful",
                        "ErrorMessage");
            case CONNECTOR_MESSAGE, CONNECTOR_HEADER ->
                new ReplyShape(
                        new QName(ns, "AuthenticationResponse"),
                        Optional.empty(),
                        ns,
                        settings.alphabetical() ? ALPHABETICAL : STATUS_FIRST,
                        "Succeeded",
                        "Reason");
            case HTTP_JWT, HTTP_JSON -> throw new IllegalArgumentException("no SOAP contract");
        };
    }
}
