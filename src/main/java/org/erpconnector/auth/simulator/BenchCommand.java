package org.erpconnector.auth.simulator;

import java.io.IOException;
import java.io.PrintStream;
import java.time.Clock;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(
        name = "bench",
        description = {
            "Serves a page that plays AAS and EIS: it registers an application, shows the five steps of the handshake one by"
                    + " one, sends faults, synchronises, and polls for changes.",
            "The page is for browsers on this machine, at the address that is printed. Ctrl-C ends it. Nothing is written to"
                    + " the disk."
        })
final class BenchCommand implements Callable<Integer> {

    private static final int LIFETIME_SECONDS = 300;

    @Mixin
    private CallOptions call;

    @Mixin
    private PartyOptions parties;

    @Option(names = "--demo", description = "Starts a demo connector with a few actors.")
    private boolean demo;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "0",
            description = "Port of the page, 0 to 65535 (0: any free port).")
    private int port;

    private final Clock clock;
    private final PrintStream out;

    BenchCommand(Clock clock, PrintStream out) {
        this.clock = clock;
        this.out = out;
    }

    @Override
    public Integer call() throws UsageException {
        call.load();
        CallOptions.inRange("--port", port, 0, 65_535);
        try (Bench bench = new Bench(parties.bench(call, LIFETIME_SECONDS, clock.instant()), clock);
                BenchServer server = new BenchServer(bench, port)) {
            if (demo) {
                bench.startDemo();
            }
            out.println("READY " + server.url());
            out.println("      Open it in a browser on this machine; Ctrl-C ends it.");
            new CountDownLatch(1).await();
            return Exit.DONE.status();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Exit.DONE.status();
        } catch (IOException e) {
            throw new UsageException(
                    "cannot listen on port " + port + ": " + Shown.cause(e) + "; choose another --port", e);
        }
    }
}
