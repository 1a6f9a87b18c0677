package org.erpconnector.auth.keys;

import java.util.ArrayList;
import java.util.List;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.core.CallerKeys;

/** What a key ring tells its watcher, in its order. For one thread. */
public final class HeardKeys implements KeyRing.Watcher {
    public final List<String> lines = new ArrayList<>();

    @Override
    public void replaced(LoadedKeys keys) {
        lines.add("replaced "
                + keys.callers().map(CallerKeys::all).map(List::size).orElse(0));
    }

    @Override
    public void kept(ConfigurationException refusal) {
        lines.add(String.valueOf(refusal.getMessage()));
    }

    @Override
    public void recovered() {
        lines.add("recovered");
    }

    @Override
    public void callerKeysWarned(String warning) {
        lines.add("warned " + warning);
    }

    @Override
    public void callerKeysRecovered() {
        lines.add("caller keys recovered");
    }
}
