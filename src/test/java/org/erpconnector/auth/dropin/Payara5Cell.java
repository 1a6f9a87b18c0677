package org.erpconnector.auth.dropin;

import java.io.IOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.erpconnector.auth.matrix.MatrixKeys;
import org.erpconnector.auth.matrix.MatrixSuite;
import org.erpconnector.auth.matrix.MatrixWar;
import org.erpconnector.auth.matrix.Source;
import org.erpconnector.auth.testkit.FreePort;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The bundle for javax.servlet on Payara 5, the last one of Java EE 8: what every server has to show. */
class Payara5Cell extends MatrixSuite {
    private static final Path DOMAIN = Path.of("src/test/resources/payara/domain.xml");

    /** What the policy provider of this Payara, which is not that of Payara 6, calls of the JDK. */
    private static final List<String> EXPORTS = List.of(
            "--add-exports=java.base/sun.net.www=ALL-UNNAMED", "--add-exports=java.base/sun.security.util=ALL-UNNAMED");

    @TempDir
    static Path folder;

    private static MatrixKeys keys;
    private static WarProcess payara;

    @BeforeAll
    static void deploy() throws IOException {
        keys = MatrixKeys.make(Files.createDirectory(folder.resolve("keys")));
        MatrixWar war = new MatrixWar(keys);
        UnpackedWar unpacked = JavaxMatrixWar.unpacked(war, ServletApi.JAVAX.bundle(), folder);
        Map<String, String> properties = new HashMap<>(war.properties(MatrixWar.Resource.PAYARA));
        properties.putAll(Source.properties());
        String port = Integer.toString(FreePort.next());
        payara = WarProcess.start(
                Payara5Main.class,
                List.of(unpacked.folder().toString(), domain(port).toString(), port),
                ServletApi.jarsOf("payara5"),
                Stream.concat(
                                EXPORTS.stream(),
                                Stream.of(System.getProperty("payara.options").split(" ")))
                        .toList(),
                folder,
                properties,
                Source.variables());
    }

    /** Of its own for each request: this Payara loses a connection now and then after a servlet's asynchronous answer. */
    @Override
    protected HttpClient client() {
        return HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    }

    /** The domain of the other tests, with the policy provider that this Payara has. */
    private static Path domain(String port) throws IOException {
        String text = Files.readString(DOMAIN)
                .replace("@it.http.port@", port)
                .replace("fish.payara.security.jacc.provider.PolicyConfiguration", provider("PolicyConfiguration"))
                .replaceFirst(
                        "policy-provider=\"fish.payara[^\"]*\" name=\"default\"/>",
                        "policy-provider=\"" + provider("PolicyWrapper") + "\" name=\"default\">"
                                + "<property name=\"repository\""
                                + " value=\"\\${com.sun.aas.instanceRoot}/generated/policy\"/></jacc-provider>");
        return Files.writeString(folder.resolve("domain.xml"), text);
    }

    private static String provider(String name) {
        return "com.sun.enterprise.security.provider." + name;
    }

    @AfterAll
    static void stop() {
        payara.close();
    }

    @Override
    protected String base() {
        return payara.connector().uri().toString();
    }

    @Override
    protected MatrixKeys keys() {
        return keys;
    }
}
