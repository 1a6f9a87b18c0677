package org.erpconnector.auth.simulator;

import com.nimbusds.jose.util.JSONObjectUtils;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The report for other programs. */
final class JsonReport {

    private JsonReport() {}

    static void write(CheckReport report, OutputStream stream) throws IOException {
        Map<String, Object> whole = new LinkedHashMap<>();
        whole.put("url", report.url().toString());
        whole.put("profiles", report.profiles().stream().map(Profile::toString).toList());
        whole.put("version", report.version());
        whole.put("at", report.at().toString());
        whole.put("verdict", report.verdict());
        whole.put("exitStatus", report.exit().status());
        whole.put("stopped", report.stopped());
        whole.put("counts", counts(report));
        whole.put("cases", cases(report));
        stream.write(JSONObjectUtils.toJSONString(whole).getBytes(StandardCharsets.UTF_8));
    }

    private static Map<String, Object> counts(CheckReport report) {
        Map<String, Object> counts = new LinkedHashMap<>();
        for (Finding.Verdict verdict : Finding.Verdict.values()) {
            counts.put(PartyOptions.word(verdict), report.count(verdict));
        }
        return counts;
    }

    private static List<Map<String, Object>> cases(CheckReport report) {
        return report.results().stream()
                .map(result -> {
                    Map<String, Object> one = new LinkedHashMap<>();
                    one.put("id", result.tried().id());
                    one.put("group", result.tried().group().title());
                    one.put("rule", result.tried().rule());
                    one.put("source", result.tried().source());
                    one.put("verdict", PartyOptions.word(result.finding().verdict()));
                    one.put("finding", result.finding().text());
                    one.put("millis", result.took().toMillis());
                    return one;
                })
                .toList();
    }
}
