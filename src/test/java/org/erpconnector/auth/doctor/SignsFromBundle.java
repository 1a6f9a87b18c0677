package org.erpconnector.auth.doctor;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.erpconnector.auth.config.Environment;
import org.erpconnector.auth.core.ApplicationSigner;
import org.erpconnector.auth.core.Authenticator;
import org.erpconnector.auth.core.CallerKeys;
import org.erpconnector.auth.core.CallerTokenRules;
import org.erpconnector.auth.core.CallerTokenVerifier;
import org.erpconnector.auth.core.Credentials;
import org.erpconnector.auth.core.ReplyForm;
import org.erpconnector.auth.core.ReplyToken;
import org.erpconnector.auth.keys.KeyReader;
import org.erpconnector.auth.replay.MemoryReplayGuard;

/**
 * Run by {@link StandaloneJarIT} in a Java process of its own, with nothing but the bundle beside it: verifies a token
 * and prints the signed reply. The command line itself signs nothing.
 */
final class SignsFromBundle {
    private SignsFromBundle() {}

    /** Takes the files of a token, the caller's certificate and our key, the application id and the time. */
    public static void main(String[] args) throws Exception {
        Clock clock = Clock.fixed(Instant.parse(args[4]), ZoneOffset.UTC);
        CallerTokenRules rules = new CallerTokenRules(
                "SuperOffice AS", List.of(args[3]), Pattern.compile("[0-9A-Fa-f]{32}"), Duration.ofSeconds(60), clock);
        KeyReader reader = new KeyReader();
        PrivateKey key = reader.key(Path.of(args[2]), Optional.empty(), Optional.empty(), Optional.empty());
        RSAPublicKey publicKey = reader.found().get(0).key().orElseThrow();
        CallerKeys callers = reader.callers(List.of(Path.of(args[1])), Optional.empty(), Environment.CUSTOM);
        Credentials credentials = new Credentials(
                Optional.of(new CallerTokenVerifier(callers, rules, Optional.empty())),
                ApplicationSigner.of(key, publicKey, Optional.empty()),
                Optional.empty());
        Authenticator authenticator =
                new Authenticator(() -> credentials, () -> {}, new MemoryReplayGuard(10, clock), () -> true, clock);
        System.out.println(authenticator
                .answer(Files.readString(Path.of(args[0])), ReplyForm.JWT, reply -> {})
                .<String>fold(
                        ReplyToken::text, refused -> refused.reason().code(), unavailable -> unavailable.detail()));
    }
}
