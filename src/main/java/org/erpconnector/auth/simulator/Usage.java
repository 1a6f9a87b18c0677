package org.erpconnector.auth.simulator;

/** What {@code --help} prints. */
final class Usage {

    static final String TEXT = """
            Plays SuperOffice's side, to try an ERP connector without a SuperOffice tenant.

              java -jar erp-connector-auth-<version>-simulator.jar COMMAND [--name value ...]
              java -jar erp-connector-auth-<version>-simulator.jar --version

            keys        make a set of demo keys: the pretended SuperOffice's, the connector's, and a stranger's
              --out DIR              folder to make them in; an earlier set in it is replaced
              --bits N               length of the application key, 1024 to 8192 (2048)
              --application-id ID    (a new one)

            handshake   walk the five steps of the handshake with a connector and judge its reply
              --properties FILE      takes what is not given here from FILE: endpoint.soap, endpoint.http, application.id,
                                     tenant, caller.keystore, caller.alias, caller.password, application.public.
                                     keys.properties of the command keys will do, with --url added
              --url URL              the connector (endpoint.soap, or endpoint.http for the http contracts)
              --contract NAME        connector-parameter, connector-message, connector-header, mirroring,
                                     http-jwt or http-json (connector-parameter)
              --application-id ID    the application that the token is for
              --caller-keystore FILE --caller-password P [--caller-alias A]
                                     PKCS12 with the key that signs for SuperOffice
              --signed-by WHO        caller, or foreign: the key of the set that the connector must refuse (caller)
              --application-public FILE
                                     RSAKeyValue XML: the key that must have signed the reply
              --tenant NAME          (Cust12345)
              --soap VERSION         1.1 or 1.2 (1.1)
              --namespace NS         of the connector contract, which is not published
                                     (http://www.superoffice.com/superid/connectorauth/0.1)
              --member-order ORDER   of a message or header reply: status-first or alphabetical (status-first)
              --reply FORM           auto, application-token or jwt; auto is jwt for http contracts (auto)
              --issuer NAME          (SuperOffice AS)
              --lifetime-seconds N   until the token expires, which is valid from a minute ago on; less than 0 sends one
                                     that has expired. Connectors allow some seconds, 60 as a rule (300)
              --timeout-seconds N    (60)
              --trust FILE           the https server's certificate, or that of its issuer, in place of what this Java
                                     trusts: PEM, DER, or a truststore that --trust-password P opens
              --save-request FILE    keeps what is sent in a new file, for: doctor token --token-file FILE
              After VERIFIED one more call is made, as EIS would: a WARNING says where the URL answers nothing but
              handshakes, as a mistyped one does. The exit status stays 0.

            sync        call every operation, as EIS does after the handshake, and read the replies as WCF does: set up a
                        connection, create, change and find an actor, poll for changes, delete the connection. What is
                        created stays in the ERP system
              --url URL              the connector's ErpConnectorWS (endpoint.soap)
              --properties FILE      endpoint.soap, and connection.NAME for each setting of the connection that is not
                                     to have the connector's default
              --polls N              how often to ask for changes after the first time, 0 to 1000 (1)
              --keep                 leaves the connection, and says its GUID
              --read-only            writes nothing, for a connector with real data: no connection and no actor
              --connection GUID      a saved connection to read through, with --read-only only; without it just the
                                     connection's own settings are read
              --timeout-seconds N  --trust FILE  --trust-password P
                                     as for the handshake

            Exit status: 0 all went well; 1 refused, not verified, or an operation failed; 2 usage; 3 nobody answered.
            """;

    private Usage() {}
}
