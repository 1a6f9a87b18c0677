package org.erpconnector.auth.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.catalina.LifecycleException;
import org.erpconnector.auth.servlet.FilterLifecycle;
import org.erpconnector.auth.servlet.TestParts;
import org.erpconnector.auth.testkit.RawHttp;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is the connector's goes through, and is not kept on the way. */
class LargeBodyTest {
    private static final int BLOCK = 1 << 20;
    private static final int BLOCKS = 500;

    @TempDir
    static Path folder;

    @Tag("H03")
    @Tag("T02")
    @ParameterizedTest
    @ValueSource(strings = {"\r\nSOAPAction: urn:x/WSGetConfigData", ""})
    void halfAGigabyteOfAnotherOperationTakesNoMemory(String action) throws IOException, LifecycleException {
        TestParts parts = TestParts.make();
        CostMeter meter = new CostMeter();
        FilterLifecycle running = parts.running("erp", parts.key(false), TestParts.PATH, TestParts.MAX_MESSAGE_SIZE);
        try (FilterServer server = new FilterServer(folder)
                .filter("meter", meter, "/*")
                .ours("erp", running, "/*")
                .start()) {
            // The first loads the classes of server and connector; the second is what every further request costs.
            send(server.port(), action);
            assertThat(meter.next()).isPresent();
            send(server.port(), action);
            assertThat(meter.next())
                    .hasValueSatisfying(cost -> assertThat(cost.bytes()).isLessThan(4L * BLOCK));
        }
    }

    private static void send(int port, String action) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            OutputStream out = socket.getOutputStream();
            String head =
                    "POST /X.svc?then=count HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Type: text/xml"
                            + action + "\r\nContent-Length: " + (long) BLOCK * BLOCKS + "\r\n\r\n";
            out.write(head.getBytes(StandardCharsets.US_ASCII));
            byte[] block = new byte[BLOCK];
            for (int i = 0; i < BLOCKS; i++) {
                out.write(block);
            }
            assertThat(RawHttp.answer(socket).body()).isEqualTo("connector read " + (long) BLOCK * BLOCKS);
        }
    }
}
