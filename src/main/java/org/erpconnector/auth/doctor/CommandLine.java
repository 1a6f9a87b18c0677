package org.erpconnector.auth.doctor;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Options of the form {@code --name value}, and {@code --name} alone for those that take none. */
final class CommandLine {
    /** How often an option may be given, and whether it takes a value. */
    enum Kind {
        ONCE,
        REPEATED,
        FLAG
    }

    private final Map<String, List<String>> options;

    private CommandLine(Map<String, List<String>> options) {
        this.options = options;
    }

    static CommandLine parse(List<String> arguments, Map<String, Kind> known) throws UsageException {
        Map<String, List<String>> options = new LinkedHashMap<>();
        int at = 0;
        while (at < arguments.size()) {
            String argument = arguments.get(at++);
            String name = argument.startsWith("--") ? argument.substring(2) : "";
            Kind kind = known.get(name);
            if (kind == null) {
                throw new UsageException("unknown option [" + Shown.text(argument) + "]");
            }
            List<String> values = options.computeIfAbsent(name, first -> new ArrayList<>());
            if (kind != Kind.REPEATED && !values.isEmpty()) {
                throw new UsageException("option --" + name + " is given twice");
            }
            if (kind == Kind.FLAG) {
                values.add("");
            } else if (at < arguments.size() && !arguments.get(at).startsWith("--")) {
                values.add(arguments.get(at++));
            } else {
                throw new UsageException("option --" + name + " needs a value");
            }
        }
        return new CommandLine(options);
    }

    boolean has(String name) {
        return options.containsKey(name);
    }

    /** Every value, in the order given; empty when the option is not. */
    List<String> all(String name) {
        return options.getOrDefault(name, List.of());
    }

    Optional<String> option(String name) {
        return all(name).stream().findFirst();
    }

    String required(String name) throws UsageException {
        return option(name).orElseThrow(() -> new UsageException("option --" + name + " is needed"));
    }

    /** The file that an option names, by its absolute path: the rooms below take no other. */
    Optional<Path> file(String name) throws UsageException {
        Optional<String> text = option(name);
        return text.isEmpty() ? Optional.empty() : Optional.of(path(name, text.get()));
    }

    Path requiredFile(String name) throws UsageException {
        return path(name, required(name));
    }

    static Path path(String option, String text) throws UsageException {
        try {
            return Path.of(text).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new UsageException("option --" + option + " is no path: [" + Shown.text(text) + "]", e);
        }
    }
}
