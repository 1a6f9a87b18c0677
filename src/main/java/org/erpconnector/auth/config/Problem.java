package org.erpconnector.auth.config;

import org.jspecify.annotations.Nullable;

/**
 * One thing that the deployer has to correct.
 *
 * @param setting the setting's name as the manual spells it, or the name that was not known
 * @param place the value or the place that was looked at, never a secret; null when nothing was set
 * @param fault what is wrong, as a part of a sentence without a full stop
 * @param remedy what to do about it, likewise
 */
public record Problem(String setting, @Nullable String place, String fault, String remedy) {
    private static final String NOT_SET = "not set";
    private static final int LONGEST_PLACE = 200;

    /** A setting without which the filter cannot work, where the filter's prefix is not known. */
    public static Problem notSet(Setting<?> setting) {
        return notSet(
                setting,
                SettingValues.DEFAULT_PREFIX,
                " (the filter's " + SettingValues.PREFIX_PARAM + ", if it has one, takes the place of "
                        + SettingValues.DEFAULT_PREFIX + ")");
    }

    /** A setting without which the filter cannot work. */
    static Problem notSet(Setting<?> setting, String prefix) {
        return notSet(setting, prefix, "");
    }

    private static Problem notSet(Setting<?> setting, String prefix, String remark) {
        String meaning = setting.meaning().replaceAll("\\.$", "");
        return new Problem(
                setting.key(),
                null,
                NOT_SET,
                "Set it as init-param " + setting.key() + " of the filter, or on the server as system property "
                        + prefix + "." + setting.key() + " or JNDI entry java:comp/env/" + prefix + "/"
                        + setting.key() + remark + ". " + meaning);
    }

    /** True if a value is missing, which another source of settings may have. */
    public boolean missing() {
        return place == null && fault.startsWith(NOT_SET);
    }

    /** The sentence that the administrator reads: setting, place, fault, remedy. */
    @Override
    public String toString() {
        String where = place == null ? "" : " [" + Printable.of(place, LONGEST_PLACE) + "]";
        return Printable.of(setting, LONGEST_PLACE) + where + ": " + fault + ". " + remedy + ".";
    }
}
