package org.erpconnector.auth.observe;

import java.util.List;

/**
 * What the status page tells of the filter, and does not change while it runs. Immutable; its texts are printable, and no
 * secret.
 *
 * @param version of the library
 * @param callerKeys where the caller's keys come from
 * @param replayStore which store it is
 * @param clockSkew seconds by which the caller's clock may differ from ours
 * @param settings all of them
 */
public record StatusFacts(
        String version, String callerKeys, String replayStore, long clockSkew, List<SettingView> settings) {
    public StatusFacts {
        settings = List.copyOf(settings);
    }
}
