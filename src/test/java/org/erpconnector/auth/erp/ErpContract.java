package org.erpconnector.auth.erp;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The names of the ERP connector contract, as they stand in contract.tsv. */
public final class ErpContract {
    public static final String NAMESPACE = "http://www.superoffice.net/EIS/Connector/1.0";
    public static final String ARRAYS = "http://schemas.microsoft.com/2003/10/Serialization/Arrays";

    /** With which every reply begins. */
    public static final List<String> STATUS =
            List.of("State", "IsOk", "UserExplanation", "TechExplanation", "ErrorCode");

    public static final List<String> ACTOR =
            List.of("ActorType", "ErpKey", "FieldValues", "LastModified", "ParentActorType", "ParentErpKey");
    public static final List<String> FIELD = List.of(
            "Access",
            "DefaultValue",
            "DisplayDescription",
            "DisplayName",
            "FieldKey",
            "FieldType",
            "ListName",
            "MaxLength",
            "Rank");
    public static final List<String> RESTRICTION = List.of("FieldKey", "Operator", "ScalarValue", "Values");

    private static final Map<String, Operation> OPERATIONS = read();

    private ErpContract() {}

    /**
     * One operation.
     *
     * @param request the wrapper of the request; empty: the body is
     * @param members of the request, in their order
     * @param reply the wrapper of the reply
     * @param payload the reply's members behind the status, one or none
     */
    public record Operation(String name, String request, List<String> members, String reply, List<String> payload) {
        public String action() {
            return "\"" + NAMESPACE + "/IErpConnectorWS/" + name + "\"";
        }

        /** All members of the reply, in their order. */
        public List<String> replyMembers() {
            return Stream.concat(STATUS.stream(), payload.stream()).toList();
        }
    }

    public static List<Operation> operations() {
        return List.copyOf(OPERATIONS.values());
    }

    public static Operation operation(String name) {
        return OPERATIONS.get(name);
    }

    private static Map<String, Operation> read() {
        try (InputStream in = ErpContract.class.getResourceAsStream("contract.tsv")) {
            Map<String, Operation> operations = new LinkedHashMap<>();
            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .forEach(row -> operations.put(
                            row[0],
                            new Operation(row[0], row[1].replace("-", ""), names(row[2]), row[3], names(row[4]))));
            return operations;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> names(String column) {
        return column.equals("-") ? List.of() : List.of(column.split(" "));
    }
}
