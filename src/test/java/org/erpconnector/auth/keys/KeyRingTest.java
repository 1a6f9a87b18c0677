package org.erpconnector.auth.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.erpconnector.auth.keys.TestKeys.OTHER;
import static org.erpconnector.auth.keys.TestKeys.OWN;
import static org.erpconnector.auth.keys.TestKeys.SMALL;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.erpconnector.auth.config.ConfigurationException;
import org.erpconnector.auth.core.CallerKeys;
import org.erpconnector.auth.core.Credentials;
import org.erpconnector.auth.testkit.TestSigner;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** An administrator changes files while the filter runs; seconds pass when the test says so. */
class KeyRingTest {
    /** Of a key that is none of those between which the application changes. */
    private static final X509Certificate CALLER =
            TestKeys.certificate(TestKeys.pair("RSA", 2048).getPublic(), "CN=Pretended SuperOffice");

    @TempDir
    Path folder;

    private final HeardKeys hearing = new HeardKeys();
    private final List<String> heard = hearing.lines;
    private final AtomicInteger loads = new AtomicInteger();
    private Instant now = Instant.parse("2026-03-01T12:00:00Z");
    private Path keyFile;
    private KeyRing<String> ring;

    @BeforeEach
    void startWithAGoodKey() throws Exception {
        keyFile = folder.resolve("own.pem");
        Files.writeString(keyFile, TestKeys.pkcs8Pem(OWN));
        start(Duration.ofSeconds(60));
    }

    private void start(Duration reload) throws Exception {
        KeySettings places = TestPlaces.of(
                        keyFile.toString(), TestPlaces.write(folder, "caller.crt", TestKeys.der(CALLER)))
                .places();
        ring = KeyRing.of(
                () -> {
                    loads.incrementAndGet();
                    return TestPlaces.load(places, clock());
                },
                keys -> keys.application().publicKey().getModulus().toString(),
                Optional.empty(),
                reload,
                clock(),
                hearing);
    }

    @Test
    void takesAFileThatWasWrittenAnewOnceItHasSettled() throws Exception {
        Files.writeString(keyFile, TestKeys.pkcs8Pem(OTHER));
        seconds(1);
        assertThat(inUse()).as("seen, but perhaps still being written").isEqualTo(OWN);
        seconds(1);
        assertThat(inUse()).isEqualTo(OTHER);
        assertThat(heard).containsExactly("replaced 1");
    }

    @Tag("K17")
    @Test
    void takesAFileThatWasRenamedOntoTheName() throws Exception {
        Path fresh = folder.resolve("fresh.pem");
        Files.writeString(fresh, TestKeys.pkcs8Pem(OTHER));
        Files.move(fresh, keyFile, StandardCopyOption.ATOMIC_MOVE);
        seconds(2);
        assertThat(inUse()).isEqualTo(OTHER);
    }

    @Tag("K17")
    @Test
    void keepsTheKeyWhileTheFileIsGoneAndTakesItsSuccessor() throws Exception {
        Files.delete(keyFile);
        seconds(5);
        assertThat(inUse()).isEqualTo(OWN);
        assertThat(heard).hasSize(1);
        assertThat(heard.get(0)).contains("application-key [" + keyFile + "]: no such file");
        assertThat(ring.refusal()).isPresent();

        Files.writeString(keyFile, TestKeys.pkcs8Pem(OTHER));
        seconds(2);
        assertThat(inUse()).isEqualTo(OTHER);
        assertThat(ring.refusal()).isEmpty();
    }

    @Test
    void saysThatTheSameKeyCanBeReadAgain() throws Exception {
        Files.delete(keyFile);
        seconds(3);
        Files.writeString(keyFile, TestKeys.pkcs8Pem(OWN));
        seconds(2);
        assertThat(heard).hasSize(2);
        assertThat(heard.get(1)).isEqualTo("recovered");
    }

    @Tag("K17")
    @Test
    void keepsTheKeyWhenHalfAFileIsWrittenAndTakesTheWholeOne() throws Exception {
        String whole = TestKeys.pkcs8Pem(OTHER);
        Files.writeString(keyFile, whole.substring(0, whole.length() / 2));
        seconds(3);
        assertThat(inUse()).isEqualTo(OWN);
        Files.writeString(keyFile, whole);
        seconds(2);
        assertThat(inUse()).isEqualTo(OTHER);
    }

