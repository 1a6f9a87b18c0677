package org.erpconnector.auth.config;

import java.util.Optional;

/** One place where a setting may be written. Sources are asked in order, strongest first. */
interface SettingSource {
    /**
     * Looks a setting up in this source.
     *
     * @return the text, and where exactly it stood; empty when this source says nothing
     * @throws ConfigurationException if the source holds something that is no text, or cannot be read
     */
    Optional<Found> find(Setting<?> setting) throws ConfigurationException;

    /**
     * A value as it was written.
     *
     * @param text the value
     * @param origin where it stood, such as {@code init-param clock-skew}
     */
    record Found(String text, String origin) {
        /** Without the text, which may be a password. */
        @Override
        public String toString() {
            return "Found[" + origin + "]";
        }
    }
}
