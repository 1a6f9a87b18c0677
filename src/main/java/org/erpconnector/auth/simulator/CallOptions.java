package org.erpconnector.auth.simulator;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import picocli.CommandLine.Option;

/**
 * Options of all commands that call a connector. An option overrides the property in the file that {@code --properties}
 * names; a relative path in that file is resolved against the file's folder.
 */
final class CallOptions {

    @Option(names = "--url", paramLabel = "URL", description = "The connector's ErpConnectorWS (endpoint.soap).")
    private Optional<String> url = Optional.empty();

    @Option(
            names = "--properties",
            paramLabel = "FILE",
            description =
                    "Takes options that are not given from FILE, by the names in brackets. keys.properties of the command"
                            + " keys can be used, with --url added.")
    private Optional<Path> file = Optional.empty();

    @Option(
            names = "--timeout-seconds",
            paramLabel = "N",
            defaultValue = "" + HttpCaller.TIMEOUT_SECONDS,
            description = "How long to wait for an answer, 1 to 600 (${DEFAULT-VALUE}).")
    private int timeoutSeconds;

    @Option(
            names = "--trust",
            paramLabel = "FILE",
            description =
                    "The https server's certificate, or that of its issuer, instead of those that Java trusts: PEM,"
                            + " DER, or a truststore that --trust-password opens.")
    private Optional<Path> trust = Optional.empty();

    @Option(names = "--trust-password", paramLabel = "P", description = "Opens the truststore of --trust.")
    private Optional<String> trustPassword = Optional.empty();

    private final Properties properties = new Properties();

    /** Reads the properties file, if one is named. */
    void load() throws UsageException {
        if (file.isEmpty()) {
            return;
        }
        try (Reader reader = Files.newBufferedReader(file.get(), StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new UsageException("cannot read the properties file " + file.get() + ": " + Shown.cause(e), e);
        }
    }

    /** A caller of the URL of --url, or of the property. */
    HttpCaller caller(String endpoint, int mostBytes) throws UsageException {
        return caller(url, "--url", endpoint, mostBytes);
    }

    /** The same with the URL of another option. */
    HttpCaller caller(Optional<String> option, String name, String endpoint, int mostBytes) throws UsageException {
        return caller(target(required(option, name, endpoint)), mostBytes);
    }

    /** The connector's URL, if it is given. */
    Optional<String> endpoint() {
        return text(url, "endpoint.soap");
    }

    HttpCaller caller(URI target, int mostBytes) throws UsageException {
        Duration timeout = Duration.ofSeconds(inRange("--timeout-seconds", timeoutSeconds, 1, 600));
        return new HttpCaller(target, timeout, mostBytes, Trust.of(trust, trustPassword));
    }

    /** The option, or the property if there is no option. */
    Optional<String> text(Optional<String> option, String property) {
        return option.or(
                () -> Optional.ofNullable(properties.getProperty(property)).map(String::strip));
    }

    String required(Optional<String> option, String name, String property) throws UsageException {
        return text(option, property).orElseThrow(() -> missing(name, property));
    }

    Path requiredFile(Optional<Path> option, String name, String property) throws UsageException {
        return option.or(() ->
                        Optional.ofNullable(properties.getProperty(property)).map(text -> beside(text.strip())))
                .orElseThrow(() -> missing(name, property));
    }

    /** All properties with this prefix, by the rest of their names. */
    Map<String, String> under(String prefix) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String name : properties.stringPropertyNames()) {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), properties.getProperty(name));
            }
        }
        return found;
    }

    static int inRange(String option, int number, int least, int most) throws UsageException {
        if (number < least || number > most) {
            throw new UsageException(
                    "option " + option + " is a whole number from " + least + " to " + most + ", not [" + number + "]");
        }
        return number;
    }

    private Path beside(String path) {
        return file.map(of -> of.toAbsolutePath().resolveSibling(path)).orElse(Path.of(path));
    }

    private static UsageException missing(String option, String property) {
        return new UsageException(
                "option " + option + " is needed, or " + property + " in the file that --properties names");
    }

    static URI target(String text) throws UsageException {
        try {
            URI target = new URI(text);
            boolean http = "http".equalsIgnoreCase(target.getScheme()) || "https".equalsIgnoreCase(target.getScheme());
            if (http && target.getHost() != null) {
                return target;
            }
            throw new UsageException("[" + Shown.text(text) + "] is no URL of the form https://host/path");
        } catch (URISyntaxException e) {
            throw new UsageException("[" + Shown.text(text) + "] is no URL: " + Shown.text(e.getReason()), e);
        }
    }
}
