package org.erpconnector.auth.config;

/** What a check found wrong, before anybody says where. Both are parts of sentences without a full stop. */
public record Fault(String fault, String remedy) {
    public Problem at(Setting<?> setting, String place) {
        return new Problem(setting.key(), place, fault, remedy);
    }
}
