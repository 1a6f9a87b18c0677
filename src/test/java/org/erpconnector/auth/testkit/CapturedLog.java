package org.erpconnector.auth.testkit;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;

/** Keeps what java.util.logging is told, with the stack traces that a log file would hold. Thread-safe. */
public final class CapturedLog extends Handler {
    private final List<LogRecord> records = new CopyOnWriteArrayList<>();

    public CapturedLog() {
        setLevel(Level.ALL);
    }

    public List<String> texts() {
        return records.stream().map(LogRecord::getMessage).toList();
    }

    /** Each with its level in front. */
    public List<String> lines() {
        return records.stream()
                .map(record -> record.getLevel() + " " + record.getMessage())
                .toList();
    }

    public String everything() {
        StringWriter all = new StringWriter();
        PrintWriter out = new PrintWriter(all);
        for (LogRecord record : records) {
            out.println(record.getLoggerName() + " " + record.getMessage());
            if (record.getThrown() != null) {
                record.getThrown().printStackTrace(out);
            }
        }
        return all.toString();
    }

    @Override
    public void publish(LogRecord record) {
        records.add(record);
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
