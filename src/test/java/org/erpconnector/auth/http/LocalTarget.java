package org.erpconnector.auth.http;

import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.erpconnector.auth.attack.AttackTarget;
import org.erpconnector.auth.servlet.RecordedLog;

/**
 * A server in this process, with the filter in the root context.
 *
 * @param label its name and version
 * @param listens on which port
 * @param connector how many requests have reached it
 * @param key how many signatures it has made
 * @param log what the filter says
 * @param meter what requests cost
 */
public record LocalTarget(
        String label, IntSupplier listens, IntSupplier connector, IntSupplier key, RecordedLog log, CostMeter meter)
        implements AttackTarget {
    @Override
    public int port() {
        return listens.getAsInt();
    }

    @Override
    public String contextPath() {
        return "";
    }

    @Override
    public int signatures() {
        return key.getAsInt();
    }

    @Override
    public int reached() {
        return connector.getAsInt();
    }

    @Override
    public int suspended() {
        return meter.suspended();
    }

    @Override
    public List<String> lines() {
        meter.clear();
        return log.take();
    }

    @Override
    public Optional<Cost> cost() {
        return meter.next();
    }
}
