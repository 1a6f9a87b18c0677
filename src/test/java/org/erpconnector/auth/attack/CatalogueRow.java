package org.erpconnector.auth.attack;

/**
 * A row of a catalogue.
 *
 * @param row its name, such as {@code JA13}
 * @param mark of an attack, what must come of it: OK, N, F, U, P, S or W, or several; of a fault, the build that tries it:
 *     verify, servers or both
 * @param title what it is
 * @param note where we decide otherwise than one might expect, and why; where the proof is another than a test; else empty
 */
record CatalogueRow(String row, String mark, String title, String note) {
    static CatalogueRow parse(String line) {
        String[] columns = line.split("\t", -1);
        return new CatalogueRow(columns[0], columns[1], columns[2], columns.length > 3 ? columns[3] : "");
    }

    /** Whether a test of this build has to try it: of {@code mvn verify}, or of a profile. */
    boolean isTriedIn(String build) {
        return switch (mark) {
            case "verify", "servers" -> mark.equals(build);
            case "both" -> build.equals("verify") || build.equals("servers");
            default -> note.startsWith("profile ") ? note.startsWith("profile " + build) : build.equals("verify");
        };
    }

    /** Whether the proof is another than a test. */
    boolean hasNoTest() {
        return note.startsWith("no test:");
    }
}
