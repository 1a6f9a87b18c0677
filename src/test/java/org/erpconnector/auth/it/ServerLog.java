package org.erpconnector.auth.it;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.logging.SimpleFormatter;

/** What the server writes into its log while this is open: a message, and those of the exception and its causes. */
final class ServerLog extends Handler implements AutoCloseable {
    private static final Logger ROOT = Logger.getLogger("");

    private final Queue<String> texts = new ConcurrentLinkedQueue<>();

    private ServerLog() {}

    static ServerLog open() {
        ServerLog log = new ServerLog();
        ROOT.addHandler(log);
        return log;
    }

    @Override
    public void close() {
        ROOT.removeHandler(this);
    }

    List<String> all() {
        return List.copyOf(texts);
    }

    List<String> containing(String passage) {
        return texts.stream().filter(text -> text.contains(passage)).toList();
    }

    @Override
    public void publish(LogRecord record) {
        StringBuilder text = new StringBuilder(new SimpleFormatter().formatMessage(record));
        for (Throwable cause = record.getThrown(); cause != null; cause = cause.getCause()) {
            text.append(System.lineSeparator()).append(cause);
        }
        texts.add(text.toString());
    }

    @Override
    public void flush() {
        // Nothing is held back.
    }
}
