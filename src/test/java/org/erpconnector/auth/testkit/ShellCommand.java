package org.erpconnector.auth.testkit;

import java.util.ArrayList;
import java.util.List;

/**
 * One command of README or the manual, as a POSIX shell takes it. Immutable.
 *
 * @param line as it is written
 */
public record ShellCommand(String line) {
    /** The commands of a block, one a line. */
    public static List<ShellCommand> in(String block) {
        return block.lines().map(ShellCommand::new).toList();
    }

    /** The words that the program gets: in single quotes everything stands for itself. */
    public List<String> words() {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        for (char c : (line + " ").toCharArray()) {
            if (c == '\'') {
                quoted = !quoted;
            } else if (c != ' ' || quoted) {
                if (!quoted && "\\\"$`".indexOf(c) >= 0) {
                    throw new IllegalArgumentException("not understood outside of single quotes: " + c + " in " + line);
                }
                word.append(c);
            } else if (!word.isEmpty()) {
                words.add(word.toString());
                word.setLength(0);
            }
        }
        if (quoted) {
            throw new IllegalArgumentException("a quote without its end: " + line);
        }
        return words;
    }
}
