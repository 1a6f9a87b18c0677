package org.erpconnector.auth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.erpconnector.auth.testkit.ForkedJava;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Servers without a data grid, and without its classes, as Tomcat is. */
class SharedReplayTest {
    private static final String REFUSAL =
            "replay-store [jcache]: the server has no javax.cache.CacheManager. Switch the"
                    + " server's data grid on (in Payara set-hazelcast-configuration --enabled=true), give the web application a"
                    + " CDI bean of that type, name one by replay-cache, set replay-store to database, or set replay-store to"
                    + " memory where there is one node.";

    @TempDir
    static Path folder;

    private static ProbedStart probe;

    @BeforeAll
    static void makeKeys() throws Exception {
        probe = ProbedStart.make(folder);
    }

    @Test
    void doesNotStartWithoutACacheManager() throws Exception {
        assertThat(start("own.pem", "-Derp-auth.replay-store=jcache").after("refused"))
                .singleElement()
                .asString()
                .contains("does not start, 1 problem:", REFUSAL);
    }

    /** One restart shall mend all. */
    @Test
    void saysInTheSameMessageWhatIsWrongWithTheKeys() throws Exception {
        assertThat(start("nothing.pem", "-Derp-auth.replay-store=jcache").after("refused"))
                .singleElement()
                .asString()
                .contains("does not start, 2 problems:", REFUSAL, "nothing.pem");
    }

    @Test
    void saysSoWhereItsClassesAreAbsent() throws Exception {
        assertThat(start("own.pem", "-Derp-auth.replay-store=jcache", "-cp", withoutJCache())
                        .after("refused"))
                .singleElement()
                .asString()
                .contains("does not start, 1 problem:", REFUSAL);
    }

    @Test
    void nobodyElseNeedsItsClasses() throws Exception {
        probe.expectAnswers(start("own.pem", "-Derp-auth.replay-store=memory", "-cp", withoutJCache()));
    }

    private static ForkedJava start(String key, String... options) throws Exception {
        return probe.run(key, "caller.crt", List.of(options));
    }

    private static String withoutJCache() {
        String all = System.getProperty("java.class.path");
        assertThat(all).contains("cache-api");
        return Stream.of(all.split(File.pathSeparator, -1))
                .filter(entry -> !entry.contains("cache-api"))
                .collect(Collectors.joining(File.pathSeparator));
    }
}
