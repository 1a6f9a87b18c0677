package org.erpconnector.auth.it.deployed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.erpconnector.auth.observe.HandshakeAccepted;
import org.erpconnector.auth.observe.HandshakeEvent;
import org.erpconnector.auth.observe.HandshakeListener;
import org.erpconnector.auth.observe.HandshakeRefused;

/** A deployer's bean that hears of handshakes in every way there is. */
@ApplicationScoped
public class Heard implements HandshakeListener {
    private final List<String> lines = new CopyOnWriteArrayList<>();

    public List<String> lines() {
        return List.copyOf(lines);
    }

    void observe(@Observes HandshakeAccepted event) {
        lines.add("observer accepted " + event.contract() + " " + event.tenant());
    }

    void observeLater(@ObservesAsync HandshakeEvent event) {
        lines.add("async " + event.getClass().getSimpleName() + " " + event.contract() + " " + event.filter());
    }

    @Override
    public void accepted(HandshakeAccepted event) {
        lines.add("listener accepted " + event.contract());
    }

    @Override
    public void refused(HandshakeRefused event) {
        lines.add("listener refused " + event.contract() + " " + event.reasonCode());
    }
}
