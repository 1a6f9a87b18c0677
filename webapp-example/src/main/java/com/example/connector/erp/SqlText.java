package com.example.connector.erp;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** A piece of SQL and the values of its question marks. */
record SqlText(String sql, List<Object> parameters) {

    SqlText {
        parameters = Collections.unmodifiableList(new ArrayList<>(parameters));
    }

    static SqlText of(String sql, Object... parameters) {
        return new SqlText(sql, Stream.of(parameters).toList());
    }

    SqlText then(String more) {
        return new SqlText(sql + more, parameters);
    }

    SqlText then(SqlText more) {
        return new SqlText(
                sql + more.sql,
                Stream.concat(parameters.stream(), more.parameters.stream()).toList());
    }

    SqlText and(SqlText condition) {
        return then(" and (").then(condition).then(")");
    }

    /** So many question marks, with commas between. */
    static String marks(int count) {
        return String.join(", ", Collections.nCopies(count, "?"));
    }
}
