package org.erpconnector.auth.simulator;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Prints a walk as text: a number, who calls whom, and what happens; details below, indented. ASCII only, as the
 * terminal's encoding is unknown.
 */
class Narrator {

    private static final String INDENT = " ".repeat(27);

    private final PrintStream out;

    Narrator(PrintStream out) {
        this.out = out;
    }

    void title(String text) {
        out.println();
        out.println(text);
        out.println();
    }

    void step(int number, String who, String what) {
        out.println(String.format(Locale.ROOT, "  %d  %-20s  %s", number, who, what));
    }

    /** A step that went wrong. */
    void failed(int number, String who, String what) {
        step(number, who, what);
    }

    /** A step that is not carried out. */
    void skipped(int number, String who, String what) {
        step(number, who, what);
    }

    /** An operation, on one line. */
    void operation(int number, String name, String outcome) {
        out.println(String.format(Locale.ROOT, " %2d  %-30s  ok  %s", number, name, outcome));
    }

    /** A note on the operation above. */
    void note(String text) {
        out.println("     note: " + text);
    }

    void detail(String text) {
        out.println(INDENT + text);
    }

    void check(Check check) {
        detail((check.passed() ? "ok      " : "FAILED  ") + check.rule());
        if (!check.passed()) {
            detail("        " + check.finding());
        }
    }

    /** A case of the conformance kit, on one line. */
    void tried(CheckReport.Result result) {
        String text = result.finding().text();
        out.println(String.format(
                Locale.ROOT,
                "  %-7s  %s  %s%s",
                result.finding().verdict(),
                result.tried().id(),
                result.tried().rule(),
                text.isEmpty() ? "" : ": " + text));
    }

    void result(String text) {
        out.println();
        out.println("  " + text);
        out.println();
    }
}
