package org.erpconnector.auth.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.erpconnector.auth.testkit.Page;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Links between README, the manual and other files of the project lead where they say. */
class LinksTest {
    static List<Page> pages() {
        return Page.all();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyLinkLeadsSomewhere(Page page) {
        assertThat(page.brokenLinks()).as(page.file().toString()).isEmpty();
    }

    static List<Page> manual() {
        return Page.all().stream().filter(page -> !page.equals(Page.readme())).toList();
    }

    /** No page that only who knows its name can find. */
    @ParameterizedTest
    @MethodSource("manual")
    void everyPageIsLinkedFromAnother(Page page) {
        assertThat(Page.all().stream()
                        .filter(other -> !other.equals(page))
                        .flatMap(other -> other.links().stream())
                        .map(link -> link.replaceFirst("#.*", "")))
                .anyMatch(link -> link.equals(page.name()) || link.endsWith("/" + page.name()));
    }

    /** The check itself: without this one it could find nothing at all. */
    @Test
    void aBrokenLinkIsFound(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("page.md");
        Files.writeString(file, """
                # A page

                ## Payara 6: `java:comp/env`

                [a](#payara-6-javacompenv) [b](#nowhere) [c](page.md#a-page)
                [d](other.md) <img src="none.svg"> `[e](code.md)` [f](https://example.com/)

                ```shell
                # no heading
                [g](block.md)
                ```
                """);
        assertThat(new Page(file).brokenLinks()).containsExactly("#nowhere", "other.md", "none.svg");
        assertThat(new Page(file).anchors()).containsExactlyInAnyOrder("a-page", "payara-6-javacompenv");
    }
}
