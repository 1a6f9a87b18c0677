package org.erpconnector.auth.config;

import org.jspecify.annotations.Nullable;

/**
 * One thing that the deployer has to mend.
 *
 * @param setting the setting's name as README spells it, or the name that was not known
 * @param place the value or the place that was looked at, never a secret; null when nothing was set
 * @param fault what is wrong, as a part of a sentence without a full stop
 * @param remedy what to do about it, likewise
 */
public record Problem(String setting, @Nullable String place, String fault, String remedy) {
    private static final int LONGEST_PLACE = 200;

    /** A setting without which the filter cannot work. */
    public static Problem notSet(Setting setting) {
        String meaning = setting.meaning().replaceAll("\\.$", "");
        return new Problem(
                setting.key(),
                null,
                "not set",
                "Set it as init-param " + setting.key() + " of the filter, or on the server as system property "
                        + SettingValues.DEFAULT_PREFIX + "." + setting.key() + " or JNDI entry java:comp/env/"
                        + SettingValues.DEFAULT_PREFIX + "/" + setting.key() + ". " + meaning);
    }

    /** The sentence that the administrator reads: setting, place, fault, remedy. */
    @Override
    public String toString() {
        String where = place == null ? "" : " [" + printable(place) + "]";
        return setting + where + ": " + fault + ". " + remedy + ".";
    }

    private static String printable(String text) {
        String clean = text.replaceAll("[\\p{Cntrl}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]", "?");
        return clean.length() <= LONGEST_PLACE ? clean : clean.substring(0, LONGEST_PLACE) + "...";
    }
}
