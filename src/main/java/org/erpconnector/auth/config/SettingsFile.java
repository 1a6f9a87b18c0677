package org.erpconnector.auth.config;

import java.io.IOException;
import java.io.StringReader;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/**
 * Files of the administrator's that are read once, when the filter starts: one with settings, and one for each secret
 * that is in no other source. All are UTF-8.
 */
final class SettingsFile {
    private SettingsFile() {}

    /**
     * A properties file with the settings' names, as a source.
     *
     * @param file where it is
     * @param problems takes what keeps it from being read, and each name that is no setting
     * @return what the file says; a source without a word where it cannot be read
     */
    static SettingSource source(Path file, List<Problem> problems) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text(file)));
        } catch (SmallFile.UnusableException e) {
            problems.add(e.fault().at(Setting.SETTINGS_FILE, file.toString()));
        } catch (IOException | IllegalArgumentException e) {
            problems.add(new Problem(
                    Setting.SETTINGS_FILE.key(),
                    file.toString(),
                    "no properties file: a \\u without four hexadecimal digits",
                    "Write / in paths, on Windows too, or \\\\ for each \\"));
        }
        problems.addAll(UnknownNames.among(properties.stringPropertyNames(), file.toString()));
        return SettingSources.named("settings-file " + file + ":", Setting::key, properties::getProperty);
    }

    /**
     * Reads one secret.
     *
     * @param file that holds it, and nothing else but a line break at the end
     * @throws ConfigurationException if it cannot be read, or has several lines
     */
    static String secret(Setting<Path> setting, Path file) throws ConfigurationException {
        try {
            // Editors, echo and the secrets of containers end a file with a line break.
            String text = text(file).replaceFirst("\\R\\z", "");
            if (text.lines().count() > 1) {
                throw new SmallFile.UnusableException("more than one line", "Leave nothing but the secret in it");
            }
            return text;
        } catch (SmallFile.UnusableException e) {
            throw new ConfigurationException(e.fault().at(setting, file.toString()));
        }
    }

    /** A warning if others may read what lies there. */
    static Optional<String> exposure(Setting<?> setting, Path file) {
        return SmallFile.exposure(file, "file")
                .map(fault -> fault.at(setting, file.toString()).toString());
    }

    private static String text(Path file) throws SmallFile.UnusableException {
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(SmallFile.read(file)))
                    .toString();
            // Windows' editors write a byte order mark.
            return text.startsWith("\uFEFF") ? text.substring(1) : text;
        } catch (CharacterCodingException e) {
            throw new SmallFile.UnusableException("not UTF-8", "Save it as UTF-8", e);
        }
    }
}
