package org.erpconnector.auth.servers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** Makes a Payara's domain.xml, as it comes, one that only this machine can reach. Before its first start. */
final class LoopbackDomain {
    /** The template of further instances follows it; this server uses none. */
    private static final String TEMPLATES = "<config name=\"default-config\"";

    private static final String CLUSTER = "<hazelcast-config-specific-configuration";
    private static final Pattern ANYWHERE = Pattern.compile("address=\"0\\.0\\.0\\.0\" port=\"\\d+\"");
    private static final Pattern NO_ADDRESS = Pattern.compile("<network-listener port=\"(\\d+)\"");
    private static final Pattern SHELL = Pattern.compile("-Dosgi\\.shell\\.telnet\\.port=\\d+");
    private static final String JMS = "<jms-service type=\"DISABLED\" default-jms-host=\"default_JMS_host\">"
            + "<jms-host host=\"127.0.0.1\" name=\"default_JMS_host\" port=\"7676\"/></jms-service>";

    private LoopbackDomain() {}

    /**
     * Changes the file.
     *
     * @throws IOException if it cannot be changed, or is not as it was when this was written
     */
    static void apply(Path file, int http, int admin) throws IOException {
        String domain = Files.readString(file);
        int end = domain.indexOf(TEMPLATES);
        if (end < 0 || !domain.substring(0, end).contains(CLUSTER + ">")) {
            throw new IOException(file + " is not the domain.xml that is known");
        }
        String server = domain.substring(0, end).replace(CLUSTER + ">", JMS + CLUSTER + " enabled=\"false\">");
        server = NO_ADDRESS
                .matcher(server)
                .replaceAll(listener -> "<network-listener address=\"127.0.0.1\" port=\""
                        + switch (listener.group(1)) {
                            case "8080" -> http;
                            case "4848" -> admin;
                            default -> freePort();
                        }
                        + "\"");
        server = ANYWHERE.matcher(server).replaceAll(listener -> "address=\"127.0.0.1\" port=\"" + freePort() + "\"");
        server = SHELL.matcher(server).replaceAll(option -> "-Dosgi.shell.telnet.port=" + freePort());
        if (server.contains("0.0.0.0")) {
            throw new IOException(file + " still listens everywhere");
        }
        Files.writeString(file, server + domain.substring(end));
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException("this machine has no free port", e);
        }
    }
}
