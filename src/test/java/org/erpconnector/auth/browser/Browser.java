package org.erpconnector.auth.browser;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.Level;
import org.erpconnector.auth.testkit.Await;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogEntry;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;

/**
 * Debian's Chromium without a screen. It looks at a page as a person does, and keeps what the page asks for and complains
 * of. Where it is not installed, the tests that need it are skipped and say so.
 */
public final class Browser implements AutoCloseable {

    /** What a person has chosen in the settings of the machine. */
    public enum Scheme {
        LIGHT,
        DARK
    }

    /** The width of a laptop's window. */
    public static final int DESKTOP = 1280;
    /** The width of a phone, held upright. */
    public static final int PHONE = 390;

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path DRIVER = Path.of("/usr/bin/chromedriver");
    private static final int HEIGHT = 860;
    private static final int MOST_TABS = 300;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ChromeDriver driver;
    private final List<String> complaints = new ArrayList<>();
    private final Set<String> hosts = new TreeSet<>();

    private Browser(ChromeDriver driver) {
        this.driver = driver;
    }

    /** Starts it with an empty profile of its own. */
    public static Browser start() throws IOException {
        for (Path program : List.of(CHROMIUM, DRIVER)) {
            assumeTrue(
                    Files.isExecutable(program),
                    "skipped on this machine: no " + program
                            + " (Debian: apt-get install chromium chromium-driver fonts-dejavu-core)");
        }
        LoggingPreferences kept = new LoggingPreferences();
        kept.enable(LogType.BROWSER, Level.ALL);
        kept.enable(LogType.PERFORMANCE, Level.ALL);
        ChromeOptions options = new ChromeOptions();
        options.setBinary(CHROMIUM.toString());
        options.setCapability(ChromeOptions.LOGGING_PREFS, kept);
        Path profiles = Files.createDirectories(Path.of("target", "browser"));
        options.addArguments(
                "--headless=new",
                // Its sandbox needs what root has no use for, and a container often lacks. The pages are our own.
                "--no-sandbox",
                "--disable-dev-shm-usage",
                "--disable-background-networking",
                "--disable-component-update",
                "--no-first-run",
                "--hide-scrollbars",
                "--lang=en-GB",
                "--user-data-dir=" + Files.createTempDirectory(profiles.toAbsolutePath(), "profile"));
        // Named, so that nobody looks for a driver in the network.
        ChromeDriverService service = new ChromeDriverService.Builder()
                .usingDriverExecutable(DRIVER.toFile())
                .usingAnyFreePort()
                .build();
        return new Browser(new ChromeDriver(service, options));
    }

