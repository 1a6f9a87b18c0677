package org.erpconnector.auth.observe;

/**
 * The filter that is observed.
 *
 * @param context path of its web application, such as {@code /connector}; empty for the root
 * @param filter its name in web.xml
 * @param applicationId the application that it answers for
 * @param environment label of the environment whose calls it answers
 */
public record Observed(String context, String filter, String applicationId, String environment) {
    /** What tells it from every other filter of the server: {@code /connector erp-connector-auth}. */
    String label() {
        return path() + " " + filter;
    }

    /** The path of its web application; one slash for the root. */
    String path() {
        return context.isEmpty() ? "/" : context;
    }
}
