package org.erpconnector.auth.doctor;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.erpconnector.auth.config.SettingValues;

/** Shows what the filter would find with these settings: on this machine, or inside a server that runs. */
final class KeysCommand {
    static final Map<String, CommandLine.Kind> OPTIONS = Map.of(
            "web-xml", CommandLine.Kind.ONCE,
            "filter", CommandLine.Kind.ONCE,
            "set", CommandLine.Kind.REPEATED,
            "server", CommandLine.Kind.ONCE,
            "server-user", CommandLine.Kind.ONCE,
            "server-password-file", CommandLine.Kind.ONCE,
            "public-xml", CommandLine.Kind.FLAG,
            "public-pem", CommandLine.Kind.FLAG);

    private final CommandLine line;
    private final Terminal terminal;

    KeysCommand(CommandLine line, Terminal terminal) {
        this.line = line;
        this.terminal = terminal;
    }

    Exit run() throws UsageException {
        boolean publicOnly = line.has("public-xml") || line.has("public-pem");
        if (line.has("server")) {
            if (publicOnly) {
                throw new UsageException("options --public-xml and --public-pem read keys here: leave --server out");
            }
            return new RunningServer(line, terminal.out())
                    .check(line.has("web-xml") || line.has("set") ? Optional.of(initParams()) : Optional.empty());
        }
        SettingValues settings = SettingValues.read(initParams());
        KeyExamination examination = KeyExamination.of(settings, terminal.clock());
        if (publicOnly) {
            examination.publicHalf(terminal.out(), line.has("public-xml"), line.has("public-pem"));
            examination.problems().forEach(problem -> terminal.err().println("doctor: " + problem));
            examination.onServer().forEach(problem -> terminal.err().println("doctor: " + problem));
        } else {
            examination.print(terminal.out());
        }
        return examination.verdict();
    }

    private Map<String, String> initParams() throws UsageException {
        Map<String, String> initParams = new LinkedHashMap<>();
        Optional<Path> webXml = line.file("web-xml");
        if (line.has("server") && webXml.isEmpty()) {
            throw new UsageException("option --set changes what --web-xml says: give that, too");
        }
        if (webXml.isPresent()) {
            initParams.putAll(WebXml.initParams(webXml.get(), line.option("filter")));
        }
        for (String pair : line.all("set")) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new UsageException("option --set is NAME=VALUE");
            }
            initParams.put(pair.substring(0, equals), pair.substring(equals + 1));
        }
        return initParams;
    }
}
