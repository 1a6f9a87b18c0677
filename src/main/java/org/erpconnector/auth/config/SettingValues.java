package org.erpconnector.auth.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What all sources together say, parsed, and every problem with it. Immutable; holds secrets, but does not show them.
 */
public final class SettingValues {
    /** The one init-param that is no setting: it renames the settings, so that two filters of a server can differ. */
    public static final String PREFIX_PARAM = "settings-prefix";

    public static final String DEFAULT_PREFIX = "erp-auth";
    private static final int LONGEST_VALUE = 80;
    private static final Pattern PREFIX = Pattern.compile("[a-z][a-z0-9-]{0,40}");

    private final Map<Setting<?>, Object> values;
    private final List<Problem> problems;
    private final List<String> warnings;
    private final List<SettingShown> shown;

    private SettingValues(
            Map<Setting<?>, Object> values, List<Problem> problems, List<String> warnings, List<SettingShown> shown) {
        this.values = new LinkedHashMap<>(values);
        this.problems = List.copyOf(problems);
        this.warnings = List.copyOf(warnings);
        this.shown = List.copyOf(shown);
    }

    /**
     * Reads every setting from this server: JNDI, system properties, environment, settings file, MicroProfile Config,
     * Spring's Environment, init-params.
     *
     * @param initParams the filter's own, as web.xml has them
     * @param contextAttribute gives the attributes of the servlet context, or null
     */
    public static SettingValues read(
            Map<String, String> initParams, Function<String, @Nullable Object> contextAttribute) {
        return read(initParams, System::getProperty, System::getenv, contextAttribute);
    }

    static SettingValues read(
            Map<String, String> initParams,
            Function<String, @Nullable String> systemProperty,
            Function<String, @Nullable String> environmentVariable,
            Function<String, @Nullable Object> contextAttribute) {
        List<Problem> problems = new ArrayList<>();
        String prefix = prefix(initParams, problems);
        problems.addAll(UnknownNames.among(initParams.keySet(), "init-param"));
        List<SettingSource> sources = new ArrayList<>(SettingSources.inOrder(
                prefix, initParams, systemProperty, environmentVariable, contextAttribute, problems));
        List<String> warnings = new ArrayList<>();
        // What is wrong with the path itself is said where all settings are read.
        Optional<Path> file = readOne(
                        Setting.SETTINGS_FILE, prefix, sources, new ArrayList<>(), warnings, new ArrayList<>())
                .flatMap(found -> found);
        if (file.isPresent()) {
            sources.add(SettingSources.ABOVE_FILE, SettingsFile.source(file.get(), problems));
            SettingsFile.exposure(Setting.SETTINGS_FILE, file.get()).ifPresent(warnings::add);
        }
        return read(prefix, sources, problems, warnings);
    }

    /**
     * Reads these texts and no source of this machine: for a command line, which must not be overruled.
     *
     * @param texts by the settings' names
     * @param origin what a problem calls them, such as {@code option}
     */
    public static SettingValues given(Map<String, String> texts, String origin) {
        return read(
                DEFAULT_PREFIX,
                List.of(SettingSources.named(origin, Setting::key, texts::get)),
                new ArrayList<>(),
                new ArrayList<>());
    }

    private static SettingValues read(
            String prefix, List<SettingSource> sources, List<Problem> problems, List<String> warnings) {
        Map<Setting<?>, Object> values = new LinkedHashMap<>();
        List<SettingShown> shown = new ArrayList<>();
        for (Setting<?> setting : Setting.all()) {
            readOne(setting, prefix, sources, problems, warnings, shown).ifPresent(value -> values.put(setting, value));
        }
        SettingValues read = new SettingValues(values, problems, List.of(), List.of());
        sameIds(read).ifPresent(problems::add);
        statusPage(read).ifPresent(problems::add);
        return new SettingValues(values, problems, warnings, shown);
    }

    /** Being on this machine is never enough to see it: a proxy on it makes everybody look so. */
    private static Optional<Problem> statusPage(SettingValues values) {
        Optional<String> path = values.get(Setting.STATUS_PATH);
        if (path.isEmpty()) {
            return Optional.empty();
        }
        if (path.equals(values.get(Setting.AUTHENTICATE_PATH))) {
            return Optional.of(new Problem(
                    Setting.STATUS_PATH.key(),
                    path.get(),
                    "the same as " + Setting.AUTHENTICATE_PATH.key(),
                    "Give the status page a path of its own, such as /erp-auth"));
        }
        boolean locked = values.get(Setting.STATUS_ROLE).isPresent()
                || values.get(Setting.STATUS_PASSWORD).isPresent()
                || values.faulty(Set.of(Setting.STATUS_ROLE, Setting.STATUS_PASSWORD));
        return locked
                ? Optional.empty()
                : Optional.of(new Problem(
                        Setting.STATUS_PATH.key(),
                        path.get(),
                        "nobody may see the status page",
                        "Set " + Setting.STATUS_PASSWORD.key() + "-file, a file with a password, or "
                                + Setting.STATUS_ROLE.key() + ", a role of the server's login; or remove "
                                + Setting.STATUS_PATH.key()));
    }

    /** Tokens are compared with both ids without regard to case. */
    private static Optional<Problem> sameIds(SettingValues values) {
        Optional<String> first = values.find(Setting.APPLICATION_ID);
        return values.get(Setting.NEXT_APPLICATION_ID)
                .filter(next -> first.filter(next::equalsIgnoreCase).isPresent())
                .map(next -> new Problem(
                        Setting.NEXT_APPLICATION_ID.key(),
                        next,
                        "the same as " + Setting.APPLICATION_ID.key(),
                        "Write the client id that follows, or remove it where the change is over"));
    }

