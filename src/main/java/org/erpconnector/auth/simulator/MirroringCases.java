package org.erpconnector.auth.simulator;

import com.nimbusds.jose.JWSAlgorithm;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.namespace.QName;

/** The operations of Database Mirroring, each with its own token in a header. */
final class MirroringCases {

    private static final String WSDL = "the published MirroringClientService.wsdl";
    private static final String EACH = "SuperOffice, Database Mirroring: every call brings a token";
    /** Not a table of SuperOffice. */
    private static final String NO_TABLE = "<TableName>no_such_table_of_the_check</TableName>";

    /** The operations, with the members of request and reply. */
    private enum Operation {
        TABLE_SCHEMA("TableSchema", "<Tables/>", "IsSuccessful", "ErrorMessage", "MirrorLSN"),
        ROW_DATA("RowData", "<DataBatches/>", "IsSuccessful", "ErrorMessage"),
        REPLICATION_COMPLETED("ReplicationCompleted", "<ChangedTables/>", "IsSuccessful", "ErrorMessage"),
        WIPE("Wipe", NO_TABLE, "IsSuccessful", "ErrorMessage");

        private final String wireName;
        private final String members;

        @SuppressWarnings("ImmutableEnumChecker") // List.of
        private final List<String> reply;

        Operation(String wireName, String members, String... reply) {
            this.wireName = wireName;
            this.members = members;
            this.reply = List.of(reply);
        }
    }

    private MirroringCases() {}

    static List<Case> all() {
        return List.of(
                Case.accepted("D-01", "Authenticate is accepted", WSDL, subject -> subject.genuine(settings(subject))),
                answered("D-02", Operation.TABLE_SCHEMA),
                answered("D-03", Operation.ROW_DATA),
                answered("D-04", Operation.REPLICATION_COMPLETED),
                answered("D-05", Operation.WIPE),
                refused("D-06", Operation.TABLE_SCHEMA),
                refused("D-07", Operation.ROW_DATA),
                refused("D-08", Operation.REPLICATION_COMPLETED),
                refused("D-09", Operation.WIPE),
                Case.writing("D-10", "TableSchema without a token is refused", EACH, subject -> {
                    HttpReply reply =
                            subject.settings(Profile.MIRRORING).http().post(message(Operation.TABLE_SCHEMA, ""));
                    return Finding.of(!isDone(reply), "it is answered IsSuccessful");
                }));
    }

    private static HandshakeSettings settings(Subject subject) {
        return subject.settings(Profile.MIRRORING).in(Contract.MIRRORING);
    }

    private static OutgoingMessage message(Operation operation, String token) {
        String ns = HandshakeMessages.MIRRORING_NAMESPACE;
        String header = token.isEmpty() ? "" : HandshakeMessages.tokenHeader(ns, token);
        return SoapVersion.SOAP_1_1.message(
                ns + "/IMirroringClientService/" + operation.wireName,
                header,
                HandshakeMessages.request(ns, operation.wireName + "Request", "<ClientState/>" + operation.members));
    }

    /** Success is not required, as the request names no real table. */
    private static Case answered(String id, Operation operation) {
        String rule = operation.wireName + " with a fresh token is answered as WCF reads it";
        return Case.writing(id, rule, WSDL, subject -> {
            HttpReply reply = settings(subject)
                    .http()
                    .post(message(operation, subject.token().text()));
            try {
                XmlElement child = SoapReply.bodyChild(reply, SoapVersion.SOAP_1_1);
                QName wrapper = new QName(HandshakeMessages.MIRRORING_NAMESPACE, operation.wireName + "Response");
                if (!child.qname().equals(wrapper)) {
                    return Finding.failed(
                            "its body holds " + Shown.element(child.qname()) + " instead of " + Shown.element(wrapper));
                }
                WcfMembers members = WcfMembers.read(child, HandshakeMessages.MIRRORING_NAMESPACE, operation.reply);
                boolean said = members.present().containsKey("IsSuccessful");
                return members.losses().isEmpty()
                        ? Finding.of(said, "it lacks IsSuccessful")
                        : Finding.failed(String.join("; ", members.losses()));
            } catch (MalformedException e) {
                return Finding.failed(Shown.cause(e));
            }
        });
    }

    private static Case refused(String id, Operation operation) {
        String rule = operation.wireName + " with a stranger's token is refused";
        return Case.writing(id, rule, EACH, subject -> {
            CallerToken token =
                    subject.token(draft -> draft.signing(TokenDraft.rsa(JWSAlgorithm.RS256, subject.stranger())));
            HttpReply reply = settings(subject).http().post(message(operation, token.text()));
            return Finding.of(!isDone(reply), "it is answered IsSuccessful");
        });
    }

    private static boolean isDone(HttpReply reply) {
        try {
            return yes(XmlElement.parse(reply.body())).anyMatch(text -> text.equals("true") || text.equals("1"));
        } catch (MalformedException e) {
            return false;
        }
    }

    private static Stream<String> yes(XmlElement element) {
        return element.name().equals("IsSuccessful")
                ? Stream.of(element.text().strip())
                : element.children().stream().flatMap(MirroringCases::yes);
    }
}