    /** Opens a page as somebody sees it who has such a screen and such a taste. */
    public void open(String url, int width, Scheme scheme) throws IOException {
        driver.executeCdpCommand(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", HEIGHT, "deviceScaleFactor", 1, "mobile", width <= PHONE));
        driver.executeCdpCommand(
                "Emulation.setEmulatedMedia",
                Map.of(
                        "features",
                        List.of(
                                Map.of("name", "prefers-color-scheme", "value", word(scheme)),
                                // What moves is at its end at once: nothing is judged, or photographed, half way.
                                Map.of("name", "prefers-reduced-motion", "value", "reduce"))));
        collect();
        complaints.clear();
        hosts.clear();
        driver.get(url);
    }

    private static String word(Scheme scheme) {
        return scheme == Scheme.DARK ? "dark" : "light";
    }

    /** A header with every request from now on, such as a password that a person has typed before. */
    public void sends(String header, String value) {
        driver.executeCdpCommand("Network.enable", Map.of());
        driver.executeCdpCommand("Network.setExtraHTTPHeaders", Map.of("headers", Map.of(header, value)));
    }

    public WebElement find(String css) {
        return driver.findElement(By.cssSelector(css));
    }

    public List<WebElement> all(String css) {
        return driver.findElements(By.cssSelector(css));
    }

    /** The text that can be read of an element, or nothing if there is none such. */
    public String text(String css) {
        // In one step: a script may exchange the element between two.
        return String.valueOf(driver.executeScript(
                "const e = document.querySelector(arguments[0]); return e === null ? '' : e.innerText", css));
    }

    /** Until a text can be read there. */
    public void awaitText(String css, String expected) throws Exception {
        Await.until(
                css + " says [" + expected + "], not [" + text(css) + "]",
                () -> text(css).contains(expected));
    }

    /** Keys for whatever has the focus. */
    public void press(CharSequence... keys) {
        driver.switchTo().activeElement().sendKeys(keys);
    }

    /** What has the focus, by the name that a screen reader says. */
    public String focused() {
        return driver.switchTo().activeElement().getAccessibleName();
    }

    /** Goes on with the Tab key alone until the focus is on what bears this name. */
    public void tabTo(String name) {
        List<String> passed = new ArrayList<>();
        for (int i = 0; i < MOST_TABS; i++) {
            press(Keys.TAB);
            if (focused().equals(name)) {
                return;
            }
            passed.add(focused());
        }
        throw new AssertionError("no Tab leads to [" + name + "], only to " + new TreeSet<>(passed));
    }

    /** Errors and warnings of the console since the page was opened. */
    public List<String> complaints() throws IOException {
        collect();
        return List.copyOf(complaints);
    }

    /** The hosts, with their ports, that were asked for anything since the page was opened. */
    public Set<String> hosts() throws IOException {
        collect();
        return Set.copyOf(hosts);
    }

    private void collect() throws IOException {
        for (LogEntry entry : driver.manage().logs().get(LogType.BROWSER)) {
            if (entry.getLevel().intValue() >= Level.WARNING.intValue()) {
                complaints.add(entry.getMessage());
            }
        }
        for (LogEntry entry : driver.manage().logs().get(LogType.PERFORMANCE)) {
            JsonNode event = JSON.readTree(entry.getMessage()).path("message");
            if (event.path("method").asText().equals("Network.requestWillBeSent")) {
                URI url = URI.create(
                        event.path("params").path("request").path("url").asText());
                if (url.getHost() != null) {
                    hosts.add(url.getAuthority());
                }
            }
        }
    }

    /** What axe-core finds against WCAG 2.2, level AA, and against good practice. */
    public List<String> barriers() throws IOException {
        try (InputStream axe = Browser.class.getResourceAsStream("/axe.min.js")) {
            driver.executeScript(new String(Objects.requireNonNull(axe).readAllBytes(), StandardCharsets.UTF_8));
        }
        Object found = driver.executeAsyncScript("""
                const done = arguments[arguments.length - 1];
                axe.run(document, {resultTypes: ['violations']}).then(
                    all => done(all.violations.flatMap(one => one.nodes.map(
                        node => one.id + ': ' + one.help + ': ' + node.html.slice(0, 200)))),
                    fault => done([String(fault)]));
                """);
        return ((List<?>) Objects.requireNonNull(found))
                .stream().map(String::valueOf).toList();
    }

    /** Keeps the whole page, however long, as target/screens/NAME.png. */
    public Path photograph(String name) throws IOException {
        return photograph(name, true);
    }

    /** Keeps what is seen without scrolling. */
    public Path photographScreen(String name) throws IOException {
        return photograph(name, false);
    }

    private Path photograph(String name, boolean whole) throws IOException {
        Map<String, Object> taken = driver.executeCdpCommand(
                "Page.captureScreenshot", Map.of("format", "png", "captureBeyondViewport", whole));
        Path file = Files.createDirectories(Path.of("target", "screens")).resolve(name + ".png");
        return Files.write(file, Base64.getDecoder().decode(String.valueOf(taken.get("data"))));
    }

    @Override
    public void close() {
        driver.quit();
    }
}
