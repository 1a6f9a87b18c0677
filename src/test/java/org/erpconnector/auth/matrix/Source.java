package org.erpconnector.auth.matrix;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a setting may come from on every server, weakest first. Each names a filter of {@link MatrixWar} that has an
 * application id from it and from every weaker one.
 */
public enum Source {
    INIT_PARAM,
    ENVIRONMENT_VARIABLE,
    SYSTEM_PROPERTY,
    ENV_ENTRY;

    /** The application id that this source names. */
    public String applicationId() {
        return "from-" + label();
    }

    /** What its filter's paths begin with. */
    public String path() {
        return "/" + label();
    }

    String prefix() {
        return "matrix-" + label();
    }

    private String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Whether a filter has this source too. */
    boolean isIn(Source filter) {
        return compareTo(filter) <= 0;
    }

    /** The variables with which a server has to be started. */
    public static Map<String, String> variables() {
        return having(ENVIRONMENT_VARIABLE)
                .collect(Collectors.toMap(
                        filter -> (filter.prefix() + "_application_id")
                                .replace('-', '_')
                                .toUpperCase(Locale.ROOT),
                        filter -> ENVIRONMENT_VARIABLE.applicationId()));
    }

    /** The system properties with which a server has to be started. */
    public static Map<String, String> properties() {
        return having(SYSTEM_PROPERTY)
                .collect(Collectors.toMap(
                        filter -> filter.prefix() + ".application-id", filter -> SYSTEM_PROPERTY.applicationId()));
    }

    private static Stream<Source> having(Source source) {
        return Arrays.stream(values()).filter(source::isIn);
    }
}
