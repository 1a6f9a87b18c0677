package org.erpconnector.auth.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.erpconnector.auth.browser.Browser;
import org.erpconnector.auth.browser.Browser.Scheme;
import org.erpconnector.auth.testkit.Await;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** The page of the bench, before its demo connector, as somebody meets it who opens it in a browser. */
class BenchPageTest {

    private static Browser browser;

    private Bench bench;
    private BenchServer server;

    @BeforeAll
    static void startBrowser() throws Exception {
        browser = Browser.start();
    }

    @AfterAll
    static void closeBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void start() throws Exception {
        bench = new Bench(BenchTest.setup(Duration.ofSeconds(30)), Clock.systemUTC());
        server = new BenchServer(bench, 0);
    }

    @AfterEach
    void stop() throws Exception {
        server.close();
        bench.close();
    }

    private void open(int width, Scheme scheme) throws Exception {
        browser.open(server.url(), width, scheme);
        Await.until("the page is filled", () -> browser.all("#steps > li").size() == 5);
    }

    private void run(String button, String sentence) throws Exception {
        browser.find(button).click();
        browser.awaitText("#sentence", sentence);
        Await.until("the run is over", () -> !browser.find("#stop").isDisplayed());
    }

    private List<String> states() {
        return browser.all("#steps > li").stream()
                .map(step -> step.getDomAttribute("data-state"))
                .toList();
    }

    private void isFlawless() throws Exception {
        assertThat(browser.barriers()).isEmpty();
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.hosts()).containsExactly(URI.create(server.url()).getAuthority());
    }

    @ParameterizedTest
    @CsvSource({"1280, LIGHT, bench", "1280, DARK, bench-dark", "390, LIGHT, bench-phone", "390, DARK, bench-phone-dark"
    })
    void showsFiveGreenSteps(int width, Scheme scheme, String picture) throws Exception {
        bench.startDemo();
        open(width, scheme);
        run("#handshake", "VERIFIED");
        assertThat(states()).containsExactly("ok", "ok", "ok", "ok", "ok");
        assertThat(browser.find("#verdict").getDomAttribute("data-state")).isEqualTo("ok");
        browser.photographScreen(picture);
        for (var step : browser.all("#steps details:not([open]) > summary")) {
            step.click();
        }
        assertThat(browser.text("#steps"))
                .contains("<request", "SOAPAction", "\"iss\": \"SuperOffice AS\"", "the nonce is the one sent");
        isFlawless();
        browser.photograph(picture + "-open");
    }

    /** From a page without anything to a verdict, without a mouse. */
    @Test
    void worksByKeyboardAlone() throws Exception {
        open(Browser.DESKTOP, Scheme.LIGHT);
        browser.tabTo("Take the demo set");
        browser.press(Keys.ENTER);
        browser.awaitText("#said", "The demo connector is up");
        browser.tabTo("Handshake");
        browser.press(Keys.SPACE);
        browser.awaitText("#sentence", "VERIFIED");
        browser.tabTo("Save the request");
        browser.press(Keys.ENTER);
        Await.until("it is saved", () -> browser.all("#saved button").size() == 1);
        browser.press(Keys.TAB, Keys.TAB);
        assertThat(browser.focused()).startsWith("Replay ");
        browser.press(Keys.ENTER);
        browser.awaitText("#sentence", "REFUSED, as a copy has to be");
        isFlawless();
    }

    @Test
    void showsAFaultInRed() throws Exception {
        bench.startDemo();
        RsaIdentity another = DemoKeys.identity("another", Instant.now());
        bench.act(
                "register",
                Map.of(
                        "applicationId",
                        bench.state().get("applicationId"),
                        "publicKey",
                        RsaKeyValue.ofPublic(TestIdentity.publicKey(another))));
        open(Browser.DESKTOP, Scheme.LIGHT);
        run("#handshake", "NOT VERIFIED");
        assertThat(states()).containsExactly("ok", "ok", "ok", "failed", "failed");
        assertThat(browser.find("#verdict").getDomAttribute("data-state")).isEqualTo("failed");
        assertThat(browser.text("#seen")).isEqualTo("Error code 7, InvalidSignature.");
        assertThat(browser.text("#steps")).contains("failed: the signature is of the application's key");
        isFlawless();
        browser.photograph("bench-failed");
    }

    @Test
    void sendsTheFaultThatIsChosen() throws Exception {
        bench.startDemo();
        open(Browser.DESKTOP, Scheme.DARK);
        for (String fault : List.of("S-01", "J-12", "R-01", "J-40")) {
            browser.find("#fault option[value='" + fault + "']").click();
            run("#handshake", fault + " ok: ");
        }
        isFlawless();
        browser.photograph("bench-fault");
    }

    @Test
    void changesFieldsWithTheContract() throws Exception {
        bench.startDemo();
        open(Browser.DESKTOP, Scheme.LIGHT);
        browser.find("#contract option[value='http-jwt']").click();
        assertThat(browser.find("#soap").isEnabled()).isFalse();
        assertThat(browser.find("#url").getDomProperty("value")).endsWith("/authenticate");
        assertThat(browser.all("#fault option[value='M-01']")).isEmpty();
        run("#handshake", "VERIFIED");
    }

    @Test
    void showsOperationsAndWhatChanges() throws Exception {
        bench.startDemo();
        open(Browser.DESKTOP, Scheme.LIGHT);
        run("#synchronise", "DONE: all 17 operations");
        assertThat(browser.all("#operations > li[data-state=ok]")).hasSizeGreaterThan(17);
        isFlawless();
        browser.photograph("bench-sync");

        browser.find("#watch").click();
        Await.until("all actors are there", () -> browser.all("#actors tr").size() >= 6);
        browser.find("#change").click();
        browser.awaitText("#actors tr:first-child", "(changed 1)");
        isFlawless();
        browser.photograph("bench-watch");
        run("#stop", "DONE");
    }

    /** What a connector says is text, whatever it says. */
    @Test
    void runsNothingThatAConnectorSends() throws Exception {
        String hostile = "<img src=x onerror=\"document.title='taken'\"><script>document.title='taken'</script>";
        bench.startDemo();
        try (FakeConnector connector = new FakeConnector(
                request -> FakeConnector.Response.soap("<s:Fault><faultcode>s:Client</faultcode><faultstring>"
                        + Xml.escaped(hostile) + "</faultstring></s:Fault>"))) {
            open(Browser.PHONE, Scheme.DARK);
            browser.find("#url").clear();
            browser.find("#url").sendKeys(connector.url());
            run("#handshake", "REFUSED");
            assertThat(browser.text("#verdict")).contains("<img src=x");
            assertThat(browser.all("main img, main script")).isEmpty();
            isFlawless();
            browser.photograph("bench-refused");
        }
    }

    @Test
    void saysWhatIsMissingAndWhenTheBenchHasGone() throws Exception {
        open(Browser.DESKTOP, Scheme.LIGHT);
        browser.find("#handshake").click();
        browser.awaitText("#complaint", "is no URL of the form https://host/path");
        browser.find("#url").sendKeys("http://127.0.0.1:1/x");
        run("#handshake", "NOT RESOLVED");
        assertThat(browser.text("#steps")).contains("Register the application first, or take the demo set");
        server.close();
        browser.find("#synchronise").click();
        browser.awaitText("#complaint", "The bench does not answer");
    }
}
