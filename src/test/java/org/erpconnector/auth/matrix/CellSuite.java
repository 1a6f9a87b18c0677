package org.erpconnector.auth.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.erpconnector.auth.it.Caller;
import org.erpconnector.auth.it.Connector;
import org.erpconnector.auth.testkit.Await;
import org.erpconnector.auth.testkit.FreePort;
import org.erpconnector.auth.testkit.OneOfEach;
import org.erpconnector.auth.testkit.Shell;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.opentest4j.TestAbortedException;

/** The suite on servers that are processes of their own, one after another, with the very same WAR. */
public abstract class CellSuite extends MatrixSuite {
    private static final String LOOPBACK = "(127\\.0\\.0\\.1|\\[::ffff:127\\.0\\.0\\.1]|\\[::1]):\\d+";

    @RegisterExtension
    static final MatrixTable TABLE = new MatrixTable();

    @TempDir
    static Path folder;

    @Parameter
    protected Cell cell;

    private static MatrixWar content;
    private static Path war;
    private static List<Path> unstarted;
    private static Setup setup;
    private static ServerProcess process;

    @BeforeAll
    static void makeWar() throws IOException {
        content = new MatrixWar(MatrixKeys.make(folder.resolve("keys")));
        Path bundle = Path.of(System.getProperty("bundle.jar"));
        war = content.write(folder, bundle);
        unstarted = faults().map(
                        each -> each.write(folder, bundle, content.keys().packaged()))
                .toList();
    }

    @BeforeParameterizedClassInvocation
    static void start(Cell cell) throws IOException, InterruptedException {
        Optional<String> missing = cell.missing();
        try {
            if (missing.isPresent()) {
                throw new TestAbortedException(missing.get());
            }
            Map<String, String> properties = new HashMap<>(Source.properties());
            cell.server().resource().map(content::properties).ifPresent(properties::putAll);
            setup = new Setup(
                    Files.createTempDirectory(folder, "server").toRealPath(),
                    war,
                    unstarted,
                    cell.jdk().orElseThrow(),
                    FreePort.next(),
                    properties);
            process = ServerProcess.start(cell.server(), setup);
        } catch (TestAbortedException e) {
            TABLE.skipped(cell, e.getMessage());
            throw e;
        } catch (IOException | RuntimeException | Error e) {
            TABLE.failed(cell);
            throw e;
        }
    }

    @AfterParameterizedClassInvocation
    static void stop(Cell cell) {
        if (process != null) {
            process.close();
            process = null;
            TABLE.ran(cell);
        }
    }

    @AfterAll
    static void print() throws IOException {
        TABLE.print(Path.of(System.getProperty("matrix.table")));
    }

    /** On Payara 5 one for each request: it loses a connection now and then after a servlet's asynchronous answer. */
    @Override
    protected HttpClient client() {
        boolean loses = cell.label().startsWith("Payara Server 5.");
        return loses
                ? HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()
                : super.client();
    }

    @Override
    protected MatrixKeys keys() {
        return content.keys();
    }

    @Override
    protected String base() {
        return "http://127.0.0.1:" + setup.port() + "/" + MatrixWar.NAME;
    }

    @Override
    protected Optional<String> withoutResource() {
        return cell.server().resource().isPresent()
                ? Optional.empty()
                : Optional.of("it has no resource whose factory may lie in the WAR");
    }

    static Stream<Unstarted> faults() {
        return OneOfEach.of(Stream.of(Unstarted.values()), fault -> Boolean.toString(fault.initializerRefuses()));
    }

    /** Whatever the server does with a filter that cannot start, the connector behind it is not served. */
    @ParameterizedTest
    @MethodSource("faults")
    @Tag("F61")
    @Tag(OneOfEach.TAG)
    void aConnectorWhoseFilterCannotStartIsClosed(Unstarted fault) throws IOException, InterruptedException {
        URI connector = URI.create("http://127.0.0.1:" + setup.port() + "/" + fault.label());
        if (fault.initializerRefuses()) {
            process.awaitPrinted(fault.refusal());
        } else {
            // By a request: WildFly calls init with the first one.
            process.awaitDeployed(URI.create(connector + "/stream"));
        }
        HttpResponse<String> answer = new Connector(connector).post("/stream", Caller.SOAP_11, "<x/>");
        if (fault.initializerRefuses()) {
            // Open Liberty deploys all the same, and goes on to init.
            assertThat(answer.statusCode()).isIn(404, 503);
        } else {
            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).hasValue("30");
            assertThat(answer.body()).isEmpty();
            process.awaitPrinted("answered 503: reason=not-started requests=1 " + fault.refusal());
        }
    }

    /** A file has the line of a handshake and, as TRACE is on, its way. */
    @Test
    void theRecipeForItsLogKeepsTheLines() throws Exception {
        assumeTrue(cell.server().logs().isPresent(), "the manual has no recipe for its log that the start can follow");
        new Connector(URI.create(base())).accepts(keys().packaged(), "http-jwt");
        Await.until("the line is in a file of the recipe", () -> {
            String kept = process.kept();
            return kept.contains("handshake accepted: filter=") && kept.contains("answered: filter=");
        });
    }

    @Test
    @Tag(OneOfEach.TAG)
    void itRunsOnTheJdkOfItsCell() throws IOException {
        Path home = setup.jdk().home().toRealPath();
        assertThat(process.javas()).isNotEmpty().allMatch(java -> java.startsWith(home));
    }

    @Test
    @Tag(OneOfEach.TAG)
    void nothingListensBeyondThisMachine() {
        assertThat(process.listening(new Shell(folder, List.of(), Map.of())))
                .anyMatch(address -> address.endsWith(":" + setup.port()))
                .allMatch(address -> address.matches(LOOPBACK));
    }
}
