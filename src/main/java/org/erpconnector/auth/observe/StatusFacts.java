package org.erpconnector.auth.observe;

import java.util.List;

/**
 * What the status page shows of the filter and does not change while it runs. Immutable; its texts are printable and
 * hold no secret.
 *
 * @param version of the library
 * @param callerKeys where the caller's keys come from
 * @param replayStore the kind of store
 * @param clockSkew the tolerance for clocks, in seconds
 * @param settings all settings
 */
public record StatusFacts(
        String version, String callerKeys, String replayStore, long clockSkew, List<SettingView> settings) {
    public StatusFacts {
        settings = List.copyOf(settings);
    }
}
