package com.example.connector.erp;

import com.example.connector.contract.FieldMetadataInfoWS.Type;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One condition of a search, and how it is said in SQL. Strings are compared without regard to case. */
public record Restriction(String fieldKey, String operator, List<String> values) {

    // A hash sign stands for the column. What is unknown differs from everything, so the negative forms admit null.
    private static final Map<String, String> TEXT = Map.ofEntries(
            Map.entry("=", "upper(#) = upper(?)"),
            Map.entry("isnot", "# is null or upper(#) <> upper(?)"),
            Map.entry("begins", "upper(#) like upper(?) escape '!'"),
            Map.entry("ends", "upper(#) like upper(?) escape '!'"),
            Map.entry("contains", "upper(#) like upper(?) escape '!'"),
            Map.entry("notbegins", "# is null or upper(#) not like upper(?) escape '!'"),
            Map.entry("notends", "# is null or upper(#) not like upper(?) escape '!'"),
            Map.entry("notcontains", "# is null or upper(#) not like upper(?) escape '!'"),
            Map.entry("between", "upper(#) between upper(?) and upper(?)"));

    private static final Map<String, String> NUMBER = Map.of(
            "=", "# = ?",
            "!=", "# is null or # <> ?",
            "<", "# < ?",
            ">", "# > ?",
            "<=", "# <= ?",
            ">=", "# >= ?",
            "between", "# between ? and ?");

    private static final Map<String, String> DATE = Map.of(
            "=", "# = ?",
            "before", "# < ?",
            "after", "# > ?",
            "beforeorequal", "# <= ?",
            "afterorequal", "# >= ?",
            "between", "# between ? and ?");

    private static final Map<String, String> LIST = Map.of(
            "oneof", "# in (*)",
            "notoneof", "# is null or # not in (*)");

    private static final Map<String, String> FLAG = Map.of("=", "# = ?");

    /** A search for a list item that there is not is a mistake, not one without a result. */
    void mustHaveItems(ActorKind kind, ListStore lists) throws SQLException {
        for (FieldSpec field : kind.fields()) {
            if (field.key().equals(fieldKey) && field.type() == Type.LIST) {
                for (String value : values) {
                    lists.mustHave(field.listName(), value);
                }
            }
        }
    }

    SqlText toSql(ActorKind kind) {
        return switch (String.valueOf(fieldKey)) {
            case "ParentErpKey" -> toSql(Type.TEXT, parent(kind, "parent_key"));
            case "ParentActorType" -> toSql(Type.TEXT, parent(kind, typeOfParent(kind)));
            default -> toSql(kind.field(fieldKey).type(), kind.field(fieldKey).column());
        };
    }

    private SqlText toSql(Type type, String column) {
        String name = String.valueOf(operator).toLowerCase(Locale.ROOT);
        String template = templates(type).get(name);
        if (template == null) {
            throw bad("Operator [" + operator + "] does not go with a field of type " + type);
        }
        String sql = template.replace("#", column).replace("*", SqlText.marks(values.size()));
        if (values.isEmpty() || sql.chars().filter(c -> c == '?').count() != values.size()) {
            throw bad("Operator [" + operator + "] does not take " + values.size() + " values");
        }
        return new SqlText(sql, parameters(type, name));
    }

    private List<Object> parameters(Type type, String operatorName) {
        List<Object> parameters = new ArrayList<>();
        for (String value : values) {
            parameters.add(parameter(type, operatorName, value));
        }
        return parameters;
    }

    private Object parameter(Type type, String operatorName, String value) {
        if (type == Type.TEXT || type == Type.LIST) {
            return pattern(operatorName, value == null ? "" : value);
        }
        Object decoded = ErpValue.decode(type, value);
        if (decoded == null) {
            throw bad("Operator [" + operator + "] needs a value");
        }
        return decoded;
    }

    private static Map<String, String> templates(Type type) {
        return switch (type) {
            case TEXT -> TEXT;
            case INTEGER, DOUBLE -> NUMBER;
            case DATETIME -> DATE;
            case LIST -> LIST;
            case CHECKBOX -> FLAG;
            case PASSWORD, LABEL -> Map.of();
        };
    }

    private static String pattern(String operatorName, String text) {
        return switch (operatorName) {
            case "begins", "notbegins" -> escape(text) + "%";
            case "ends", "notends" -> "%" + escape(text);
            case "contains", "notcontains" -> "%" + escape(text) + "%";
            default -> text;
        };
    }

    static String escape(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    private static String parent(ActorKind kind, String expression) {
        return kind.parent().isPresent() ? expression : "cast(null as varchar)";
    }

    private static String typeOfParent(ActorKind kind) {
        return kind.parent()
                .map(parent -> "case when parent_key is not null then '" + parent.typeName() + "' end")
                .orElse("");
    }

    private ConnectorException bad(String techExplanation) {
        return ConnectorException.badRequest(
                "The ERP system cannot search this way.", techExplanation + ", field [" + fieldKey + "]");
    }
}
