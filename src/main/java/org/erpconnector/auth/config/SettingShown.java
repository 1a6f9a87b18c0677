package org.erpconnector.auth.config;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A setting as operators may see it: never a secret, nor a key that was pasted in place of its path. Immutable.
 *
 * @param name as the manual spells it
 * @param value what was written, made printable and cut; {@code set} or {@code not set} for a secret, and {@code not set}
 *     for what has no value
 * @param source where it stood, such as {@code init-param clock-skew}; {@code default} where no source has it
 */
public record SettingShown(String name, String value, String source) {
    private static final int LONGEST = 200;
    private static final String DEFAULT = "default";
    private static final String NOT_SET = "not set";
    /** What stands in front of the host of an address: perhaps a name and a password. */
    private static final Pattern USER = Pattern.compile("//[^/@]*@");

    static SettingShown of(Setting<?> setting, Optional<SettingSource.Found> found) {
        if (found.isEmpty()) {
            return new SettingShown(setting.key(), setting.defaultText().orElse(NOT_SET), DEFAULT);
        }
        String origin = Printable.of(found.get().origin(), LONGEST);
        return new SettingShown(
                setting.key(),
                setting.secret() ? "set" : value(found.get().text().strip(), LONGEST),
                origin);
    }

    /** A value that is no secret, as messages show it. */
    static String value(String text, int longest) {
        return Printable.holdsKey(text)
                ? "(not shown)"
                : Printable.of(USER.matcher(text).replaceAll("//(not shown)@"), longest);
    }
}
