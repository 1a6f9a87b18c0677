package org.erpconnector.auth.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.erpconnector.auth.testkit.ForkedJava;
import org.erpconnector.auth.testkit.NativeProviders;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An administrator has changed java.security: other security providers, another order, stricter rules. */
class SecurityProvidersTest {
    private static final String BOUNCY_CASTLE = BouncyCastleProvider.class.getName();

    @TempDir
    static Path folder;

    private static ProbedStart probe;

    @BeforeAll
    static void makeKeysAndMessages() throws IOException, GeneralSecurityException {
        probe = ProbedStart.make(folder);
    }

    @Tag("K24")
    @ParameterizedTest(name = "BouncyCastle first, {0}, {1}")
    @CsvSource({"own.p12, caller.p12", "own.pem, caller.crt"})
    void answersWithAnotherProviderBeforeTheJdksOwn(String own, String caller) throws Exception {
        ForkedJava jvm = probe.run(own, caller, security(bouncyCastleFirst()));
        assertThat(jvm.after("provider")).containsExactly("BC");
        probe.expectAnswers(jvm);
    }

    @Tag("K24")
    @Test
    void saysThatThePasswordIsWrongWhicheverProviderReadsTheKeystore() throws Exception {
        List<String> options = new ArrayList<>(security(bouncyCastleFirst()));
        options.add("-Derp-auth.application-key-password=Wr0ng-pa55");
        ForkedJava jvm = probe.run("own.p12", "caller.crt", options);
        assertThat(jvm.after("provider")).containsExactly("BC");
        assertThat(jvm.after("refused"))
                .as("%s", jvm.lines())
                .singleElement()
                .asString()
                .contains("1 problem", "application-key-password [", "does not open the PKCS12 keystore")
                .endsWith("Set application-key-password to the keystore's password.");
    }

    @Tag("K24")
    @Test
    void answersWithAnotherProviderInPlaceOfTheJdksOwn() throws Exception {
        probe.expectAnswers(probe.run(
                "own.p12", "caller.crt", security(providers(Stream.concat(Stream.of(BOUNCY_CASTLE), withoutRsa())))));
    }

    @Tag("K24")
    @ParameterizedTest
    @ValueSource(strings = {"own.p12", "own.pem"})
    void namesTheProviderThatIsMissing(String own) throws Exception {
        ForkedJava jvm = probe.run(own, "caller.crt", security(providers(withoutRsa())));
        assertThat(jvm.after("refused"))
                .as("%s", jvm.lines())
                .singleElement()
                .asString()
                .contains(
                        "1 problem", "application-key: this Java cannot use any RSA key", "SUN, SunEC", "SHA256withRSA")
                .endsWith("Add the provider SunRsaSign to the security.provider lines of java.security.");
    }

    @Tag("K25")
    @ParameterizedTest
    @CsvSource({"own.p12, caller.p12", "own.pem, caller.crt"})
    void pinnedCertificatesAreUsedWhateverPathValidationForbids(String own, String caller) throws Exception {
        String strict = "MD2, MD5, SHA1, SHA-1, SHA1withRSA, RSA keySize < 8192, DSA, EC keySize < 521";
        probe.expectAnswers(probe.run(
                own,
                caller,
                security(List.of(
                        "jdk.certpath.disabledAlgorithms=" + strict,
                        "jdk.jar.disabledAlgorithms=" + strict,
                        "jdk.tls.disabledAlgorithms=" + strict,
                        "jdk.security.legacyAlgorithms=" + strict))));
    }

    /** Listed as recipes.md says, and first, too: then it reads the keys and is tested against the JDK's all the same. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "AmazonCorrettoCryptoProvider, last",
        "AmazonCorrettoCryptoProvider, first",
        "Conscrypt, last",
        "Conscrypt, first"
    })
    void answersWithANativeProviderThatTheServerLists(String name, String place) throws Exception {
        String type = NativeProviders.loaded(name).getClass().getName();
        List<String> options = new ArrayList<>(security(providers(
                place.equals("first")
                        ? Stream.concat(Stream.of(type), jdks())
                        : Stream.concat(jdks(), Stream.of(type)))));
        options.add("-Derp-auth.crypto-provider=" + name);

        ForkedJava jvm = probe.run("own.p12", "caller.crt", options);

        assertThat(jvm.after("provider")).containsExactly(place.equals("first") ? name : "SUN");
        assertThat(jvm.after("log"))
                .as("%s", jvm.lines())
                .anyMatch(line -> line.contains(" crypto-provider=" + name + " "))
                .noneMatch(line -> line.contains("crypto-provider ["));
        probe.expectAnswers(jvm);
    }

    private static List<String> bouncyCastleFirst() {
        return providers(Stream.concat(Stream.of(BOUNCY_CASTLE), jdks()));
    }

    private static Stream<String> jdks() {
        return Stream.of(Security.getProviders()).map(Provider::getName);
    }

    private static Stream<String> withoutRsa() {
        return jdks().filter(name -> !name.equals("SunRsaSign"));
    }

    private static List<String> providers(Stream<String> names) {
        List<String> lines = new ArrayList<>();
        names.forEach(name -> lines.add("security.provider." + (lines.size() + 1) + "=" + name));
        return lines;
    }

    /** The file is read after the JDK's own and wins. */
    private static List<String> security(List<String> lines) throws IOException {
        Path file = Files.write(Files.createTempFile(folder, "java", ".security"), lines);
        return List.of("-Djava.security.properties=" + file);
    }
}
