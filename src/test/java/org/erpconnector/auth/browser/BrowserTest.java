package org.erpconnector.auth.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import javax.imageio.ImageIO;
import org.erpconnector.auth.browser.Browser.Scheme;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** That what judges pages does find what is wrong with one. */
class BrowserTest {

    private static final String GOOD = """
            <!DOCTYPE html><html lang="en"><head><title>Good</title><link rel="icon" href="data:,">
            <meta name="viewport" content="width=device-width">
            <style>html { background: #111; color: #eee } a { color: #9cf }</style></head><body><main><h1>Good</h1>
            <a href="/">first</a> <button onclick="this.textContent='pressed'">second</button>
            <p id="scheme"></p><p id="width"></p></main><script>
            scheme.textContent = matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light';
            width.textContent = innerWidth;
            </script></body></html>""";
    private static final String BAD = """
            <!DOCTYPE html><html><head><title>Bad</title><link rel="icon" href="data:,"></head>
            <body><img src="http://localhost:1/away.png"><script>console.error('it hurts')</script></body></html>""";

    private static HttpServer server;
    private static Browser browser;

    @BeforeAll
    static void start() throws IOException {
        browser = Browser.start();
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                byte[] page = (exchange.getRequestURI().getPath().equals("/bad") ? BAD : GOOD)
                        .getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
                exchange.sendResponseHeaders(200, page.length);
                exchange.getResponseBody().write(page);
            }
        });
        server.start();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
            server.stop(0);
        }
    }

    private static String authority() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    @Test
    void findsNothingOnAGoodPage() throws Exception {
        browser.open("http://" + authority() + "/good", Browser.PHONE, Scheme.DARK);
        assertThat(browser.text("#scheme")).isEqualTo("dark");
        assertThat(browser.text("#width")).isEqualTo("390");
        assertThat(browser.barriers()).isEmpty();
        assertThat(browser.complaints()).isEmpty();
        assertThat(browser.hosts()).containsExactly(authority());

        browser.tabTo("second");
        browser.press(" ");
        browser.awaitText("button", "pressed");
    }

    @Test
    void findsWhatIsWrongWithABadOne() throws Exception {
        browser.open("http://" + authority() + "/bad", Browser.DESKTOP, Scheme.LIGHT);
        assertThat(browser.barriers()).anyMatch(barrier -> barrier.startsWith("image-alt: "));
        assertThat(browser.complaints()).anyMatch(complaint -> complaint.contains("it hurts"));
        assertThat(browser.hosts()).containsExactlyInAnyOrder(authority(), "localhost:1");
    }

    @Test
    void keepsPictures() throws Exception {
        browser.open("http://" + authority() + "/good", Browser.DESKTOP, Scheme.LIGHT);
        Path picture = browser.photographScreen("browser");
        assertThat(ImageIO.read(picture.toFile()).getWidth()).isEqualTo(Browser.DESKTOP);
    }
}
