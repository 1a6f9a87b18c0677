package org.erpconnector.auth.keys;

import org.erpconnector.auth.config.Problem;
import org.erpconnector.auth.config.Setting;

/** What a check found wrong, before anybody says where. Both are parts of sentences without a full stop. */
record Finding(String fault, String remedy) {
    Problem at(Setting<?> setting, String place) {
        return new Problem(setting.key(), place, fault, remedy);
    }
}
