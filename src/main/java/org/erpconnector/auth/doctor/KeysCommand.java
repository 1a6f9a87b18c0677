package org.erpconnector.auth.doctor;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.erpconnector.auth.config.SettingValues;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Shows what the filter would find with these settings: on this machine, or inside a server that runs. */
@Command(
        name = "keys",
        description = {
            "Checks settings and keys as the filter's start does, and shows the keys.",
            "System properties (java -Derp-auth.NAME=VALUE -jar ...) and environment variables (ERP_AUTH_NAME) win over"
                    + " init-params, as they do on the server. Give passwords as environment variables: other users of the"
                    + " machine can read a command line."
        })
final class KeysCommand implements Callable<Integer> {
    @Option(names = "--web-xml", paramLabel = "F", description = "Takes the filter's init-params from this web.xml.")
    private Optional<Path> webXml = Optional.empty();

    @Option(names = "--filter", paramLabel = "NAME", description = "Which filter, when there are several of ours.")
    private Optional<String> filter = Optional.empty();

    @Option(
            names = "--set",
            paramLabel = "NAME=VALUE",
            description = "As if this init-param stood in web.xml; may be given several times.")
    private List<String> set = List.of();

    @Option(
            names = "--server",
            paramLabel = "WHERE",
            description =
                    "Asks the filters of a running server what a start would find there now, JNDI included, and leaves"
                            + " them as they are: a process id of this machine, or a JMX URL. With --web-xml as a deployment of"
                            + " that web.xml would find it; --filter names one of several. A process id starts the JVM's local JMX"
                            + " agent, which stays: it takes connections of this machine alone, but its port is open on all"
                            + " interfaces. A JMX URL starts nothing.")
    private Optional<String> server = Optional.empty();

    @Option(names = "--server-user", paramLabel = "NAME", description = "Where the JMX URL asks for it.")
    private Optional<String> serverUser = Optional.empty();

    @Option(names = "--server-password-file", paramLabel = "F", description = "Where the JMX URL asks for it.")
    private Optional<Path> serverPassword = Optional.empty();

    @Option(names = "--public-xml", description = "Prints the public half as RSAKeyValue XML and nothing else.")
    private boolean publicXml;

    @Option(names = "--public-pem", description = "Prints the public half as PEM and nothing else.")
    private boolean publicPem;

    private final Terminal terminal;

    KeysCommand(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws UsageException {
        return run().status();
    }

    private Exit run() throws UsageException {
        boolean publicOnly = publicXml || publicPem;
        if (server.isPresent()) {
            if (publicOnly) {
                throw new UsageException("options --public-xml and --public-pem read keys here: leave --server out");
            }
            return new RunningServer(server.get(), filter, terminal.out())
                    .check(
                            serverUser,
                            Passwords.file("--server-password-file", serverPassword),
                            webXml.isPresent() || !set.isEmpty() ? Optional.of(initParams()) : Optional.empty());
        }
        SettingValues settings = SettingValues.read(initParams(), attribute -> null);
        KeyExamination examination = KeyExamination.of(settings, terminal.clock());
        if (publicOnly) {
            examination.publicHalf(terminal.out(), publicXml, publicPem);
            examination.problems().forEach(problem -> terminal.err().println("doctor: " + problem));
            examination.onServer().forEach(problem -> terminal.err().println("doctor: " + problem));
        } else {
            examination.print(terminal.out());
        }
        return examination.verdict();
    }

    private Map<String, String> initParams() throws UsageException {
        Map<String, String> initParams = new LinkedHashMap<>();
        if (server.isPresent() && webXml.isEmpty()) {
            throw new UsageException("option --set changes what --web-xml says: give that, too");
        }
        if (webXml.isPresent()) {
            initParams.putAll(WebXml.initParams(webXml.get(), filter));
        }
        for (String pair : set) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new UsageException("option --set is NAME=VALUE");
            }
            initParams.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return initParams;
    }
}