    private static String prefix(Map<String, String> initParams, List<Problem> problems) {
        String prefix = initParams.getOrDefault(PREFIX_PARAM, DEFAULT_PREFIX).strip();
        if (PREFIX.matcher(prefix).matches()) {
            return prefix;
        }
        problems.add(new Problem(
                PREFIX_PARAM,
                shown(prefix, "init-param " + PREFIX_PARAM),
                "not a prefix",
                "Write up to 41 lower-case letters, digits and -, a letter first, such as " + DEFAULT_PREFIX));
        return DEFAULT_PREFIX;
    }

    /**
     * Every problem found: with the prefix, with unknown names, with a whole source, then in the order of the settings;
     * empty when all is well.
     */
    public List<Problem> problems() {
        return problems;
    }

    /** Whole sentences about the files that were read. */
    public List<String> warnings() {
        return warnings;
    }

    /** Every setting that could be looked for, in the order of settings.md: what it is, and where that was written. */
    public List<SettingShown> shown() {
        return shown;
    }

    /** True if a problem names one of these settings. */
    public boolean faulty(Set<Setting<?>> settings) {
        Set<String> names = settings.stream().map(Setting::key).collect(Collectors.toSet());
        return problems.stream().anyMatch(problem -> names.contains(problem.setting()));
    }

    /**
     * The parsed value. A setting that may be left unset is also empty when {@link #problems()} names it.
     *
     * @throws IllegalStateException if a setting that needs a value has none, which {@link #problems()} names
     */
    public <T> T get(Setting<T> setting) {
        return find(setting).orElseThrow(() -> new IllegalStateException(setting.key() + " has no value"));
    }

    /** The same, for use while there may be problems: empty where {@link #get} would throw. */
    @SuppressWarnings("unchecked") // readOne stores what this very setting has parsed
    public <T> Optional<T> find(Setting<T> setting) {
        T value = (T) values.get(setting);
        return Optional.ofNullable(value == null ? setting.unset() : value);
    }

    /** The application ids that are answered: the first is {@code application-id}, and another may follow it. */
    public List<String> applicationIds() {
        List<String> ids = new ArrayList<>();
        ids.add(get(Setting.APPLICATION_ID));
        get(Setting.NEXT_APPLICATION_ID).ifPresent(ids::add);
        return ids;
    }

    /** Which settings have a value, without the values: some are passwords. */
    @Override
    public String toString() {
        return "SettingValues" + values.keySet();
    }

    private static <T> Optional<T> readOne(
            Setting<T> setting,
            String prefix,
            List<SettingSource> sources,
            List<Problem> problems,
            List<String> warnings,
            List<SettingShown> shown) {
        try {
            Optional<SettingSource.Found> found = Optional.empty();
            for (SettingSource source : sources) {
                if (found.isEmpty()) {
                    found = find(setting, source, warnings);
                }
            }
            shown.add(SettingShown.of(setting, found));
            if (found.isPresent()) {
                return Optional.of(parse(setting, found.get()));
            }
            if (setting.defaultText().isPresent()) {
                return Optional.of(setting.parse(setting.defaultText().get()));
            }
            if (setting.unset() == null) {
                throw new ConfigurationException(Problem.notSet(setting, prefix));
            }
            return Optional.empty();
        } catch (ConfigurationException e) {
            problems.addAll(e.problems());
            return Optional.empty();
        }
    }

    /** In the source itself or, a secret, in a file that the source names. */
    private static Optional<SettingSource.Found> find(Setting<?> setting, SettingSource source, List<String> warnings)
            throws ConfigurationException {
        Optional<SettingSource.Found> own = source.find(setting);
        if (setting.file().isEmpty()) {
            return own;
        }
        Setting<Path> inFile = setting.file().get();
        Optional<SettingSource.Found> named = source.find(inFile);
        if (named.isEmpty()) {
            return own;
        }
        if (own.isPresent()) {
            throw new ConfigurationException(new Problem(
                    setting.key(), own.get().origin(), named.get().origin() + " is set, too", "Remove one of the two"));
        }
        Path file = parse(inFile, named.get());
        SettingsFile.exposure(inFile, file).ifPresent(warnings::add);
        return Optional.of(new SettingSource.Found(SettingsFile.secret(inFile, file), inFile.key() + " " + file));
    }

    private static <T> T parse(Setting<T> setting, SettingSource.Found found) throws ConfigurationException {
        String shown = shown(setting.secret() ? "(secret)" : found.text(), found.origin());
        if (found.text().isBlank()) {
            throw new ConfigurationException(
                    new Problem(setting.key(), shown, "blank", "Give it a value, or remove it from there"));
        }
        String text = found.text().strip();
        if (text.equals("...")) {
            throw new ConfigurationException(new Problem(
                    setting.key(), shown, "README's placeholder", "Write the value that belongs there, or remove it"));
        }
        // A password may have these signs inside.
        if (text.startsWith("${") || (!setting.secret() && text.contains("${"))) {
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

    /** A value and where it stood; the value is cut and not the place, without which nobody finds the fault. */
    private static String shown(String text, String origin) {
        return SettingShown.value(text, LONGEST_VALUE) + " from " + origin;
    }
}
