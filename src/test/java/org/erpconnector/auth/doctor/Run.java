package org.erpconnector.auth.doctor;

import static org.erpconnector.auth.testkit.TestTokens.NOW;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;

/** What a command printed, and its exit status. */
record Run(int status, String out, String err) {
    /** Without a console, at a fixed time, with nothing on standard input. */
    static Run of(String... args) {
        return of("", question -> Optional.empty(), args);
    }

    static Run of(String input, Terminal.Prompt prompt, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Clock.fixed(NOW, ZoneOffset.UTC),
                prompt);
        int status = Doctor.run(List.of(args), terminal);
        return new Run(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    List<String> lines() {
        return out.lines().toList();
    }

    /** Both streams, for what must stand in neither. */
    String all() {
        return out + err;
    }
}
