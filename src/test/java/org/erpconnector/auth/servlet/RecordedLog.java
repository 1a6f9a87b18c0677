package org.erpconnector.auth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** What was logged, line by line, at the levels that an operator has switched on. */
public final class RecordedLog extends Logger {
    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private volatile Level least = Level.FINE;

    public RecordedLog() {
        super("recorded", null);
    }

    public record Line(Level level, String text, Throwable thrown) {}

    public List<Line> lines() {
        return lines;
    }

    /** From this level on lines are recorded. */
    public void least(Level level) {
        least = level;
    }

    public void clear() {
        lines.clear();
    }

    /** The lines since this was asked last, each with its level in front. */
    public List<String> take() {
        List<Line> taken = List.copyOf(lines);
        // Not clear(): another thread may have added a line meanwhile.
        taken.forEach(lines::remove);
        return taken.stream().map(line -> line.level() + " " + line.text()).toList();
    }

    /** The one line that a handshake may leave, fit to be read by a person and by nobody misused. */
    public Line only() {
        assertThat(lines).hasSize(1);
        Line line = lines.get(0);
        assertThat(line.text()).hasSizeLessThanOrEqualTo(512).matches("[ -~]+");
        return line;
    }

    /** The line and the stack that a backend prints after it. */
    public String printed() {
        StringWriter all = new StringWriter();
        for (Line line : lines) {
            all.append(line.text()).append('\n');
            if (line.thrown() != null) {
                line.thrown().printStackTrace(new PrintWriter(all, true));
            }
        }
        return all.toString();
    }

    @Override
    public boolean isLoggable(Level level) {
        return level.intValue() >= least.intValue();
    }

    @Override
    public void log(LogRecord logged) {
        if (isLoggable(logged.getLevel())) {
            assertThat(logged.getParameters())
                    .as("parameters would make the line a format")
                    .isNull();
            lines.add(new Line(logged.getLevel(), logged.getMessage(), logged.getThrown()));
        }
    }
}
