package org.erpconnector.auth.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The three forms of a report, of which one has to bear what a hostile connector says. */
class CheckReportTest {

    private static final String HOSTILE = "<script>alert(1)</script> {url} ]]> & \"' \u202e \ud800 \uffff";

    private static CheckReport report(Exit exit, String stopped) {
        return new CheckReport(
                URI.create("https://erp.example.com/x?a=1&b=<2>"
                        .replace("<", "%3C")
                        .replace(">", "%3E")),
                Set.of(Profile.ERP),
                "1.0",
                TestIdentity.NOW,
                List.of(
                        result("H-01", Finding.passed()),
                        result("H-05", Finding.skipped("not now")),
                        result("J-01", Finding.failed("the connector said [" + Shown.text(HOSTILE) + "]")),
                        result("L-01", Finding.warning("it is http"))),
                exit,
                stopped);
    }

    private static CheckReport.Result result(String id, Finding finding) {
        Case tried = Case.of(id, "the rule of " + id, "RFC 1", subject -> finding);
        return new CheckReport.Result(tried, finding, Duration.ofMillis(1500));
    }

    /** Writes one form. */
    private interface Form {
        void write(CheckReport report, OutputStream stream) throws IOException;
    }

    private static String written(Form form, CheckReport report) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        form.write(report, bytes);
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void junitHasASuiteForEachGroupAndACaseForEachCase() throws Exception {
        String xml = written(JUnitReport::write, report(Exit.REFUSED, ""));
        XmlElement suites = XmlElement.parse(xml.getBytes(StandardCharsets.UTF_8));
        assertThat(suites.name()).isEqualTo("testsuites");
        assertThat(attribute(suites, "tests")).isEqualTo("4");
        assertThat(attribute(suites, "failures")).isEqualTo("1");
        assertThat(attribute(suites, "skipped")).isEqualTo("1");
        assertThat(suites.children())
                .extracting(suite -> attribute(suite, "name"))
                .containsExactly(
                        "H Handshakes that are accepted",
                        "J Tokens that are refused for their form, header or signature",
                        "L HTTP and TLS");
        XmlElement failed = suites.children().get(1).children().get(0);
        assertThat(attribute(failed, "name")).isEqualTo("J-01 the rule of J-01");
        assertThat(attribute(failed, "time")).isEqualTo("1.500");
        assertThat(failed.children().get(0).name()).isEqualTo("failure");
        assertThat(attribute(failed.children().get(0), "message")).contains("<script>alert(1)</script>");
    }

    @Test
    void junitHasAnErrorWhereTheConnectorWentAway() throws Exception {
        String xml = written(JUnitReport::write, report(Exit.UNREACHABLE, "could not reach x"));
        XmlElement suites = XmlElement.parse(xml.getBytes(StandardCharsets.UTF_8));
        assertThat(attribute(suites, "errors")).isEqualTo("1");
        XmlElement last = suites.children().get(3).children().get(0).children().get(0);
        assertThat(last.name()).isEqualTo("error");
        assertThat(attribute(last, "message")).isEqualTo("could not reach x");
    }

    private static String attribute(XmlElement element, String name) {
        return element.attributes().getOrDefault(new javax.xml.namespace.QName(name), "");
    }

    @Test
    void jsonHasVerdictCountsAndCasesInOrder() throws Exception {
        Map<String, Object> json = JSONObjectUtils.parse(written(JsonReport::write, report(Exit.REFUSED, "")));
        assertThat(json).containsEntry("verdict", "FAILED").containsEntry("exitStatus", 1L);
        assertThat(JSONObjectUtils.getJSONObject(json, "counts"))
                .containsEntry("passed", 1L)
                .containsEntry("failed", 1L)
                .containsEntry("warning", 1L)
                .containsEntry("skipped", 1L);
        assertThat(JSONObjectUtils.getJSONObjectArray(json, "cases"))
                .extracting(one -> one.get("id"))
                .containsExactly("H-01", "H-05", "J-01", "L-01");
    }

    @Test
    void thePageBeginsWithTheVerdictAndWhatFailed() throws Exception {
        String page = written(HtmlReport::write, report(Exit.REFUSED, ""));
        assertThat(page).startsWith("<!DOCTYPE html>\n<html lang=\"en\">");
        assertThat(page.indexOf("FAILED: 1 passed, 1 failed, 1 warnings, 1 skipped"))
                .isPositive()
                .isLessThan(page.indexOf("<h2>Failed</h2>"));
        assertThat(page.indexOf("<h2>Failed</h2>")).isLessThan(page.indexOf("<h2>Worth a look</h2>"));
        assertThat(page.indexOf("<h2>Worth a look</h2>")).isLessThan(page.indexOf("<h2>All cases</h2>"));
        assertThat(page).contains("name=\"viewport\"", "prefers-color-scheme: dark");
    }

    @Test
    void thePageRunsNothingAndFetchesNothing() throws Exception {
        String page = written(HtmlReport::write, report(Exit.REFUSED, Shown.text(HOSTILE)));
        assertThat(page)
                .contains("&lt;script&gt;alert(1)&lt;/script&gt; &#123;url} ]]&gt; &amp; &quot;&#39;")
                .doesNotContain("<script", "src=", "href=", "onload", "url(", "@import", "\u202e");
        Matcher policy = Pattern.compile("content=\"default-src 'none'; style-src 'sha256-([^']+)';")
                .matcher(page);
        Matcher style = Pattern.compile("(?s)<style>(.*)</style>").matcher(page);
        assertThat(policy.find() && style.find()).isTrue();
        byte[] hash = MessageDigest.getInstance("SHA-256").digest(style.group(1).getBytes(StandardCharsets.UTF_8));
        assertThat(policy.group(1)).isEqualTo(Base64.getEncoder().encodeToString(hash));
    }

    /** Every element that is opened is closed in its order, but for those that have no end. */
    @Test
    void thePageIsWellFormed() throws Exception {
        String page = written(HtmlReport::write, report(Exit.DONE, ""));
        String xml = page.replaceFirst("<!DOCTYPE html>\n", "").replaceAll("<(meta[^>]*)>", "<$1/>");
        assertThat(XmlElement.parse(xml.getBytes(StandardCharsets.UTF_8)).name())
                .isEqualTo("html");
    }
}
