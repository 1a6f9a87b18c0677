package org.erpconnector.auth.attack;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** A list of what is known to go wrong, whose rows the tests name by tags or report entries. */
public enum Catalogue {
    /** What is done to the filter on purpose. */
    ATTACKS("attack-catalogue", "Attack catalogue"),
    /** What goes wrong with keys, and where they are set. */
    KEY_FAULTS("key-fault-catalogue", "Key faults"),
    /** What was met outside of the tests. */
    FAULTS("fault-catalogue", "Fault catalogue");

    private final String file;
    private final String title;

    Catalogue(String file, String title) {
        this.file = file;
        this.title = title;
    }

    /** Its name in the report. */
    String title() {
        return title;
    }

    /** Where the report goes. */
    Path report() {
        return Path.of("target", file + ".txt");
    }

    /** Every row, in order. */
    List<CatalogueRow> rows() throws IOException {
        try (InputStream in = Catalogue.class.getResourceAsStream("/" + file + ".tsv")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(CatalogueRow::parse)
                    .toList();
        }
    }
}
