package org.erpconnector.auth.attack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A row of the catalogue.
 *
 * @param row its name, such as {@code JA13}
 * @param expected what must come of it: OK, N, F, U, P, S or W, or several
 * @param title what it is
 * @param note where we decide otherwise than one might expect, and why; where the proof is another than a test; else empty
 */
public record CatalogueRow(String row, String expected, String title, String note) {
    private static final String RESOURCE = "/attack-catalogue.tsv";

    /** Every row, in order. */
    public static List<CatalogueRow> all() throws IOException {
        try (InputStream in = CatalogueRow.class.getResourceAsStream(RESOURCE)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t", -1))
                    .map(columns ->
                            new CatalogueRow(columns[0], columns[1], columns[2], columns.length > 3 ? columns[3] : ""))
                    .toList();
        }
    }
}
