package org.erpconnector.auth.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.erpconnector.auth.testkit.RecordedLog;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("F34")
class EndingTest {
    private final RecordedLog log = new RecordedLog();
    private final List<String> ended = new ArrayList<>();

    @Test
    void endsEachPartWhateverTheOthersThrow() {
        Ending ending = new Ending(log);
        ending.add("first", () -> ended.add("first"));
        ending.add("second", () -> {
            throw new NoClassDefFoundError("gone");
        });
        ending.add("third", () -> ended.add("third"));
        ending.add("fourth", () -> {
            throw new IllegalStateException("as a server may");
        });

        ending.run();

        assertThat(ended).containsExactly("third", "first");
        assertThat(log.texts())
                .containsExactly(
                        "fourth could not be ended, and may keep the classes of this web application",
                        "second could not be ended, and may keep the classes of this web application");
    }

    @Test
    void endsNothingTwice() {
        Ending ending = new Ending(log);
        ending.add("first", () -> ended.add("first"));
        ending.run();
        ending.run();
        assertThat(ended).containsExactly("first");
    }
}
