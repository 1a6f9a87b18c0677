package org.erpconnector.auth.simulator;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.util.Map;

/** Writes the request of each contract as SuperOffice's WCF client sends it. */
final class HandshakeMessages {

    static final String MIRRORING_NAMESPACE = "http://www.superoffice.com/online/mirroring/0.1";
    /** WCF's default for data contracts of the .NET namespace SuperOffice.SuperID.Contracts.V1. */
    static final String PARAMETER_MEMBERS = "http://schemas.datacontract.org/2004/07/SuperOffice.SuperID.Contracts.V1";

    private HandshakeMessages() {}

    static OutgoingMessage write(HandshakeSettings settings, String token) {
        String ns = settings.namespace();
        return switch (settings.contract()) {
            case CONNECTOR_PARAMETER -> connector(settings, "", parameter(ns, token));
            case CONNECTOR_MESSAGE ->
                connector(settings, "", request(ns, "AuthenticationRequest", Xml.element("SignedToken", token)));
            case CONNECTOR_HEADER ->
                connector(settings, tokenHeader(ns, token), request(ns, "AuthenticationRequest", ""));
            case MIRRORING ->
                settings.soap()
                        .message(
                                ns + "/IMirroringClientService/Authenticate",
                                tokenHeader(ns, token),
                                request(ns, "AuthenticateRequest", "<ClientState/>"));
            case HTTP_JWT -> new OutgoingMessage("application/jwt", null, token);
            case HTTP_JSON ->
                new OutgoingMessage(
                        "application/json", null, JSONObjectUtils.toJSONString(Map.of("SignedToken", token)));
        };
    }

    /**
     * A call after the handshake, to find out whether a service listens there: the first call of EIS, which changes
     * nothing. For Database Mirroring: an unknown operation, with its own token.
     */
    static OutgoingMessage afterwards(HandshakeSettings settings, String token) {
        String ns = settings.namespace();
        return settings.contract() == Contract.MIRRORING
                ? settings.soap()
                        .message(
                                ns + "/IMirroringClientService/Nothing",
                                tokenHeader(ns, token),
                                request(ns, "Nothing", ""))
                : ErpOperation.GET_CONFIG_DATA.message(Map.of());
    }

    private static OutgoingMessage connector(HandshakeSettings settings, String header, String body) {
        String action = settings.namespace() + "/IIntegrationServiceConnectorAuth/Authenticate";
        return settings.soap().message(action, header, body);
    }

    private static String parameter(String ns, String token) {
        return "<Authenticate xmlns=\"" + Xml.escaped(ns) + "\"><request xmlns:a=\"" + PARAMETER_MEMBERS
                + "\" xmlns:i=\"http://www.w3.org/2001/XMLSchema-instance\">" + Xml.element("a:SignedToken", token)
                + "</request></Authenticate>";
    }

    static String request(String ns, String wrapper, String members) {
        return "<" + wrapper + " xmlns=\"" + Xml.escaped(ns) + "\">" + members + "</" + wrapper + ">";
    }

    /** Uses the envelope's prefix {@code s}. */
    static String tokenHeader(String ns, String token) {
        return "<h:SignedToken s:mustUnderstand=\"1\" xmlns:h=\"" + Xml.escaped(ns) + "\">" + Xml.escaped(token)
                + "</h:SignedToken>";
    }
}
