package org.erpconnector.auth.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.catalina.Context;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.startup.Tomcat;
import org.apache.tomcat.util.descriptor.web.FilterDef;
import org.apache.tomcat.util.descriptor.web.FilterMap;
import org.erpconnector.auth.ConnectorAuthFilter;
import org.erpconnector.auth.ConnectorAuthInitializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a deployer finds in Tomcat's whole log when the filter cannot start. */
@Tag("F49")
class StartMessageTest {
    @TempDir
    Path folder;

    private final Everything printed = new Everything();
    private final Logger all = Logger.getLogger("");
    private final Tomcat tomcat = new Tomcat();

    @BeforeEach
    void listen() {
        all.addHandler(printed);
    }

    @AfterEach
    void stop() throws LifecycleException {
        all.removeHandler(printed);
        tomcat.stop();
        tomcat.destroy();
    }

    @Test
    void saysWhatIsWrongOnceAndNoStackWhereTheServerIsTold() throws LifecycleException {
        Context context = broken();
        context.addServletContainerInitializer(new ConnectorAuthInitializer(), Set.of());
        tomcat.start();
        assertThat(context.getState().isAvailable()).isFalse();
        assertSaidOnce();
    }

    @Test
    void saysWhatIsWrongOnceAndNoStackWhereTheFilterKeepsTheWebApplicationClosed() throws LifecycleException {
        broken();
        tomcat.start();
        assertSaidOnce();
    }

    private void assertSaidOnce() {
        String text = printed.text();
        assertThat(Pattern.compile("application-key: not set").matcher(text).results())
                .as(text)
                .hasSize(1);
        assertThat(text)
                .contains("Filter erp (erp-connector-auth) does not start")
                .doesNotContain("\tat ", "Caused by");
    }

    private Context broken() {
        tomcat.setBaseDir(folder.toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        Context context = tomcat.addContext("/broken", folder.toString());
        FilterDef filter = new FilterDef();
        filter.setFilterName("erp");
        filter.setFilterClass(ConnectorAuthFilter.class.getName());
        filter.addInitParameter("application-id", "f1e2d3c4b5a6978812345678901234ab");
        filter.addInitParameter("environment", "custom");
        context.addFilterDef(filter);
        FilterMap everything = new FilterMap();
        everything.setFilterName("erp");
        everything.addURLPattern("/*");
        context.addFilterMap(everything);
        return context;
    }

    /** As a log file has it, at the levels that servers write by default. */
    private static final class Everything extends Handler {
        private final List<LogRecord> records = new CopyOnWriteArrayList<>();

        String text() {
            return records.stream().map(Everything::printed).collect(Collectors.joining("\n"));
        }

        private static String printed(LogRecord record) {
            StringWriter text = new StringWriter();
            text.append(record.getLoggerName()).append(": ").append(record.getMessage());
            if (record.getThrown() != null) {
                record.getThrown().printStackTrace(new PrintWriter(text.append('\n'), true));
            }
            return text.toString();
        }

        @Override
        public void publish(LogRecord record) {
            if (record.getLevel().intValue() >= Level.INFO.intValue()) {
                records.add(record);
            }
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
    }
}
