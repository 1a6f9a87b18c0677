package org.erpconnector.auth.it;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipFile;
import org.erpconnector.auth.simulator.DemoKeys;
import org.jboss.shrinkwrap.api.asset.Asset;
import org.jboss.shrinkwrap.api.asset.StringAsset;

/** The example's own web.xml, the one that readers copy, changed in one place at a time. Immutable. */
public record WebXml(String text) {
    public static WebXml ofExample() {
        try (ZipFile war = new ZipFile(ExampleWar.file().toFile())) {
            byte[] bytes = war.getInputStream(war.getEntry("WEB-INF/web.xml")).readAllBytes();
            return new WebXml(new String(bytes, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says everything in init-params, under a prefix of its own: no system property has a word in it. */
    static WebXml selfContained(String prefix, DemoKeys keys) {
        return ofExample()
                .with("settings-prefix", prefix)
                .with("application-id", keys.applicationId())
                .with("environment", "custom")
                .with("application-key", keys.application().keystore().toString())
                .with("application-key-password", keys.application().password())
                .with("caller-keys", keys.callerCertificate().toString());
    }

    /** Adds an init-param, or gives it another value. */
    WebXml with(String name, String value) {
        String added = "<init-param><param-name>" + name + "</param-name><param-value>" + value
                + "</param-value></init-param></filter>";
        return without(name).replace("</filter>", added);
    }

    /** What an init-param says; it must be there. */
    public String initParam(String name) {
        Matcher param = Pattern.compile("<param-name>" + name + "</param-name>\\s*<param-value>([^<]*)</param-value>")
                .matcher(text);
        if (!param.find()) {
            throw new IllegalArgumentException("web.xml has no init-param " + name);
        }
        return param.group(1);
    }

    WebXml without(String name) {
        return new WebXml(text.replaceAll(
                "<init-param>\\s*<param-name>" + name + "</param-name>\\s*<param-value>[^<]*</param-value>\\s*"
                        + "</init-param>",
                ""));
    }

    WebXml withEnvEntry(String name, String type, String value) {
        String entry = "<env-entry><env-entry-name>" + name + "</env-entry-name><env-entry-type>" + type
                + "</env-entry-type><env-entry-value>" + value + "</env-entry-value></env-entry></web-app>";
        return replace("</web-app>", entry);
    }

    /** Changes a passage that must be there: else a variant would test the same as the original. */
    WebXml replace(String passage, String by) {
        if (!text.contains(passage)) {
            throw new IllegalArgumentException("web.xml has no " + passage);
        }
        return new WebXml(text.replace(passage, by));
    }

    /** Leaves out everything from one passage to another. */
    WebXml cut(String from, String to) {
        int start = text.indexOf(from);
        int end = text.indexOf(to, start);
        if (start < 0 || end < 0) {
            throw new IllegalArgumentException("web.xml has no " + from + " before " + to);
        }
        return new WebXml(text.substring(0, start) + text.substring(end + to.length()));
    }

    Asset asset() {
        return new StringAsset(text);
    }
}
