package org.erpconnector.auth.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.erpconnector.auth.browser.Browser.Scheme;
import org.erpconnector.auth.http.FilterServer;
import org.erpconnector.auth.servlet.FilterLifecycle;
import org.erpconnector.auth.servlet.TestParts;
import org.erpconnector.auth.testkit.RawHttp;
import org.erpconnector.auth.testkit.TestTokens;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** The status page as operators see it, on a laptop and on a phone, by day and at night. */
class StatusPageBrowserTest {
    private static final String PASSWORD = "a password for the night";

    private static Browser browser;
    private static FilterServer server;

    @BeforeAll
    static void start(@TempDir Path folder) throws Exception {
        browser = Browser.start();
        TestParts parts = TestParts.make();
        Map<String, String> settings = new HashMap<>(parts.settings(folder));
        settings.put("status-path", "/erp-auth");
        settings.put("status-password", PASSWORD);
        server = new FilterServer(folder)
                .ours(
                        "erp",
                        FilterLifecycle.start(
                                "erp", settings, attribute -> null, Clock.fixed(TestTokens.NOW, ZoneOffset.UTC)),
                        "/*")
                .start();
        RawHttp.send(
                server.port(),
                "POST /%3Cscript%3Ealert(1)%3C/script%3E HTTP/1.1\r\nContent-Type: text/xml"
                        + "\r\nSOAPAction: urn:x/Authenticate",
                "<x/>");
        String head = "POST " + TestParts.PATH + " HTTP/1.1\r\nContent-Type: application/jwt";
        String token = TestTokens.valid(parts.caller());
        RawHttp.send(server.port(), head, token);
        RawHttp.send(server.port(), head, token);
        String credentials = "night:" + PASSWORD;
        browser.sends(
                "Authorization",
                "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8)));
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    private static String authority() {
        return "127.0.0.1:" + server.port();
    }

    @ParameterizedTest
    @CsvSource({"1280, LIGHT", "1280, DARK", "390, LIGHT", "390, DARK"})
    void itIsReadByEverybodyAndAsksNobodyElse(int width, Scheme scheme) throws Exception {
        browser.open("http://" + authority() + "/erp-auth", width, scheme);
        browser.photographScreen("status-" + scheme.name().toLowerCase(Locale.ROOT) + "-" + width);
        assertThat(browser.text("h1")).isEqualTo("Degraded");
        assertThat(browser.text(".state")).contains("What to do:");
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.hosts()).containsExactly(authority());
        assertThat(browser.find("body").getSize().getWidth())
                .as("nothing beside the screen")
                .isEqualTo(width);
        assertThat(browser.barriers()).isEmpty();
    }

    @Test
    void whatAStrangerSendsStaysText() throws Exception {
        browser.open("http://" + authority() + "/erp-auth", Browser.DESKTOP, Scheme.LIGHT);
        assertThat(browser.text("#verdicts + table")).contains("/<script>alert(1)</script>");
        assertThat(browser.all("script")).isEmpty();
    }

    @Test
    void theKeyboardAloneLeadsToTheTableOfHours() throws Exception {
        browser.open("http://" + authority() + "/erp-auth", Browser.DESKTOP, Scheme.LIGHT);
        browser.tabTo("The same as a table");
        browser.press(Keys.ENTER);
        assertThat(browser.text("details table")).contains("2026-03-01T12:00:00Z");
    }
}
