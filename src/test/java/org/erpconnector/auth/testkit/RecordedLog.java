package org.erpconnector.auth.testkit;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** A logger that keeps what it is told, at every level. Thread-safe. */
public final class RecordedLog extends Logger {
    private final List<Line> lines = new CopyOnWriteArrayList<>();

    /** One call. */
    public record Line(Level level, String text, Throwable thrown) {}

    public RecordedLog() {
        super("recorded", null);
    }

    public List<Line> lines() {
        return List.copyOf(lines);
    }

    public List<String> texts() {
        return lines.stream().map(Line::text).toList();
    }

    @Override
    public boolean isLoggable(Level level) {
        return true;
    }

    @Override
    public void log(LogRecord logged) {
        lines.add(new Line(logged.getLevel(), logged.getMessage(), logged.getThrown()));
    }
}
