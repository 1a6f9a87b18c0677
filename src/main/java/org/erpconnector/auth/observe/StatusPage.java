package org.erpconnector.auth.observe;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Map;
import org.erpconnector.auth.json.StrictJson;

/**
 * The status page of one instant, as HTML and as JSON. The HTML is self-contained and has no script. Immutable.
 *
 * @param tree its content
 */
public record StatusPage(ObjectNode tree) {
    private static final int CHART_HEIGHT = 120;
    private static final int BAR = 26;
    private static final int BAR_WIDTH = 20;
    private static final int LEFT = 40;
    private static final StrictJson JSON = new StrictJson(new StrictJson.Limits(1 << 20, 8, 1 << 16));

    static StatusPage of(StatusReport report) {
        return new StatusPage(report.tree());
    }

    /** The page as HTML. */
    public String html() {
        ObjectNode view = tree.deepCopy();
        JsonNode state = view.get("state");
        view.put("title", state.get("title").textValue());
        ((ObjectNode) state).put("icon", icon(state.get("kind").textValue()));
        bars(view);
        ArrayNode lists = view.putArray("lists");
        list(lists, "verdicts", "The last handshakes", "None since the start.", tree.get("verdicts"));
        list(
                lists,
                "near-misses",
                "Near misses: requests that look like handshakes but went on to the connector",
                "None since the start.",
                tree.get("nearMisses"));
        list(
                lists,
                "refused-calls",
                "Calls that were refused or failed",
                "None since the start.",
                tree.get("refusedCalls"));
        ArrayNode series = view.putArray("series");
        for (Map.Entry<String, JsonNode> counter : tree.get("counters").properties()) {
            series.addObject().put("name", counter.getKey()).set("value", counter.getValue());
        }
        return Html.TEMPLATE.fill(view);
    }

    private static void list(ArrayNode lists, String name, String title, String none, JsonNode rows) {
        ArrayNode shown = lists.addObject()
                .put("name", name)
                .put("title", title)
                .put("none", none)
                .put("some", !rows.isEmpty())
                .putArray("rows");
        for (JsonNode row : rows) {
            ObjectNode copy = row.deepCopy();
            shown.add(copy.put("measured", !row.get("milliseconds").isNull())
                    .put("when", row.get("at").textValue().replace('T', ' ').replace("Z", "")));
        }
    }

    /** An SVG path: a tick, an exclamation mark in a triangle, or a cross in a circle. */
    private static String icon(String kind) {
        return switch (kind) {
            case "answering" -> "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20M7 12.5l3.5 3.5L17 9";
            case "degraded" -> "M12 3L1.8 20.5h20.4zM12 10v4.5M12 17.4v.1";
            default -> "M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20M8.5 8.5l7 7M15.5 8.5l-7 7";
        };
    }

    /** The page as JSON. */
    public String json() {
        return JSON.text(tree);
    }

    /** Allows the page its own style and nothing else. */
    public static String contentSecurityPolicy() {
        return "default-src 'none'; style-src 'sha256-" + Html.STYLE_HASH
                + "'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
    }

    /** The chart: a bar for each hour, stacked by outcome. */
    private static void bars(ObjectNode view) {
        ArrayNode bars = view.putArray("bars");
        JsonNode hours = view.get("hours");
        long most = 1;
        for (JsonNode hour : hours) {
            most = Math.max(most, sum(hour));
        }
        view.put("most", most);
        ObjectNode day = view.putObject("day");
        for (Outcome outcome : Outcome.values()) {
            long total = 0;
            for (JsonNode hour : hours) {
                total += hour.get(outcome.label()).longValue();
            }
            day.put(outcome.label(), total);
        }
        int x = LEFT;
        for (JsonNode hour : hours) {
            String clock = hour.get("from").textValue().substring(11, 16);
            ObjectNode bar = bars.addObject()
                    .put("x", x)
                    .put("middle", x + BAR_WIDTH / 2)
                    .put("clock", clock);
            bar.put("labelled", bars.size() % 6 == 0);
            ArrayNode pieces = bar.putArray("pieces");
            double y = CHART_HEIGHT;
            for (Outcome outcome : Outcome.values()) {
                long count = hour.get(outcome.label()).longValue();
                // At least 2 units, so that one among thousands is visible.
                double height = count == 0 ? 0 : Math.max(2, (double) count / most * CHART_HEIGHT);
                y -= height;
                if (count > 0) {
                    pieces.addObject()
                            .put("x", x)
                            .put("y", rounded(Math.max(0, y)))
                            .put("height", rounded(height))
                            .put("outcome", outcome.label());
                }
            }
            x += BAR;
        }
    }

    private static double rounded(double number) {
        return Math.round(number * 10) / 10.0;
    }

    private static long sum(JsonNode hour) {
        long sum = 0;
        for (Outcome outcome : Outcome.values()) {
            sum += hour.get(outcome.label()).longValue();
        }
        return sum;
    }

    /** Loaded at the start of a filter that has a status page. */
    private static final class Html {
        private static final String TEXT = read();
        static final Template TEMPLATE = Template.of(TEXT);
        static final String STYLE_HASH =
                hash(TEXT.substring(TEXT.indexOf("<style>") + "<style>".length(), TEXT.indexOf("</style>")));

        private Html() {}

        private static String read() {
            try (InputStream page = StatusPage.class.getResourceAsStream("status.html")) {
                if (page == null) {
                    throw new IllegalStateException("the jar lacks status.html");
                }
                // Browsers normalise line ends before they compute the hash of the style.
                return new String(page.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String hash(String style) {
            try {
                return Base64.getEncoder()
                        .encodeToString(
                                MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
