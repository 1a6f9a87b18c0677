package org.erpconnector.auth.simulator;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;

/**
 * Options of the form {@code --name value}, and behind them the properties file that {@code --properties} names.
 * An option wins over a property; a relative file in the properties file is looked for in the folder of that file.
 */
final class CommandLine {

    private static final String PROPERTIES = "properties";

    private final Map<String, String> options;
    private final Properties defaults;
    private final Path defaultsFolder;

    private CommandLine(Map<String, String> options, Properties defaults, Path defaultsFolder) {
        this.options = options;
        this.defaults = defaults;
        this.defaultsFolder = defaultsFolder;
    }

    static CommandLine parse(List<String> arguments, Set<String> known) throws UsageException {
        return parse(arguments, known, Set.of());
    }

    /** @param flags options that stand alone; one that is given has an empty value */
    static CommandLine parse(List<String> arguments, Set<String> known, Set<String> flags) throws UsageException {
        Map<String, String> options = new LinkedHashMap<>();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String argument = rest.next();
            String name = argument.startsWith("--") ? argument.substring(2) : "";
            if (!known.contains(name) && !flags.contains(name)) {
                throw new UsageException("unknown option [" + Shown.text(argument) + "]");
            }
            String value = "";
            if (!flags.contains(name)) {
                value = rest.hasNext() ? rest.next() : "--";
                if (value.startsWith("--")) {
                    throw new UsageException("option --" + name + " needs a value");
                }
            }
            if (options.put(name, value) != null) {
                throw new UsageException("option --" + name + " is given twice");
            }
        }
        Properties defaults = new Properties();
        Path folder = Path.of("");
        String file = options.get(PROPERTIES);
        if (file != null) {
            Path path = Path.of(file).toAbsolutePath();
            folder = Optional.ofNullable(path.getParent()).orElse(path);
            load(defaults, path);
        }
        return new CommandLine(options, defaults, folder);
    }

    /** The option as given on the command line. */
    Optional<String> option(String name) {
        return Optional.ofNullable(options.get(name));
    }

    /** The option, else the property. */
    Optional<String> text(String option, String property) {
        return option(option)
                .or(() -> Optional.ofNullable(defaults.getProperty(property)).map(String::strip));
    }

    /** All properties whose names begin so, by the rest of their names. */
    Map<String, String> propertiesUnder(String prefix) {
        Map<String, String> found = new LinkedHashMap<>();
        for (String name : defaults.stringPropertyNames()) {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), defaults.getProperty(name));
            }
        }
        return found;
    }

    String requiredText(String option, String property) throws UsageException {
        return text(option, property).orElseThrow(() -> missing(option, property));
    }

    String required(String option) throws UsageException {
        return option(option).orElseThrow(() -> new UsageException("option --" + option + " is needed"));
    }

    /** The file that the option names, else the one that the property names. */
    Path requiredFile(String option, String property) throws UsageException {
        return option(option)
                .map(Path::of)
                .or(() -> Optional.ofNullable(defaults.getProperty(property))
                        .map(file -> defaultsFolder.resolve(file.strip())))
                .orElseThrow(() -> missing(option, property));
    }

    int wholeNumber(String option, int otherwise, int least, int most) throws UsageException {
        Optional<String> given = option(option);
        if (given.isEmpty()) {
            return otherwise;
        }
        String rule = "option --" + option + " is a whole number from " + least + " to " + most + ", not ["
                + Shown.text(given.get()) + "]";
        try {
            int number = Integer.parseInt(given.get());
            if (number < least || number > most) {
                throw new UsageException(rule);
            }
            return number;
        } catch (NumberFormatException e) {
            throw new UsageException(rule, e);
        }
    }

    /** The value of an option that knows only some words. */
    String oneOf(String option, String otherwise, List<String> words) throws UsageException {
        String word = option(option).orElse(otherwise);
        if (!words.contains(word)) {
            throw new UsageException("option --" + option + " is one of " + String.join(", ", words) + ", not ["
                    + Shown.text(word) + "]");
        }
        return word;
    }

    private static UsageException missing(String option, String property) {
        return new UsageException(
                "option --" + option + " is needed, or " + property + " in the file that --properties names");
    }

    private static void load(Properties into, Path file) throws UsageException {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            into.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new UsageException("cannot read the properties file " + file + ": " + Shown.cause(e), e);
        }
    }
}