    /** As Kubernetes mounts a secret: file -> ..data -> folder of a date, and the middle link is swapped. */
    @Tag("K17")
    @Test
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "symbolic links need a privilege there")
    void followsTheSwapOfALinkInTheMiddle() throws Exception {
        Path first = Files.createDirectory(folder.resolve("2026-03-01"));
        Path second = Files.createDirectory(folder.resolve("2026-03-02"));
        Files.writeString(first.resolve("own.pem"), TestKeys.pkcs8Pem(OWN));
        Files.writeString(second.resolve("own.pem"), TestKeys.pkcs8Pem(OTHER));
        Files.createSymbolicLink(folder.resolve("data"), first);
        Files.delete(keyFile);
        Files.createSymbolicLink(keyFile, Path.of("data", "own.pem"));
        start(Duration.ofSeconds(60));
        heard.clear();

        Files.createSymbolicLink(folder.resolve("data_tmp"), second);
        Files.move(folder.resolve("data_tmp"), folder.resolve("data"), StandardCopyOption.ATOMIC_MOVE);
        seconds(2);
        assertThat(inUse()).isEqualTo(OTHER);
        assertThat(heard).containsExactly("replaced 1");
    }

    @Tag("K18")
    @Test
    void readsNothingInAStormOfChangesUntilItCalmsDown() throws Exception {
        int before = loads.get();
        for (int i = 0; i < 30; i++) {
            Files.writeString(keyFile, TestKeys.pkcs8Pem(i % 2 == 0 ? OTHER : OWN) + "\n".repeat(i));
            seconds(1);
        }
        assertThat(loads.get()).isEqualTo(before);
        seconds(1);
        assertThat(loads.get()).isEqualTo(before + 1);
    }

    /** Whoever opens a pipe waits for somebody who writes into it. */
    @Test
    @Tag("K16")
    @EnabledOnOs({OS.LINUX, OS.MAC})
    @Timeout(300)
    void keepsTheKeyWithoutWaitingWhenTheFileBecomesAPipe() throws Exception {
        Files.delete(keyFile);
        assertThat(new ProcessBuilder("mkfifo", keyFile.toString()).start().waitFor())
                .isZero();
        seconds(3);
        assertThat(inUse()).isEqualTo(OWN);
        assertThat(heard).singleElement().asString().contains("application-key [" + keyFile + "]: not a regular file");
    }

    /** The memory of a process passes for a file, and its first byte for a broken sector. */
    @Test
    @Tag("K16")
    @EnabledOnOs(OS.LINUX)
    void keepsTheKeyWhenTheDiskDoesNotGiveTheFile() throws Exception {
        Files.delete(keyFile);
        Files.createSymbolicLink(keyFile, Path.of("/proc/self/mem"));
        seconds(3);
        assertThat(inUse()).isEqualTo(OWN);
        assertThat(heard)
                .singleElement()
                .asString()
                .contains("application-key [" + keyFile + "]: could not be read (IOException). Check the disk");
    }

    @Test
    @Tag("K16")
    @DisabledOnOs(value = OS.WINDOWS, disabledReason = "files have no POSIX modes there")
    void keepsTheKeyWhenTheFileMayNoLongerBeRead() throws Exception {
        Files.writeString(keyFile, TestKeys.pkcs8Pem(OTHER));
        Files.setPosixFilePermissions(keyFile, Set.of());
        assumeFalse(Files.isReadable(keyFile), "root may read every file");
        seconds(3);
        assertThat(inUse()).isEqualTo(OWN);
        assertThat(heard).singleElement().asString().contains("the server may not read it. Let the user ");
    }

    /** As a network file system may hang for a minute. */
    @Test
    @Tag("K16")
    @Timeout(300)
    void goesOnWithTheKeyWhileItsSuccessorIsBeingRead() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        KeySettings places = TestPlaces.of(
                        keyFile.toString(), TestPlaces.write(folder, "caller.crt", TestKeys.der(CALLER)))
                .places();
        AtomicBoolean slow = new AtomicBoolean();
        ring = KeyRing.of(
                () -> {
                    if (slow.get()) {
                        asked.countDown();
                        awaited(answered);
                    }
                    return TestPlaces.load(places, clock());
                },
                keys -> keys.application().publicKey().getModulus().toString(),
                Optional.empty(),
                Duration.ofSeconds(60),
                clock(),
                hearing);
        Files.writeString(keyFile, TestKeys.pkcs8Pem(OTHER));
        slow.set(true);
        Thread refresher = new Thread(() -> seconds(2));
        refresher.start();
        asked.await();
        assertThat(inUse()).isEqualTo(OWN);
        assertThat(ring.keys().application().publicKey()).isEqualTo(OWN.getPublic());
        assertThat(ring.refusal()).isEmpty();
        answered.countDown();
        refresher.join();
        assertThat(inUse()).isEqualTo(OTHER);
    }

    private static void awaited(CountDownLatch latch) {
        TestKeys.made(() -> {
            latch.await();
            return latch;
        });
    }

    @Test
    void readsEveryPlaceAnewAfterKeyReload() {
        int before = loads.get();
        seconds(59);
        assertThat(loads.get()).isEqualTo(before);
        seconds(1);
        assertThat(loads.get()).isEqualTo(before + 1);
        assertThat(heard).isEmpty();
        assertThat(ring.lastGood()).isEqualTo(now);
    }

    @Test
    void looksAtNothingWhenKeyReloadIsZero() throws Exception {
        start(Duration.ZERO);
        int before = loads.get();
        Files.writeString(keyFile, TestKeys.pkcs8Pem(OTHER));
        seconds(200);
        assertThat(loads.get()).isEqualTo(before);
        ring.reload();
        assertThat(inUse()).isEqualTo(OTHER);
    }

    @Test
    void reloadsOnDemandAndSaysWhatIsWrong() throws Exception {
        Files.writeString(keyFile, TestKeys.pkcs8Pem(OTHER));
        ring.reload();
        assertThat(inUse()).isEqualTo(OTHER);

        Files.writeString(keyFile, "nonsense");
        assertThatThrownBy(() -> ring.reload())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining(keyFile.toString());
        assertThat(inUse()).isEqualTo(OTHER);
    }

    @Test
    void warnsOnceOfOneFaultAndAgainOfAnother() throws Exception {
        Files.writeString(keyFile, "nonsense");
        seconds(200);
        assertThat(heard).hasSize(1);
        Files.delete(keyFile);
        seconds(2);
        assertThat(heard).hasSize(2);
    }

    /** A set is published only when it also suits the other settings. */
    @Test
    void keepsTheKeysWhenTheNewOnesCannotBePutTogether() throws Exception {
        KeySettings places = TestPlaces.of(
                        keyFile.toString(), TestPlaces.write(folder, "caller.crt", TestKeys.der(CALLER)))
                .places();
        KeyRing<Integer> picky = KeyRing.of(
                () -> TestPlaces.load(places, clock()),
                keys -> {
                    int bits = keys.application().publicKey().getModulus().bitLength();
                    if (bits < 2048) {
                        throw TestPlaces.applicationKey("here").refuse("too small", "Make a larger one");
                    }
                    return bits;
                },
                Optional.empty(),
                Duration.ofSeconds(60),
                clock(),
                hearing);
        Files.writeString(keyFile, TestKeys.pkcs8Pem(SMALL));
        assertThatThrownBy(picky::reload).hasMessageContaining("too small");
        assertThat(picky.inUse()).isEqualTo(2048);
    }

    @Test
    void refusesToBeginWithoutAUsableKey() throws IOException {
        Files.delete(keyFile);
        assertThatThrownBy(() -> start(Duration.ofSeconds(60))).isInstanceOf(ConfigurationException.class);
    }

    /** The files of a folder, or what another security provider makes of the same certificate. */
    @Test
    @Tag("F28")
    void saysNothingOfTheSameCertificatesInAnotherOrderOrAsOtherObjects() throws Exception {
        X509Certificate second = TestKeys.certificate(OTHER.getPublic(), "CN=Second");
        X509Certificate bouncy = (X509Certificate) CertificateFactory.getInstance("X.509", new BouncyCastleProvider())
                .generateCertificate(new ByteArrayInputStream(TestKeys.der(CALLER)));
        RSAPublicKey own = (RSAPublicKey) OWN.getPublic();
        RSAPublicKey foreign = (RSAPublicKey)
                KeyFactory.getInstance("RSA", new BouncyCastleProvider()).translateKey(own);
        List<List<X509Certificate>> callers = List.of(List.of(CALLER, second), List.of(second, bouncy));
        AtomicInteger load = new AtomicInteger();
        KeyRing<LoadedKeys> others = KeyRing.of(
                () -> new LoadedKeys(
                        TestSigner.of(
                                OWN.getPrivate(),
                                load.get() == 0 ? own : foreign,
                                Optional.of(load.get() == 0 ? CALLER : bouncy)),
                        Optional.of(new Credentials.Next(
                                TestSigner.of(OWN.getPrivate(), load.get() == 0 ? own : foreign, Optional.empty()),
                                Instant.MAX)),
                        Optional.of(CallerKeys.pinned(callers.get(load.getAndIncrement()))),
                        List.of(),
                        "a test",
                        Set.of(),
                        Optional.empty()),
                keys -> keys,
                Optional.empty(),
                Duration.ofSeconds(60),
                clock(),
                hearing);
        others.reload();
        assertThat(load).hasValue(2);
        assertThat(heard).isEmpty();
    }

    @Test
    @Tag("F28")
    void saysWhenOneOfTwoCertificatesIsAnother() throws Exception {
        X509Certificate second = TestKeys.certificate(OTHER.getPublic(), "CN=Second");
        Path file = folder.resolve("caller.crt");
        Files.writeString(file, TestKeys.pem(CALLER) + TestKeys.pem(second));
        ring.reload();
        Files.writeString(file, TestKeys.pem(second) + TestKeys.pem(CALLER));
        ring.reload();
        assertThat(heard).containsExactly("replaced 2");
        Files.writeString(file, TestKeys.pem(second) + TestKeys.pem(TestKeys.certificate(OTHER.getPublic(), "CN=3")));
        ring.reload();
        assertThat(heard).containsExactly("replaced 2", "replaced 2");
    }

    private KeyPair inUse() {
        return List.of(OWN, OTHER).stream()
                .filter(pair -> ((java.security.interfaces.RSAKey) pair.getPublic())
                        .getModulus()
                        .toString()
                        .equals(ring.inUse()))
                .findFirst()
                .orElseThrow();
    }

    private void seconds(int count) {
        for (int i = 0; i < count; i++) {
            now = now.plusSeconds(1);
            ring.tick();
        }
    }

    private Clock clock() {
        InstantSource source = () -> now;
        return source.withZone(ZoneOffset.UTC);
    }
}
