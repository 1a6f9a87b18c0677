package org.erpconnector.auth.observe;

import java.util.List;

/**
 * Which filter is observed.
 *
 * @param context path of its web application, such as {@code /connector}; empty for the root
 * @param filter its name in web.xml
 * @param applicationIds the client id of its application, and the next one if there is one
 * @param environment label of the SuperOffice environment that it trusts
 */
public record FilterIdentity(String context, String filter, List<String> applicationIds, String environment) {
    public FilterIdentity {
        applicationIds = List.copyOf(applicationIds);
    }

    /** The value of the setting {@code application-id}. */
    String applicationId() {
        return applicationIds.get(0);
    }

    /** Unique within the server: {@code /connector erp-connector-auth}. */
    String label() {
        return path() + " " + filter;
    }

    /** The path of its web application; one slash for the root. */
    String path() {
        return context.isEmpty() ? "/" : context;
    }
}
