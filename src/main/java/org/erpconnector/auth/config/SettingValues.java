package org.erpconnector.auth.config;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What all sources together say, parsed, and every problem with it. Immutable; holds secrets, but does not show them.
 */
public final class SettingValues {
    /** The one init-param that is no setting: it renames the settings, so that two filters of a server can differ. */
    public static final String PREFIX_PARAM = "settings-prefix";

    public static final String DEFAULT_PREFIX = "erp-auth";
    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9-]{0,40}");

    private final Map<Setting, Object> values;
    private final List<Problem> problems;

    private SettingValues(Map<Setting, Object> values, List<Problem> problems) {
        this.values = new EnumMap<>(Setting.class);
        this.values.putAll(values);
        this.problems = List.copyOf(problems);
    }

    /**
     * Reads every setting from this server: JNDI, system properties, environment, MicroProfile Config, init-params.
     *
     * @param initParams the filter's own, as web.xml has them
     */
    public static SettingValues read(Map<String, String> initParams) {
        return read(initParams, System::getProperty, System::getenv);
    }

    static SettingValues read(
            Map<String, String> initParams,
            Function<String, @Nullable String> systemProperty,
            Function<String, @Nullable String> environmentVariable) {
        List<Problem> problems = new ArrayList<>();
        String prefix = initParams.getOrDefault(PREFIX_PARAM, DEFAULT_PREFIX);
        if (!PREFIX.matcher(prefix).matches()) {
            problems.add(new Problem(
                    PREFIX_PARAM, prefix, "not a prefix", "Write lower-case letters, digits and -, such as erp-auth"));
            prefix = DEFAULT_PREFIX;
        }
        unknownNames(initParams.keySet(), problems);
        return read(SettingSources.inOrder(prefix, initParams, systemProperty, environmentVariable), problems);
    }

    /**
     * Reads these texts and no source of this machine: for a command line, whose word must not be overruled.
     *
     * @param texts by the settings' names
     * @param origin what a problem calls them, such as {@code option}
     */
    public static SettingValues given(Map<String, String> texts, String origin) {
        return read(List.of(SettingSources.named(origin, Setting::key, texts::get)), new ArrayList<>());
    }

    private static SettingValues read(List<SettingSource> sources, List<Problem> problems) {
        Map<Setting, Object> values = new EnumMap<>(Setting.class);
        for (Setting setting : Setting.values()) {
            readOne(setting, sources, problems).ifPresent(value -> values.put(setting, value));
        }
        return new SettingValues(values, problems);
    }

    /** Every problem found, in the order of the settings; empty when all is well. */
    public List<Problem> problems() {
        return problems;
    }

    /** True if a problem names one of these settings. */
    public boolean faulty(Set<Setting> settings) {
        Set<String> names = settings.stream().map(Setting::key).collect(Collectors.toSet());
        return problems.stream().anyMatch(problem -> names.contains(problem.setting()));
    }

    /** The parsed value, empty when neither a source nor the default gives one. */
    public <T> Optional<T> get(Setting setting, Class<T> type) {
        return Optional.ofNullable(values.get(setting)).map(type::cast);
    }

    /**
     * The parsed value of a setting that always has one, because {@link #problems()} is empty.
     *
     * @throws IllegalStateException if it has none
     */
    public <T> T require(Setting setting, Class<T> type) {
        return get(setting, type).orElseThrow(() -> new IllegalStateException(setting.key() + " has no value"));
    }

    private static Optional<Object> readOne(Setting setting, List<SettingSource> sources, List<Problem> problems) {
        try {
            Optional<SettingSource.Found> found = Optional.empty();
            for (SettingSource source : sources) {
                if (found.isEmpty()) {
                    found = source.find(setting);
                }
            }
            if (found.isPresent()) {
                return Optional.of(parse(setting, found.get()));
            }
            if (setting.defaultText().isPresent()) {
                return Optional.of(setting.parse(setting.defaultText().get()));
            }
            requireValue(setting);
            return Optional.empty();
        } catch (ConfigurationException e) {
            problems.addAll(e.problems());
            return Optional.empty();
        }
    }

    private static void requireValue(Setting setting) throws ConfigurationException {
        if (setting == Setting.APPLICATION_ID || setting == Setting.ENVIRONMENT) {
            throw new ConfigurationException(Problem.notSet(setting));
        }
    }

    private static Object parse(Setting setting, SettingSource.Found found) throws ConfigurationException {
        String shown = (setting.secret() ? "(secret)" : found.text()) + " from " + found.origin();
        if (found.text().isBlank()) {
            throw new ConfigurationException(
                    new Problem(setting.key(), shown, "blank", "Give it a value, or remove it from there"));
        }
        if (found.text().strip().startsWith("${")) {
            throw new ConfigurationException(new Problem(
                    setting.key(),
                    shown,
                    "the server did not resolve this alias or variable",
                    "Create the alias, then restart: servers read aliases at start"));
        }
        try {
            return setting.parse(found.text());
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    new Problem(setting.key(), shown, "not accepted", "Write " + e.getMessage()));
        }
    }

    /** A security filter that overlooks a misspelt name runs with a default that nobody chose. */
    private static void unknownNames(Set<String> names, List<Problem> problems) {
        Set<String> known = Stream.concat(
                        Stream.of(PREFIX_PARAM), Stream.of(Setting.values()).map(Setting::key))
                .collect(Collectors.toCollection(TreeSet::new));
        for (String name : new TreeSet<>(names)) {
            if (!known.contains(name)) {
                String nearest = known.stream()
                        .min(Comparator.comparingInt(other -> distance(name, other)))
                        .orElseThrow();
                problems.add(new Problem(
                        name,
                        "init-param",
                        "no such setting",
                        "Did you mean " + nearest + "? README lists all settings"));
            }
        }
    }

    /** Levenshtein's distance: how many letters to change, add or drop. */
    private static int distance(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], previous[j]) + 1, previous[j - 1] + change);
            }
            previous = row;
        }
        return previous[b.length()];
    }
}
