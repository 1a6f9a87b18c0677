package org.erpconnector.auth.simulator;

import com.nimbusds.jose.util.Base64;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * The report as a self-contained page: the verdict, then failures and warnings, then all cases by group. It contains
 * texts from the connector, so all text is escaped in one place, no script runs, and the style is allowed by its hash.
 */
final class HtmlReport {

    private static final String STYLE = """
            :root { color-scheme: light dark; --line: #8884; --bad: #c5221f; --good: #137333; --warn: #8a5a00; }
            @media (prefers-color-scheme: dark) { :root { --bad: #ff8a80; --good: #81c995; --warn: #fdd663; } }
            body { font: 1rem/1.5 system-ui, sans-serif; margin: 0 auto; max-width: 60rem; padding: 1rem; }
            h1 { font-size: 1.4rem; } h2 { font-size: 1.1rem; margin-top: 2rem; }
            .verdict { border: 2px solid; border-radius: .5rem; padding: .75rem 1rem; font-weight: 600; }
            .passed { color: var(--good); } .failed { color: var(--bad); } .warning { color: var(--warn); }
            .skipped { opacity: .75; }
            ul { list-style: none; padding: 0; } li { border-top: 1px solid var(--line); padding: .5rem 0; }
            li p { margin: 0; overflow-wrap: anywhere; } .source { font-size: .875rem; opacity: .8; }
            .mark { display: inline-block; min-width: 4.5rem; font-weight: 600; }
            summary { cursor: pointer; padding: .5rem 0; } dt { font-weight: 600; } dd { margin: 0 0 .5rem; overflow-wrap: anywhere; }
            """;

    private static final String PAGE = """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="referrer" content="no-referrer">
            <title>{verdict}: check of {url}</title>
            <style>{style}</style>
            </head>
            <body>
            <main>
            <h1>Check of a connector</h1>
            <p class="verdict {class}" role="status">{verdict}: {summary}</p>
            <dl><dt>URL</dt><dd>{url}</dd><dt>Profiles</dt><dd>{profiles}</dd><dt>When</dt><dd>{at}</dd><dt>Simulator</dt><dd>{version}</dd></dl>
            {sections}
            </main>
            </body>
            </html>
            """;

    private HtmlReport() {}

    static void write(CheckReport report, OutputStream stream) throws IOException {
        String page = PAGE.replace("{hash}", hash())
                .replace("{style}", STYLE)
                .replace("{class}", report.exit() == Exit.DONE ? "passed" : "failed")
                .replace("{profiles}", escaped(report.profilesInWords()))
                .replace(
                        "{at}",
                        escaped(report.at().truncatedTo(ChronoUnit.SECONDS).toString()))
                .replace("{version}", escaped(report.version()))
                .replace("{verdict}", report.verdict())
                // Texts from the connector come last, so that they cannot name a placeholder.
                .replace("{sections}", sections(report))
                .replace("{summary}", escaped(report.summary()))
                .replace("{url}", escaped(report.url().toString()));
        stream.write(page.getBytes(StandardCharsets.UTF_8));
    }

    /** All text passes here. Braces are escaped as well, so that a text cannot name a placeholder. */
    private static String escaped(String text) {
        return Xml.escaped(text).replace("'", "&#39;").replace("{", "&#123;");
    }

    private static String hash() {
        try {
            return Base64.encode(MessageDigest.getInstance("SHA-256").digest(STYLE.getBytes(StandardCharsets.UTF_8)))
                    .toString();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String sections(CheckReport report) {
        String groups = Arrays.stream(CaseGroup.values())
                .filter(group -> !report.of(group).isEmpty())
                .map(group -> group(group, report.of(group)))
                .collect(Collectors.joining("\n"));
        return first("Failed", report.of(Finding.Verdict.FAILED))
                + first("Worth a look", report.of(Finding.Verdict.WARNING)) + "<h2>All cases</h2>\n" + groups;
    }

    private static String first(String title, List<CheckReport.Result> results) {
        return results.isEmpty() ? "" : "<h2>" + title + "</h2>\n" + items(results);
    }

    private static String group(CaseGroup group, List<CheckReport.Result> results) {
        long passed = results.stream()
                .filter(result -> result.is(Finding.Verdict.PASSED))
                .count();
        return "<details><summary>" + escaped(group.letter() + "  " + group.title()) + ": " + passed + " of "
                + results.size() + " passed</summary>\n" + items(results) + "</details>";
    }

    private static String items(List<CheckReport.Result> results) {
        return results.stream().map(HtmlReport::item).collect(Collectors.joining("\n", "<ul>\n", "\n</ul>\n"));
    }

    private static String item(CheckReport.Result result) {
        Finding finding = result.finding();
        String found = finding.text().isEmpty() ? "" : "<p>" + escaped(finding.text()) + "</p>";
        return "<li><p><span class=\"mark " + PartyOptions.word(finding.verdict()) + "\">" + finding.verdict()
                + "</span> <strong>" + escaped(result.tried().id()) + "</strong> "
                + escaped(result.tried().rule()) + "</p>" + found + "<p class=\"source\">"
                + escaped(result.tried().source()) + "</p></li>";
    }
}
