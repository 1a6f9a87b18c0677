package org.erpconnector.auth.observe;

/**
 * A setting, as the status page shows it. Immutable.
 *
 * @param name as the manual spells it
 * @param value {@code set} or {@code not set} for a secret
 * @param source where it was found
 */
public record SettingView(String name, String value, String source) {}
