package org.erpconnector.auth.servers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.erpconnector.auth.testkit.FreePort;

/** Makes a Payara's domain.xml, as it comes, one that only this machine can reach. Before its first start. */
final class LoopbackDomain {
    /** The template of further instances follows it; this server uses none. */
    private static final String TEMPLATES = "<config name=\"default-config\"";

    private static final String GRID = "<hazelcast-runtime-configuration";
    private static final String OPTIONS = "<jvm-options>-Xmx512m</jvm-options>";
    private static final String CLUSTER = "<hazelcast-config-specific-configuration";
    private static final Pattern ANYWHERE = Pattern.compile("address=\"0\\.0\\.0\\.0\" port=\"\\d+\"");
    private static final Pattern NO_ADDRESS = Pattern.compile("<network-listener port=\"(\\d+)\"");
    private static final Pattern SHELL = Pattern.compile("-Dosgi\\.shell\\.telnet\\.port=\\d+");
    private static final String JMS = "<jms-service type=\"DISABLED\" default-jms-host=\"default_JMS_host\">"
            + "<jms-host host=\"127.0.0.1\" name=\"default_JMS_host\" port=\"7676\"/></jms-service>";

    private LoopbackDomain() {}

    /**
     * A member of a data grid.
     *
     * @param port its own
     * @param members ports of all
     */
    record Grid(int port, List<Integer> members) {
        private String apply(String domain) {
            String addresses =
                    members.stream().map(member -> "127.0.0.1:" + member).collect(Collectors.joining(","));
            return domain.replaceFirst(
                            GRID + "[^>]*>",
                            GRID + " interface=\"127.0.0.1\" discovery-mode=\"tcpip\" tcpip-members=\"" + addresses
                                    + "\" start-port=\"" + port + "\" das-port=\"" + port + "\">")
                    // Else it listens on every address, whatever its interface is.
                    .replace(OPTIONS, OPTIONS + "<jvm-options>-Dhazelcast.socket.bind.any=false</jvm-options>");
        }
    }

    /**
     * Changes the file.
     *
     * @param grid the data grid of which it is a member; empty: it has none
     * @param options of its JVM, besides those that are there
     * @throws IOException if it cannot be changed, or is not as it was when this was written
     */
    static void apply(Path file, int http, int admin, Optional<Grid> grid, List<String> options) throws IOException {
        String domain = Files.readString(file);
        int end = domain.indexOf(TEMPLATES);
        String before = end < 0 ? "" : domain.substring(0, end);
        if (!before.contains(CLUSTER + ">") || !before.contains(GRID) || !before.contains(OPTIONS)) {
            throw new IOException(file + " is not the domain.xml that is known");
        }
        String server = before.replace(CLUSTER + ">", JMS + CLUSTER + " enabled=\"" + grid.isPresent() + "\">");
        if (grid.isPresent()) {
            server = grid.get().apply(server);
        }
        server = server.replace(
                OPTIONS,
                options.stream()
                        .map(option -> "<jvm-options>" + option + "</jvm-options>")
                        .collect(Collectors.joining("", OPTIONS, "")));
        server = NO_ADDRESS
                .matcher(server)
                .replaceAll(listener -> "<network-listener address=\"127.0.0.1\" port=\""
                        + switch (listener.group(1)) {
                            case "8080" -> http;
                            case "4848" -> admin;
                            default -> FreePort.next();
                        }
                        + "\"");
        server = ANYWHERE.matcher(server)
                .replaceAll(listener -> "address=\"127.0.0.1\" port=\"" + FreePort.next() + "\"");
        server = SHELL.matcher(server).replaceAll(option -> "-Dosgi.shell.telnet.port=" + FreePort.next());
        if (server.contains("0.0.0.0")) {
            throw new IOException(file + " still listens everywhere");
        }
        Files.writeString(file, server + domain.substring(end));
    }
}
