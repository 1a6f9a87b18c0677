package org.erpconnector.auth.testkit;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

/**
 * A server's processes, children of this one: they end with it, and by their own ids. Closing twice does no harm.
 */
public final class ProcessTree implements AutoCloseable {
    private static final int STOP_SECONDS = 60;

    private final Process launcher;
    private final Thread hook = new Thread(this::stop, "stop-server");

    /**
     * @param launcher the first of them
     */
    public ProcessTree(Process launcher) {
        this.launcher = launcher;
        Runtime.getRuntime().addShutdownHook(hook);
    }

    public boolean isAlive() {
        return launcher.isAlive();
    }

    /** The server and what started it, in this order. */
    public List<ProcessHandle> processes() {
        return Stream.concat(launcher.descendants(), Stream.of(launcher.toHandle()))
                .toList();
    }

    /**
     * The addresses that they listen on.
     *
     * @param shell runs the program that knows
     */
    public List<String> listening(Shell shell) {
        List<String> pids = processes().stream()
                .map(process -> "pid=" + process.pid() + ",")
                .toList();
        return shell.run("ss -H -ltnp")
                .lines()
                .filter(line -> pids.stream().anyMatch(line::contains))
                .map(line -> line.trim().split("\\s+", 5)[3])
                .toList();
    }

    @Override
    public void close() {
        Runtime.getRuntime().removeShutdownHook(hook);
        stop();
    }

    /** The server first: a script that started it ends with it, but not the other way round. */
    private void stop() {
        List<ProcessHandle> processes = processes();
        processes.forEach(ProcessHandle::destroy);
        processes.forEach(ProcessTree::awaitEnd);
    }

    private static void awaitEnd(ProcessHandle process) {
        try {
            process.onExit().get(STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
