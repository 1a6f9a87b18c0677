package org.erpconnector.auth.observe;

import java.util.List;

/**
 * The filter that is observed.
 *
 * @param context path of its web application, such as {@code /connector}; empty for the root
 * @param filter its name in web.xml
 * @param applicationIds the application that it answers for; a second is the id that follows the first
 * @param environment label of the environment whose calls it answers
 */
public record FilterIdentity(String context, String filter, List<String> applicationIds, String environment) {
    public FilterIdentity {
        applicationIds = List.copyOf(applicationIds);
    }

    /** The one that the setting {@code application-id} names. */
    String applicationId() {
        return applicationIds.get(0);
    }

    /** What tells it from every other filter of the server: {@code /connector erp-connector-auth}. */
    String label() {
        return path() + " " + filter;
    }

    /** The path of its web application; one slash for the root. */
    String path() {
        return context.isEmpty() ? "/" : context;
    }
}
